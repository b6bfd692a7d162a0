import type { Stock } from '../../config/schema/site.schema.ts';
import { createSeededRng } from '../time/seeded-rng.ts';
import { PLAYED } from './catalogue/catalogue.ts';
import type { Layer, PlantMoment, PlayedFault } from './catalogue/fault-row.ts';
import { anyOf, between, comes, type Dice } from './dice.ts';

/** The way in which runs are drawn. The same seed is another run under another number; a plan that is written down stays what it is. */
export const GENERATOR = 8;

/** A moment of a motion: so long after it has begun. */
export interface MotionMoment {
  readonly when: PlantMoment;
  readonly afterMs: number;
}

/** One fault of a run. Everything else about it is drawn from its own seed, so that leaving out another one changes nothing about it. */
export interface PlannedFault {
  readonly fault: string;
  /** When it looks for its moment, ms after the first request. */
  readonly atMs: number;
  readonly seed: number;
  /** For one that may strike at any time: in a motion, where one comes soon. */
  readonly moment?: MotionMoment;
}

/** What the tower is asked for. */
const WORK = ['deliver', 'receive', 'relocate', 'provide', 'stow', 'audit', 'cycleDoors', 'endDay'] as const;

/** One piece of work. */
export interface PlannedWork {
  readonly kind: (typeof WORK)[number];
  readonly atMs: number;
  readonly seed: number;
}

/** A run, as data: what a failure is written down as, and what shrinking makes smaller. */
export interface Plan {
  readonly seed: number;
  readonly site: string;
  /** So many cars are with their customers at the beginning, and so many pallets are not there at all. */
  readonly carsOut: number;
  readonly palletsAway: number;
  /** Somebody of the staff is about from the beginning, or comes only when the faults are over. */
  readonly staffed: boolean;
  /** All that was asked for is carried out before the run ends (so it is where nothing is said), or it ends as soon as the tower is at its work again. */
  readonly carriedOut?: boolean;
  /** Percent of the closings of an outer door into which somebody steps; nobody unless told. */
  readonly hasty?: number;
  /** When all is over a stored car is asked for once more, without a true clock. */
  readonly retrieval?: boolean;
  readonly work: readonly PlannedWork[];
  readonly faults: readonly PlannedFault[];
}

const SITES = ['tmall-shanghai', 'tmall-guangzhou', 'carvana-san-antonio', 'autobahn-singapore'] as const;
/** Percent of runs on the default site. */
const AT_HOME = 55;
/** Faults begin to look for their moment within this time, and no sooner one after the other than this. */
const BEGINS_MS = 45_000;
/** Percent of faults that begin within this time instead: hand-overs, closings and the way home come after the first minute. */
const LATE = 30;
const LATE_MS = 190_000;
const APART_MS = 30_000;
const WORK_MS = 60_000;
const MOST_OUT = 4;
/** Percent of runs that begin with a car that is brought back, not with one that is fetched. */
const RETURNS_FIRST = 40;
/** Percent of runs that are carried out to the end. The rest of the work of a tower that goes on by itself is that of any day. */
const CARRIED_OUT = 36;
/** Percent of those that are played among people who do not wait for a door, and how often these step into one that closes. */
const AMONG_HASTY = 85;
const STEPS_IN = 60;
/** Percent of the faults without a moment of their own that strike in a motion: what takes power or process away nearly always does. */
const IN_MOTION = 35;
const POWER_IN_MOTION = 80;
const MOTIONS: readonly PlantMoment[] = ['liftMoves', 'alongMoves', 'shuttleOut', 'innerMoves', 'outerMoves', 'carBetween', 'pinMidway', 'forkMidway'];
const INTO_MOTION_MS = [0, 2500] as const;

/** Half of the layers, at least the one of the fault that is this seed's turn. */
function swarmOf(first: PlayedFault, dice: Dice): readonly PlayedFault[] {
  const kept = new Set<Layer>([first.layer]);
  for (const { layer } of PLAYED) if (comes(12, dice)) kept.add(layer);
  return PLAYED.filter(({ layer }) => kept.has(layer));
}

