import type { Clock } from '../../../hal/ports/clock.port.ts';
import { fault, ok } from '../../../hal/ports/result.ts';
import type { Fault, Result } from '../../../hal/ports/result.ts';
import type { BackendAccess } from '../../bookings/backend/backend-access.ts';
import { startChild, type Child } from './child.ts';
import type { BackendNews, BackendOrder, BackendParameters } from './parameters.ts';

/** A reference backend that is kept running beside a simulated tower. */
export interface KeptBackend {
  readonly access: BackendAccess;
  /** Says where the tower listens, for notices. */
  readonly tellTower: (towerUrl: string) => void;
  /** Lets time pass for it as well. */
  readonly pass: (ms: number) => void;
  readonly stop: () => Promise<void>;
}

interface KeepBackend {
  readonly parameters: BackendParameters;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

/** As on one machine: asked often, so that what a person does in the sandbox is seen soon. */
const POLL_MS = 1000;
const TIMEOUT_MS = 8000;
const RESTART_AFTER_MS = 1000;
const MINUTE_MS = 60_000;
/** A backend that ends this often within a minute has a cause that a restart does not mend. The tower goes on without it. */
const MAX_ENDS_A_MINUTE = 5;

interface Kept {
  child: Child<BackendNews>;
  towerUrl: string | undefined;
  passedMs: number;
  isStopping: boolean;
}

const start = (parameters: BackendParameters, clock: Clock): Child<BackendNews> =>
  startChild({ verb: 'run-backend', parameters, setTimer: clock.setTimeout, clearTimer: clock.clearTimeout });

const newsOf = (child: Child<BackendNews>): Promise<BackendNews> =>
  child.news.catch((error: unknown): BackendNews => ({ kind: 'refused', message: error instanceof Error ? error.message : String(error) }));

/** One that dies before it reads it is told again when it is up again. */
function tell({ child }: Kept, order: BackendOrder): void {
  if (child.process.connected) child.process.send(order, () => undefined);
}

function tellAll(kept: Kept): void {
  if (kept.towerUrl !== undefined) tell(kept, { towerUrl: kept.towerUrl });
  if (kept.passedMs > 0) tell(kept, { passedMs: kept.passedMs });
}

/** Until it is stopped: starts it again, on the same port, when it has died. The tower needs nothing of it meanwhile. */
async function keep(kept: Kept, { parameters, clock, say }: KeepBackend): Promise<void> {
  let ends: number[] = [];
  for (;;) {
    const how = await kept.child.ended;
    if (kept.isStopping) return;
    ends = [...ends.filter((atMs) => clock.nowMs() - atMs < MINUTE_MS), clock.nowMs()];
    if (ends.length >= MAX_ENDS_A_MINUTE) {
      say(`the backend ended ${String(ends.length)} times within a minute (${how}) and is not started again; the tower goes on without it`);
      return;
    }
    say(`the backend ended (${how}); the tower goes on without it, and it is started again`);
    await new Promise<void>((resolve) => { clock.setTimeout(resolve, RESTART_AFTER_MS); });
    if (isStopping(kept)) return;
    kept.child = start(parameters, clock);
    const news = await newsOf(kept.child);
    if (news.kind === 'ready') tellAll(kept);
    else say(news.message);
  }
}

/** Read after a wait, in which it may have changed. */
function isStopping(kept: Kept): boolean {
  return kept.isStopping;
}

/** Starts the backend and keeps it. Error `refused`: it did not come up the first time. */
export async function keepBackend(parts: KeepBackend): Promise<Result<KeptBackend, Fault<'refused'>>> {
  const kept: Kept = { child: start(parts.parameters, parts.clock), towerUrl: undefined, passedMs: 0, isStopping: false };
  const news = await newsOf(kept.child);
  if (news.kind === 'refused') {
    await kept.child.stop();
    return fault('refused', news.message);
  }
  const { url, issuer, key, secret } = news;
  // People have its pages open: the next one stands where this one was.
  const keeping = keep(kept, { ...parts, parameters: { ...parts.parameters, port: Number(new URL(url).port) } });
  return ok({
    access: { url, issuer, keys: [key], secret, pollMs: POLL_MS, timeoutMs: TIMEOUT_MS },
    tellTower: (towerUrl) => {
      kept.towerUrl = towerUrl;
      tell(kept, { towerUrl });
    },
    pass: (ms) => {
      kept.passedMs += ms;
      tell(kept, { passedMs: ms });
    },
    stop: async () => {
      kept.isStopping = true;
      await kept.child.stop();
      await keeping;
    },
  });
}
