import { loadSite, loadStock } from '../../../../config/load-site.ts';
import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { Violation } from '../../../../sim/oracle/oracle.port.ts';
import type { Interlock } from '../../../interlocks/interlock.ts';
import { isHeld } from '../../../interlocks/maintenance-motions.ts';
import { kindOf, type Motion } from '../../../interlocks/motion.ts';
import { motionsOf } from '../../../interlocks/motions-of.ts';
import { createInterlockBook, type InterlockBook } from '../../../interlocks/permit.ts';
import { interlocksFor } from '../../../interlocks/planned.ts';
import { tableOf } from '../../../interlocks/site-table.ts';
import type { Facts } from '../../../sensing/fact.ts';
import type { Gate } from '../../../safety/output-gate.ts';
import type { Interposed } from '../../interposed.ts';
import { startHand } from '../gate-monkey/hand.ts';
import { startMischief } from '../gate-monkey/mischief.ts';
import { OF_WHO_COMMANDS } from '../gate-monkey/run-seed.ts';
import { createSimulation, type Simulation } from '../simulation.ts';
import { createStage, openTower } from '../stage.ts';
import { startLeaning } from './lean-mischief.ts';
import type { Mutant } from './mutant.ts';
import { mutatedBook } from './mutated-book.ts';
import { isOfHeldMotions, startTechnician } from './technician.ts';

/** How a run is played. `asItShouldBe`: the same run with the right table, to see that nothing else has broken what was broken. */
export interface SeekOptions {
  readonly mutant: Mutant;
  readonly seed: number;
  /** Simulated milliseconds of commands at most; it ends with the first violation. */
  readonly forMs: number;
  readonly asItShouldBe?: boolean;
}

/** What came of it. */
export interface Sought {
  readonly violations: readonly Violation[];
  /** Commands let through that the right table refuses: moments at which nothing but the row stood in the way. */
  readonly alone: number;
  /** Scans on which something went on that the right table stops. */
  readonly ranOn: number;
  readonly lastMotion: Motion | undefined;
  readonly firstMs: number;
  readonly lastMs: number;
  /** Looks at which the right row refused one of its motions, and how often each other row refused it as well. */
  readonly looks: number;
  readonly besides: Readonly<Record<string, number>>;
  /** Looks at which no other row did: what was not let through all the same, the gate refused by itself. */
  readonly lonely: number;
  /** Faults, lamps and requests that were refused. */
  readonly turnedDown: number;
  /** Opened, and where a car was asked for, handed over. */
  readonly ready: boolean;
}

/** A tower, and its table. */
export interface Preset {
  readonly site: Site;
  readonly stock: Stock;
  readonly bays: readonly string[];
  readonly table: readonly Interlock[];
}

const SLICE_MS = 1000;
const LOOK_MS = 1000;
/** After the forbidden has been tried, it is left alone for up to this long. */
const BORED_MS = 2500;
/** Share of the other commands that are motions of the row: where something can be done to its fact, into them; where only motions bring it about, rarely. */
const OWN_SHARE = 0.4;
const OWN_SHARE_OF_MOTIONS = 0.1;
/** Where a run begins: with everything in its cell · with a car in an open bay, for people to get into · with a car in a shut bay and the carriage before it. */
const BEGINNINGS = ['atBay', 'bare', 'handedOver'] as const;
/** From an accepted request to the pallet in the bay. */
const ARRIVES_MS = 300_000;
const RESET_MS = 5000;
const presets = new Map<string, Preset>();

/** The tower on which a row has something to say. */
export function presetOf({ row, dropped }: Pick<Mutant, 'row' | 'dropped'>): Preset {
  const isOfTurn = dropped?.startsWith('turn.') === true || row.fact.name.startsWith('turn') || row.motions.every((motion) => motion.startsWith('turn.'));
  const name = isOfTurn ? 'autobahn-singapore' : 'tmall-shanghai';
  const known = presets.get(name);
  if (known !== undefined) return known;
  const [site, stock] = [loadSite(name), loadStock(name)];
  if (!site.ok || !stock.ok) throw new Error(`${name} does not load`);
  const bays = site.value.tower.bays.map(({ id }) => id);
  const preset = { site: site.value, stock: stock.value, bays, table: tableOf(site.value, interlocksFor(site.value.plans)) };
  presets.set(name, preset);
  return preset;
}

