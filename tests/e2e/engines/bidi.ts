import { WebSocket } from 'ws';

/** A connection that takes commands of WebDriver BiDi (https://w3c.github.io/webdriver-bidi/). */
export interface BidiSession {
  /** @returns the command's result */
  send(method: string, params: object): Promise<unknown>;
  close(): void;
}

interface Answer {
  readonly id?: number | null;
  readonly type: 'success' | 'error' | 'event';
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

/** Connects to a browser that listens at this address. */
export async function connect(address: string): Promise<BidiSession> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let last = 0;
  socket.on('message', (data) => {
    const answer = JSON.parse(String(data)) as Answer;
    const asker = waiting.get(answer.id ?? 0);
    if (asker === undefined) return;
    waiting.delete(answer.id ?? 0);
    if (answer.type === 'success') asker.resolve(answer.result);
    else asker.reject(new Error(`${answer.error}: ${answer.message}`));
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser closed the connection.'));
    waiting.clear();
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    send: (method, params) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    close: () => socket.close(),
  };
}
