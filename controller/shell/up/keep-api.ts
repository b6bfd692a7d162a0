import type { Clock } from '../../../hal/ports/clock.port.ts';
import type { Fault, Result } from '../../../hal/ports/result.ts';
import type { ApiThread } from '../../api/api-thread.ts';
import type { Truth } from '../../sensing/fact.ts';

/** Ports that a thread listens on; 0 takes any. */
export interface ApiPorts {
  readonly port: number;
  readonly phonePort: number;
}

export interface KeepApi {
  /** Makes a thread that listens on these ports. */
  readonly start: (ports: ApiPorts) => Promise<Result<ApiThread, Fault<'refused'>>>;
  readonly ports: ApiPorts;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

/** An API that outlives its thread. */
export interface KeptApi extends Pick<ApiThread, 'controllerUrl' | 'phoneUrl' | 'demoMember'> {
  /** The fact `apiAlive`: of the present thread, and false while there is none. */
  readonly alive: () => Truth;
  /** Resolves when no thread is started any more, to the reason. Never after `close`. */
  readonly lost: Promise<string>;
  readonly close: () => Promise<void>;
}

/** What the dead thread has asked of the control core is answered by then, so the next one finds what came of it in the journal. */
const RESTART_AFTER_MS = 1000;
const LOOK_EVERY_MS = 500;
/** A thread that has not answered for this long beyond the limit of `alive` hangs, and is ended like a dead one. */
const HUNG_AFTER_MS = 10_000;
const MINUTE_MS = 60_000;
/** A thread that ends this often within a minute has a cause that a restart does not mend. */
const MAX_ENDS_A_MINUTE = 3;

interface Kept {
  thread: ApiThread;
  isClosing: boolean;
}

/**
 * Starts the API's thread and starts it again, on the same ports, when it dies or hangs. The control core goes on meanwhile: what
 * runs ends as it would, a hold is dropped with its lease, and nothing new starts, because nobody can ask for it.
 */
export async function keepApi(parts: KeepApi): Promise<Result<KeptApi, Fault<'refused'>>> {
  const first = await parts.start(parts.ports);
  if (!first.ok) return first;
  const { controllerUrl, phoneUrl, demoMember } = first.value;
  const kept: Kept = { thread: first.value, isClosing: false };
  const endWatch = endHung(kept, parts);
  const ports: ApiPorts = { port: portOf(controllerUrl), phonePort: portOf(phoneUrl) };
  const lost = new Promise<string>((resolve) => {
    void keep(kept, { ...parts, ports }).then((why) => { if (why !== undefined) resolve(why); });
  });
  return {
    ok: true,
    value: {
      controllerUrl, phoneUrl, demoMember, lost,
      alive: () => kept.thread.alive(),
      close: async () => {
        kept.isClosing = true;
        endWatch();
        await kept.thread.close();
      },
    },
  };
}

/** Until it is closed (undefined), or to the reason why there is no API any more. */
async function keep(kept: Kept, { start, ports, clock, say }: KeepApi): Promise<string | undefined> {
  let ends: number[] = [];
  for (;;) {
    await kept.thread.ended;
    if (kept.isClosing) return undefined;
    // Frees what the core's end still holds of it.
    await kept.thread.close();
    ends = [...ends.filter((atMs) => clock.nowMs() - atMs < MINUTE_MS), clock.nowMs()];
    if (ends.length >= MAX_ENDS_A_MINUTE) return `The API ended ${String(ends.length)} times within a minute and is not started again. The controller ends with it.`;
    say('the API ended; what runs ends, nothing new starts, and the API is started again');
    await new Promise<void>((resolve) => { clock.setTimeout(resolve, RESTART_AFTER_MS); });
    // Closed in the pause: nothing is started behind the back of whoever closed it.
    if (isClosing(kept)) return undefined;
    const again = await start(ports);
    if (!again.ok) return `The API ended and could not be started again: ${again.error.message}`;
    kept.thread = again.value;
    if (isClosing(kept)) {
      await again.value.close();
      return undefined;
    }
    say('the API answers again; pages open their sessions anew');
  }
}

/** Read after a wait, in which it may have changed. */
function isClosing(kept: Kept): boolean {
  return kept.isClosing;
}

/** Ends a thread that has stopped answering. Returns what ends the watch. */
function endHung(kept: Kept, { clock, say }: KeepApi): () => void {
  let silent: { readonly thread: ApiThread; readonly sinceMs: number; isEnding: boolean } | undefined;
  return clock.every(LOOK_EVERY_MS, () => {
    const { thread } = kept;
    if (thread.alive() !== false) silent = undefined;
    else if (silent?.thread !== thread) silent = { thread, sinceMs: clock.nowMs(), isEnding: false };
    else if (!silent.isEnding && clock.nowMs() - silent.sinceMs >= HUNG_AFTER_MS) {
      silent.isEnding = true;
      say('the API does not answer and is ended');
      void thread.close();
    }
  });
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
