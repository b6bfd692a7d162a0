import type { Subject } from '../subject.port.ts';
import type { Judge, Report } from './judge.port.ts';

const TERMINAL: ReadonlySet<string> = new Set(['done', 'cancelled', 'stalled']);

/** Hears of requests that the tower has accepted, and of a write that a torn log has taken back. */
export interface BookingsJudge extends Judge {
  readonly accepted: (orderId: string) => void;
  readonly isDurable: (orderId: string) => boolean;
  /** The last batch is not durable after all. */
  readonly torn: () => void;
}

/** I44: whatever was accepted ends, once, and stays ended; across any crash. Judged by what became durable, in the instant in which it did. */
export function judgeBookings({ orders }: Pick<Subject, 'orders'>, report: Report): BookingsJudge {
  const accepted = new Set<string>();
  const phases = new Map<string, string>();
  let latest: readonly (readonly [string, string | undefined])[] = [];
  const write = (orderId: string, phase: string): void => {
    const before = phases.get(orderId);
    phases.set(orderId, phase);
    if (before !== undefined && TERMINAL.has(before) && before !== phase) report('I44', `${orderId} had ended ${before} and became ${phase}`);
  };
  orders.watch((written) => {
    latest = written.map(({ orderId }) => [orderId, phases.get(orderId)]);
    for (const { orderId, phase } of written) write(orderId, phase);
  });
  return {
    accepted: (orderId) => { accepted.add(orderId); },
    isDurable: (orderId) => phases.has(orderId),
    torn: () => {
      for (const [orderId, before] of latest) {
        if (before === undefined) phases.delete(orderId);
        else phases.set(orderId, before);
      }
    },
    end: async () => {
      // What was durable before its answer could be given counts as well: whoever asked finds it when they look again.
      for (const orderId of new Set([...accepted, ...phases.keys()])) {
        const phase = await orders.phaseOf(orderId);
        if (phase === undefined) report('I44', `${orderId} was accepted, and the journal knows nothing of it`);
        else if (!TERMINAL.has(phase)) report('I44', `${orderId} was accepted and is ${phase} when all is over`);
      }
    },
    premises: () => ({ I44: new Set([...accepted, ...phases.keys()]).size }),
  };
}
