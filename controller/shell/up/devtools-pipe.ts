import type { Readable, Writable } from 'node:stream';

/** What a browser tells unasked. `sessionId`: of the page that it is about, where it is about one. */
export interface DevtoolsEvent {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly sessionId: string | undefined;
}

/** Answer of a browser; `ok` is false for a refusal, and when the pipe ends before it answers. */
export type DevtoolsAnswer = { readonly ok: true; readonly result: Readonly<Record<string, unknown>> } | { readonly ok: false; readonly message: string };

/** A browser's DevTools protocol over a pair of pipes, which nobody has but the process that started it. */
export interface Devtools {
  /** Never rejects; may wait for ever when a page hangs. */
  readonly ask: (method: string, params?: object, sessionId?: string) => Promise<DevtoolsAnswer>;
  readonly onEvent: (listener: (event: DevtoolsEvent) => void) => void;
}

/** Messages are JSON with a zero byte behind each. */
const END = '\0';
/** A browser whose messages have no end is not read any more: no message of ours comes near this many characters. */
const LONGEST = 16 * 1024 * 1024;
const GONE = { ok: false, message: 'the browser has gone' } as const;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message?: string };
  readonly sessionId?: string;
}

/** Speaks the protocol over the pipes of a browser that was started with `--remote-debugging-pipe`. */
export function createDevtools(toBrowser: Writable, fromBrowser: Readable): Devtools {
  const waiting = new Map<number, (answer: DevtoolsAnswer) => void>();
  const listeners: ((event: DevtoolsEvent) => void)[] = [];
  let lastId = 0;
  let isGone = false;
  let unread = '';
  const end = (): void => {
    isGone = true;
    for (const answer of waiting.values()) answer(GONE);
    waiting.clear();
  };
  const take = ({ id, method, params = {}, result = {}, error, sessionId }: Message): void => {
    if (method !== undefined) {
      for (const listener of listeners) listener({ method, params, sessionId });
      return;
    }
    const answer = waiting.get(id ?? 0);
    waiting.delete(id ?? 0);
    answer?.(error === undefined ? { ok: true, result } : { ok: false, message: error.message ?? 'refused' });
  };
  fromBrowser.setEncoding('utf8');
  fromBrowser.on('data', (text: string) => {
    const parts = (unread + text).split(END);
    unread = parts.pop() ?? '';
    if (unread.length > LONGEST) fromBrowser.destroy();
    for (const part of parts) take(parsed(part));
  });
  fromBrowser.once('close', end);
  // A pipe breaks when the browser dies, which is told by its process as well.
  for (const pipe of [toBrowser, fromBrowser]) pipe.on('error', end);
  return {
    onEvent: (listener) => { listeners.push(listener); },
    ask: (method, params = {}, sessionId) => {
      if (isGone) return Promise.resolve(GONE);
      lastId += 1;
      const id = lastId;
      toBrowser.write(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }) + END);
      return new Promise((resolve) => { waiting.set(id, resolve); });
    },
  };
}

/** A message that is none answers nobody. */
function parsed(text: string): Message {
  try {
    return JSON.parse(text) as Message;
  } catch {
    return {};
  }
}