/** When in a motion a fault strikes; undefined for those with a moment of their own, and for most others. */
function momentOf({ when, layer }: PlayedFault, dice: Dice): MotionMoment | undefined {
  const moment = { when: anyOf(MOTIONS, dice) ?? 'liftMoves', afterMs: Math.round(between(INTO_MOTION_MS, dice) * dice.next()) };
  return comes(layer === 'power' || layer === 'process' ? POWER_IN_MOTION : IN_MOTION, dice) && when === 'now' ? moment : undefined;
}

/** What is asked for. Only a run that is carried out sees a car stored that was brought back, so that there is one in each of those. */
function kindsOf(carriedOut: boolean, dice: Dice): readonly PlannedWork['kind'][] {
  const others = Array.from({ length: dice.int(carriedOut ? 2 : 3) }, () => anyOf(comes(60, dice) ? ['deliver', 'receive'] as const : WORK, dice) ?? 'deliver');
  return [comes(RETURNS_FIRST, dice) ? 'receive' : 'deliver', ...(carriedOut ? ['receive'] as const : []), ...others];
}

/** Draws a run. The faults take turns by seed, so that no range of seeds leaves one out for long; the others of a run come from a swarm. */
export function planRun(seed: number, site?: string): Plan {
  const rng = createSeededRng(seed).fork('plan');
  const first = PLAYED[seed % PLAYED.length];
  if (first === undefined) throw new Error('the catalogue is empty');
  const swarm = swarmOf(first, rng);
  const count = comes(50, rng) ? 1 : comes(70, rng) ? 2 : 3;
  const faults = Array.from({ length: count }, (_, n): PlannedFault => {
    const row = n === 0 ? first : (anyOf(swarm, rng) ?? first);
    // A pair may begin together; a third one comes later, so that no more than two last at a time for long.
    const planned = { fault: row.id, atMs: Math.round(rng.next() * (comes(LATE, rng) && n < 2 ? LATE_MS : BEGINS_MS)) + (n === 2 ? APART_MS + BEGINS_MS : 0), seed: rng.int(0x7fff_ffff) };
    const moment = momentOf(row, rng);
    return moment === undefined ? planned : { ...planned, moment };
  });
  const carriedOut = comes(CARRIED_OUT, rng);
  const kinds = kindsOf(carriedOut, rng);
  return {
    seed,
    site: site ?? (comes(AT_HOME, rng) ? SITES[0] : (anyOf(SITES, rng) ?? SITES[0])),
    carsOut: 1 + rng.int(MOST_OUT), palletsAway: rng.int(2),
    staffed: count > 1 && comes(50, rng),
    carriedOut,
    hasty: carriedOut && comes(AMONG_HASTY, rng) ? STEPS_IN : 0,
    retrieval: carriedOut,
    work: kinds.map((kind, n) => ({ kind, atMs: n === 0 ? 0 : Math.round(rng.next() * WORK_MS), seed: rng.int(0x7fff_ffff) })),
    faults,
  };
}

/** The stock that a run begins with: a quiescent tower in the middle of its day. */
export function stockOf(plan: Plan, stock: Stock): Stock {
  const rng = createSeededRng(plan.seed).fork('stock');
  const drawn = [...stock.pallets].sort(() => rng.next() - 0.5).map(({ id }) => id);
  const empty = new Set(drawn.slice(0, plan.carsOut));
  const away = new Set(drawn.slice(plan.carsOut, plan.carsOut + plan.palletsAway));
  const gone = new Set(stock.pallets.flatMap(({ id, car }) => (away.has(id) && car !== undefined ? [car] : [])));
  return {
    ...stock,
    pallets: stock.pallets.filter(({ id }) => !away.has(id)).map(({ car, ...pallet }) => (car === undefined || empty.has(pallet.id) ? pallet : { ...pallet, car })),
    cars: stock.cars.filter(({ id }) => !gone.has(id)),
  };
}
