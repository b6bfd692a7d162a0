import type { Stock } from '../../config/schema/site.schema.ts';
import { createSeededRng } from '../time/seeded-rng.ts';
import { PLAYED } from './catalogue/catalogue.ts';
import type { Layer, PlayedFault } from './catalogue/fault-row.ts';
import { anyOf, comes, type Dice } from './dice.ts';

/** One fault of a run. Everything else about it is drawn from its own seed, so that leaving out another one changes nothing about it. */
export interface PlannedFault {
  readonly fault: string;
  /** When it looks for its moment, ms after the first request. */
  readonly atMs: number;
  readonly seed: number;
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
  readonly work: readonly PlannedWork[];
  readonly faults: readonly PlannedFault[];
}

const SITES = ['tmall-shanghai', 'tmall-guangzhou', 'carvana-san-antonio', 'autobahn-singapore'] as const;
/** Percent of runs on the default site. */
const AT_HOME = 55;
/** Faults begin to look for their moment within this time, and no sooner one after the other than this. */
const BEGINS_MS = 45_000;
const APART_MS = 30_000;
const WORK_MS = 100_000;
const MOST_OUT = 4;

/** Half of the layers, at least the one of the fault that is this seed's turn. */
function swarmOf(first: PlayedFault, dice: Dice): readonly PlayedFault[] {
  const kept = new Set<Layer>([first.layer]);
  for (const { layer } of PLAYED) if (comes(12, dice)) kept.add(layer);
  return PLAYED.filter(({ layer }) => kept.has(layer));
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
    return { fault: row.id, atMs: Math.round(rng.next() * BEGINS_MS) + (n === 2 ? APART_MS + BEGINS_MS : 0), seed: rng.int(0x7fff_ffff) };
  });
  const kinds: readonly PlannedWork['kind'][] = ['deliver', ...Array.from({ length: rng.int(3) }, () => anyOf(comes(60, rng) ? ['deliver', 'receive'] as const : WORK, rng) ?? 'deliver')];
  return {
    seed,
    site: site ?? (comes(AT_HOME, rng) ? SITES[0] : (anyOf(SITES, rng) ?? SITES[0])),
    carsOut: 1 + rng.int(MOST_OUT), palletsAway: rng.int(2),
    staffed: count > 1 && comes(50, rng),
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
