import { anyOf, type Dice } from '../../../../sim/campaign/dice.ts';

/** What is done to the processes of a tower, or under them. */
export type Deed =
  | { readonly kind: 'kill' | 'killBackend' }
  | { readonly kind: 'stop' | 'stopSimulator' | 'stopSupervisor'; readonly ms: number }
  | { readonly kind: 'unplug'; readonly bus: string; readonly ms: number }
  /** `eats`: what the journal's reserve gives free is taken as well. */
  | { readonly kind: 'diskFull'; readonly eats: boolean; readonly ms: number }
  | { readonly kind: 'stepClock'; readonly byMs: number };

export type DeedKind = Deed['kind'];

/** One deed and its moment. */
export interface Drawn {
  readonly deed: Deed;
  /** After the first motion that is seen. */
  readonly afterMs: number;
}

/** In parts of 100. Kills and stops are what is asked for; the rest is seen often enough among a thousand. */
const WEIGHTS: readonly (readonly [DeedKind, number])[] = [
  ['kill', 38], ['stop', 44], ['unplug', 6], ['diskFull', 4], ['stepClock', 4], ['stopSimulator', 2], ['killBackend', 1], ['stopSupervisor', 1],
];
const HOURS_MS = 3_600_000;
/** Forward and back: a second, summer time, a day, a battery that was empty. */
const STEPS_MS = [1000, HOURS_MS, 24 * HOURS_MS, 20_000 * HOURS_MS].flatMap((ms) => [ms, -ms]);
/** A transfer has its own moments all along; so late even a long motion is over. */
const LATEST_MS = 2000;

/** Between the two, each order of magnitude as likely as the next. */
const spread = (fromMs: number, toMs: number, dice: Dice): number => Math.round(fromMs * (toMs / fromMs) ** dice.next());

/** What happens in one cycle. `mayKill`: another death of the controller is one that its supervisor mends. */
export function draw(dice: Dice, buses: readonly string[], mayKill: boolean): Drawn {
  const afterMs = Math.round(dice.next() * LATEST_MS);
  let lot = dice.next() * 100;
  const [kind] = WEIGHTS.find(([, weight]) => (lot -= weight) < 0) ?? ['stop'];
  return { deed: deedOf(kind === 'kill' && !mayKill ? 'stop' : kind, dice, buses), afterMs };
}

function deedOf(kind: DeedKind, dice: Dice, buses: readonly string[]): Deed {
  switch (kind) {
    case 'kill': case 'killBackend': return { kind };
    case 'stop': return { kind, ms: spread(1, 4000, dice) };
    case 'stopSimulator': case 'stopSupervisor': return { kind, ms: spread(20, 2000, dice) };
    case 'unplug': return { kind, bus: anyOf(buses, dice) ?? '', ms: spread(20, 3000, dice) };
    case 'diskFull': return { kind, eats: dice.next() < 0.5, ms: spread(300, 2500, dice) };
    case 'stepClock': return { kind, byMs: anyOf(STEPS_MS, dice) ?? HOURS_MS };
  }
}