/** Notes when only the spoilt row made the difference. */
interface Notes {
  alone: number;
  ranOn: number;
  lastMotion: Motion | undefined;
  /** When the row has made a difference for the first and for the last time; Infinity before the first. */
  firstMs: number;
  lastMs: number;
  looks: number;
  readonly besides: Record<string, number>;
  lonely: number;
  turnedDown: number;
}

/** The row, and nothing else, has made a difference. */
function noteDifference(notes: Notes, which: 'alone' | 'ranOn', nowMs: number, motion: Motion | undefined): void {
  notes[which] += 1;
  notes.firstMs = Math.min(notes.firstMs, nowMs);
  notes.lastMs = nowMs;
  notes.lastMotion = motion ?? notes.lastMotion;
}

/** What a difference has led to shows within this time. */
const FOLLOWS_MS = 20_000;

/** Whether a violation may be what the row's difference has led to. */
export function mayFollow({ invariant, atMs }: Violation, { firstMs, lastMs }: Pick<Sought, 'firstMs' | 'lastMs'>): boolean {
  return !OF_WHO_COMMANDS.has(invariant) && atMs >= firstMs && atMs <= lastMs + FOLLOWS_MS;
}

function watchDifference(spoilt: InterlockBook, right: InterlockBook, asItShouldBe: boolean, notes: Notes): Interposed {
  const used = asItShouldBe ? right : spoilt;
  const note = (motion: Motion, facts: Facts): void => {
    if (!right.permitRunning(motion, facts).granted && used.permitRunning(motion, facts).granted) noteDifference(notes, 'ranOn', facts.updatedAtMs, motion);
  };
  return {
    book: () => ({
      ...used,
      permitRunning: (motion, facts) => {
        note(motion, facts);
        return used.permitRunning(motion, facts);
      },
      // Both are asked on each scan, so that a history is the same in both runs.
      safetyMirrors: (facts) => {
        spoilt.safetyMirrors(facts);
        const mirrored = used.safetyMirrors(facts);
        if (mirrored.granted && !right.safetyMirrors(facts).granted) noteDifference(notes, 'ranOn', facts.updatedAtMs, undefined);
        return mirrored;
      },
    }),
  };
}

function watchGate(gate: Gate, facts: () => Facts, right: InterlockBook, notes: Notes): Gate {
  const noting = async <R extends { readonly ok: boolean }>(motion: Motion, send: () => Promise<R>): Promise<R> => {
    const refused = !right.permit(motion, facts()).granted;
    const sent = await send();
    if (refused && sent.ok) noteDifference(notes, 'alone', facts().updatedAtMs, motion);
    return sent;
  };
  return {
    ...gate,
    move: (motion, ...rest) => noting(motion, () => gate.move(motion, ...rest)),
    set: (motion, ...rest) => noting(motion, () => gate.set(motion, ...rest)),
  };
}

/** Notes which other rows refuse what the row refuses. */
function lookBeside({ row }: Mutant, motions: readonly Motion[], permit: InterlockBook['permit'], facts: Facts, notes: Notes): void {
  for (const motion of motions) {
    const permitted = permit(motion, facts);
    if (permitted.granted || !permitted.broken.some(({ interlockId }) => interlockId === row.id)) continue;
    const others = new Set(permitted.broken.map(({ interlockId }) => interlockId).filter((id) => id !== row.id));
    notes.looks += 1;
    notes.lonely += others.size === 0 ? 1 : 0;
    for (const id of others) notes.besides[id] = (notes.besides[id] ?? 0) + 1;
  }
}

async function begin({ site, stock }: Preset, simulation: Simulation, how: (typeof BEGINNINGS)[number]): Promise<boolean> {
  if (how === 'bare') return true;
  const { askFor, untilHandedOver } = await import('../../../../sim/scenarios/plays.ts');
  const { stage } = createStage(simulation, site, stock);
  const asked = await askFor(stage);
  if (asked === undefined || how === 'handedOver') return asked !== undefined && untilHandedOver(stage, asked);
  const { pallets, axes } = stage.plant.state;
  const arrived = await stage.clock.until(() => pallets[asked.palletId]?.place === `bay:${asked.bay}` && Math.abs(axes.shuttle.positionMm) < 1, ARRIVES_MS);
  // Here the machines stop, and the hand goes on.
  const stopped = await stage.tower.stop('the hand goes on');
  await stage.clock.runFor(RESET_MS);
  simulation.sim.people.attendant.pressReset();
  await stage.clock.runFor(RESET_MS);
  return arrived && stopped.ok;
}

