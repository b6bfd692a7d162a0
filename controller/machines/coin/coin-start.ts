import type { RequestFault } from '../../api/tower.port.ts';
import type { Clock, CoinAcceptor, Result } from '../../ports.ts';
import type { Lookout } from '../unit/lookout.ts';

/** The coin in front of a request. */
export interface CoinStart {
  /**
   * Waits for a coin, then starts. `refusal` is asked first, so that nobody puts a coin into a tower that may not move. Without a coin in
   * time nothing is started; a coin whose request is refused is given back. One customer at a time.
   */
  readonly begin: <T>(refusal: () => Refused | undefined, start: () => Promise<Result<T, RequestFault>>) => Promise<Result<T, RequestFault>>;
  /** Gives back a coin that nobody has asked for. Once a scan. */
  readonly scan: () => void;
  /** What goes on at the slot, for screens; undefined while nothing does. A false coin falls back unseen: no line tells of it. */
  readonly stage: () => CoinStage | undefined;
}

/** A customer is waited for · a coin lies under the contact, and whether it stays there is seen · the flap lets one fall back into the tray. */
export type CoinStage = 'awaiting' | 'verifying' | 'returning';

type Refused = { readonly ok: false; readonly error: RequestFault };

/** What it needs. */
export interface CoinStartParts {
  readonly acceptor: CoinAcceptor;
  readonly clock: Pick<Clock, 'nowMs' | 'setTimeout'>;
  readonly lookout: Lookout;
  /** How long a recognised customer may look for the coin, ms. */
  readonly waitMs: number;
  /** The coin is a keepsake: it comes back when it has started the delivery. */
  readonly givesBack: boolean;
  /** The stage has changed. */
  readonly changed: () => void;
}

/** The flap stays open this long, and the contact must have let go by twice that time. */
const FLAP_MS = 600;
/** A coin lies under the contact; what closes it for less than this is a contact that bounces, or a spark on its line. */
const LIES_MS = 100;

interface Flap {
  readonly giveBack: () => void;
  readonly isBusy: () => boolean;
  /** Why it could not be driven; a slot that cannot give back takes no coin for a new request. */
  readonly broken: () => string | undefined;
}

function createFlap({ acceptor, clock, changed }: Pick<CoinStartParts, 'acceptor' | 'clock' | 'changed'>): Flap {
  let busy = false;
  let broken: string | undefined;
  const drive = (open: boolean): void => {
    const driven = acceptor.setFlap(open);
    broken = driven.ok ? undefined : driven.error.message;
  };
  const rest = (): void => {
    busy = false;
    changed();
  };
  // A controller that died while it gave a coin back has left the flap open: whatever is put in would fall through.
  drive(false);
  return {
    giveBack: () => {
      busy = true;
      drive(true);
      changed();
      clock.setTimeout(() => {
        drive(false);
        clock.setTimeout(rest, FLAP_MS);
      }, FLAP_MS);
    },
    isBusy: () => busy,
    broken: () => broken,
  };
}

/** Nobody waits at first. */
export function createCoinStart({ acceptor, clock, lookout, waitMs, givesBack, changed }: CoinStartParts): CoinStart {
  let waiting = false;
  const flap = createFlap({ acceptor, clock, changed });
  /** A coin that has started a delivery and is kept lies under the contact until the next one comes. */
  let keeping = false;

  /** A fresh coin lies under the contact. */
  let lies = false;

  function giveBack(): void {
    if (flap.isBusy()) return;
    keeping = false;
    flap.giveBack();
  }

  function see(closed: boolean): void {
    if (lies === closed) return;
    lies = closed;
    changed();
  }

  /** A fresh coin: the contact must have been open since the waiting began, and then stay closed. */
  async function coin(): Promise<boolean> {
    const late = new AbortController();
    let wasOpen = !keeping && acceptor.held() === false;
    let closedAtMs = Infinity;
    const come = lookout.until(() => {
      const held = acceptor.held();
      if (held === false) wasOpen = true;
      see(wasOpen && held === true);
      closedAtMs = held === true ? Math.min(closedAtMs, clock.nowMs()) : Infinity;
      return wasOpen && clock.nowMs() - closedAtMs >= LIES_MS ? true : undefined;
    }, late.signal);
    const found = await Promise.race([come, new Promise<boolean>((resolve) => { clock.setTimeout(() => { resolve(false); }, waitMs); })]);
    late.abort();
    return found;
  }

  return {
    scan: () => {
      if (!waiting && !keeping && !flap.isBusy() && acceptor.held() === true) giveBack();
    },
    begin: async (refusal, start) => {
      if (waiting) return refuse('coinSlotBusy', 'Somebody else stands at the coin slot. Nothing was started; wait until they have finished.');
      if (flap.broken() !== undefined) return refuse('coinSlotFailed', `The coin slot cannot give coins back (${flap.broken() ?? ''}). Nothing was started; staff can bring the car.`);
      if (acceptor.held() === undefined) return refuse('coinSlotFailed', 'The coin slot does not answer. Nothing was started; staff can bring the car.');
      const refused = refusal();
      if (refused) return refused;
      waiting = true;
      see(false);
      changed();
      try {
        if (!(await coin())) return refuse('noCoin', 'No coin was put in. Nothing was started; ask for the car again when you have it at hand.');
        const started = await start();
        keeping = started.ok && !givesBack;
        if (!keeping) giveBack();
        return started;
      } finally {
        waiting = false;
        changed();
      }
    },
    stage: () => (waiting ? (lies ? 'verifying' : 'awaiting') : flap.isBusy() ? 'returning' : undefined),
  };
}

function refuse(code: 'noCoin' | 'coinSlotBusy' | 'coinSlotFailed', message: string): Refused {
  return { ok: false, error: { code, message } };
}
