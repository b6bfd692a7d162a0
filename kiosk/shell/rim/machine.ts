import type { Post } from '../controller-client.ts';
import type { ShellClock } from '../shell-clock.ts';

const ANSWER_DEADLINE_MS = 3_000;

/** The machine's own monotonic clock. */
export const machineClock: ShellClock = {
  nowMs: () => performance.now(),
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Posts JSON over HTTP; silence, a refused connection and an unreadable answer are all "no answer". */
export const postJson: Post = async (url, headers, body) => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_DEADLINE_MS),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  } catch {
    return null;
  }
};