/**
 * A hand that seeks the difference: whenever the spoilt table permits what the right one refuses, that is what it commands, straight into
 * the output gate of a tower without its relay; and whatever can make the row's fact untrue happens again and again.
 */
export async function seek({ mutant, seed, forMs, asItShouldBe = false }: SeekOptions): Promise<Sought> {
  const { createSeededRng } = await import('../../../../sim/time/seeded-rng.ts');
  const preset = presetOf(mutant);
  const { site, stock, bays, table } = preset;
  const right = createInterlockBook(bays, table);
  const spoilt = mutatedBook(mutant, bays, table);
  const notes: Notes = { alone: 0, ranOn: 0, lastMotion: undefined, firstMs: Infinity, lastMs: -Infinity, looks: 0, besides: {}, lonely: 0, turnedDown: 0 };
  const built: { simulation?: Simulation } = {};
  const facts = (): Facts => built.simulation?.core.facts ?? NONE;
  const simulation = await createSimulation({
    site, stock, seed, skipIdle: false, relay: 'absent',
    interpose: () => ({ ...watchDifference(spoilt, right, asItShouldBe, notes), gate: (gate) => watchGate(gate, facts, right, notes) }),
  });
  built.simulation = simulation;
  const { clock, sim } = simulation;
  const core = () => simulation.core;
  const dice = createSeededRng(seed).fork('seek');
  try {
    const opened = await openTower(simulation);
    // What is turned round keeps away what it should let through: that shows where a car is asked for.
    const how = mutant.mutation === 'negated' ? 'handedOver' : (BEGINNINGS[seed % BEGINNINGS.length] ?? 'bare');
    const ready = opened && (await begin(preset, simulation, how));
    if (!ready) return { violations: sim.violations(), ...notes, ready };
    const ofRow = (motion: Motion): boolean => mutant.row.motions.includes(kindOf(motion).kind) && (mutant.dropped ?? kindOf(motion).kind) === kindOf(motion).kind;
    const [bored, isBored] = [new Map<Motion, number>(), (motion: Motion): boolean => clock.nowMs() < (bored.get(motion) ?? 0)];
    const prefers = (motions: readonly Motion[]): readonly Motion[] | 'nothing' => {
      if (leaning.hushes()) return 'nothing';
      const own = motions.filter((motion) => ofRow(motion) && !motion.startsWith('order.') && spoilt.grants(motion, facts()));
      const only = own.filter((motion) => !isBored(motion) && !right.grants(motion, facts()));
      // Whoever does nothing but the forbidden never comes to where it does harm.
      for (const motion of only) bored.set(motion, clock.nowMs() + dice.next() * BORED_MS);
      return only.length > 0 ? only : dice.next() < (leaning.canLean ? OWN_SHARE : OWN_SHARE_OF_MOTIONS) ? own : [];
    };
    const own = motionsOf(bays).filter(ofRow);
    // What is held by hand is refused by its own rows nearly always: a row that binds more is looked at there.
    const looked = isOfHeldMotions(mutant) ? own : own.filter((motion) => !isHeld(motion));
    const lookers = clock.every(LOOK_MS, () => { lookBeside(mutant, looked, right.permit, facts(), notes); });
    const parts = { site, clock, sim, core, dice: dice.fork('lean'), row: mutant.row, asked: (result: { readonly ok: boolean }): void => { notes.turnedDown += result.ok ? 0 : 1; } };
    const leaning = startLeaning(parts);
    const hand = startHand({ site, clock, core, dice: dice.fork('hand'), prefers });
    const mischief = startMischief({ ...parts, dice: dice.fork('mischief') });
    const others = isOfHeldMotions(mutant) ? [startTechnician({ clock, sim, tower: () => core().tower, asked: parts.asked }, dice.fork('technician'))] : [];
    const isOver = (): boolean => !asItShouldBe && sim.violations().some((one) => mayFollow(one, notes));
    for (let ms = 0; ms < forMs && !isOver(); ms += SLICE_MS) await clock.runFor(SLICE_MS);
    for (const one of [hand, mischief, leaning, ...others]) one.rest();
    lookers();
    return { violations: [...sim.violations()], ...notes, ready };
  } finally {
    await simulation.close();
  }
}

/** Before the tower stands nothing is known. */
const NONE: Facts = { get: () => ({ value: undefined, cause: 'neverSeen', confirmedAtMs: 0, sinceMs: 0, sources: [] }), revision: 0, updatedAtMs: 0 };
