import { expect } from '@playwright/test';

/** A session of WebDriver (https://www.w3.org/TR/webdriver2/): commands by their path below the session's address. */
export interface WebDriverSession {
  get(command: string): Promise<unknown>;
  post(command: string, body: object): Promise<unknown>;
  end(): Promise<void>;
}

/** Waits until a driver answers at this address, and opens a browser. */
export async function newSession(address: string, capabilities: object): Promise<WebDriverSession> {
  const isUp = () =>
    fetch(`${address}/status`).then(
      () => true,
      () => false,
    );
  await expect.poll(isUp, { message: `a driver at ${address}`, intervals: [100] }).toBe(true);
  const made = await ask('POST', `${address}/session`, { capabilities: { alwaysMatch: capabilities } });
  const { sessionId } = made as { sessionId: string };
  const session = `${address}/session/${sessionId}`;
  await ask('POST', `${session}/timeouts`, { script: 120_000, pageLoad: 120_000 });
  return {
    get: (command) => ask('GET', `${session}/${command}`),
    post: (command, body) => ask('POST', `${session}/${command}`, body),
    end: async () => void (await ask('DELETE', session)),
  };
}

async function ask(method: string, address: string, body?: object): Promise<unknown> {
  const init: RequestInit = { method };
  if (body !== undefined) init.body = JSON.stringify(body);
  const response = await fetch(address, init);
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${method} ${address}: ${error} ${message}`);
}
