import type { CDPSession } from 'playwright';

/** An answer of Chromium's debugging protocol. */
interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A worker that has not answered by then is busy, and is not counted. */
const PATIENCE_MS = 4000;

/** The workers of a page, asked directly: a worker that only waits, as a thread of WebAssembly does, keeps no answer back. */
export class Workers {
  readonly #page: CDPSession;
  readonly #sessions = new Set<string>();
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  private constructor(page: CDPSession) {
    this.#page = page;
    page.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.#sessions.add(sessionId);
    });
    page.on('Target.detachedFromTarget', ({ sessionId }) => void this.#sessions.delete(sessionId));
    page.on('Target.receivedMessageFromTarget', ({ message }) => {
      const answer = JSON.parse(message) as Answer;
      if (answer.id === undefined) return;
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  /** Those that there are and those that come. */
  static async of(page: CDPSession): Promise<Workers> {
    const workers = new Workers(page);
    await page.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    return workers;
  }

  /** What all of them hold after collecting the garbage, typed arrays included; null where one does not answer. */
  async bytes(): Promise<number | null> {
    const sessions = [...this.#sessions];
    const all = await Promise.all(sessions.map((session) => this.#bytesOf(session).catch(() => null)));
    return all.length === 0
      ? null
      : all.reduce((sum, bytes) => (sum === null || bytes === null ? null : sum + bytes), 0);
  }

  async #bytesOf(session: string): Promise<number> {
    await this.#ask(session, 'HeapProfiler.collectGarbage');
    return heldBytes(await this.#ask(session, 'Runtime.getHeapUsage'));
  }

  async #ask(sessionId: string, method: string): Promise<unknown> {
    const id = ++this.#lastId;
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise<unknown>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${method} was not answered.`)), PATIENCE_MS);
      this.#waiting.set(id, ({ error, result }) =>
        error === undefined ? resolve(result) : reject(new Error(error.message)),
      );
    });
    try {
      await this.#page.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method }),
      });
      return await answer;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }
}

/** Objects and what typed arrays hold, from an answer to `Runtime.getHeapUsage`; older browsers tell objects alone. */
export function heldBytes(usage: unknown): number {
  const { backingStorageSize, usedSize } = usage as { usedSize: number; backingStorageSize?: number };
  return usedSize + (backingStorageSize ?? 0);
}
