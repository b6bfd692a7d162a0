import type { Violation } from '../../../../sim/oracle/oracle.port.ts';
import type { Interlock } from '../../../interlocks/interlock.ts';
import { findLimits } from '../../../../config/axes.ts';
import type { AxisId } from '../../../../config/schema/site.schema.ts';
import { kindOf, type Motion } from '../../../interlocks/motion.ts';
import { createInterlockBook, type InterlockBook } from '../../../interlocks/permit.ts';
import type { Facts } from '../../../sensing/fact.ts';
import type { Passed } from '../../../safety/gate.port.ts';
import type { StopLatch } from '../../../safety/stop-control.ts';
import { OF_WHO_COMMANDS } from '../gate-monkey/run-seed.ts';
import { createSimulation, type Simulation } from '../simulation.ts';
import { commandOf, hasEnded, sendCommand } from './commanded.ts';
import { LIMITS } from './limits.ts';
import type { Mutant } from './mutant.ts';
import { mutatedBook } from './mutated-book.ts';
import { createScenery, type Play, type Scenery } from './play.ts';
import type { Preset } from './seek.ts';

/** When the row's fact becomes untrue: before the command, in the second before it, or under way. */
export type When = 'before' | 'justBefore' | 'underWay';

/** One play of a row with one table. */
export interface Showing {
  readonly preset: Preset;
  readonly play: Play;
  readonly motion: Motion;
  readonly mutant: Mutant;
  readonly when: When;
  /** The deed comes after the tower has opened. */
  readonly late: boolean;
  /** Rows that are taken out of both tables, and `latch:<code>`: what else would have stopped it, as if it were spoilt as well. */
  readonly blind: readonly string[];
  /** With the right row instead of the spoilt one. */
  readonly asItShouldBe: boolean;
}

/** What came of it. */
export interface Shown {
  /** `refused`: by whom else · `blunt`: the spoilt row refuses as well · `gate`: the gate by itself, and why · `let through`. */
  readonly answer: 'never opened' | 'refused' | 'blunt' | 'gate' | 'let through' | 'no such device';
  readonly others: readonly string[];
  readonly detail: string;
  /** What was violated after the command. */
  readonly violations: readonly Violation[];
}

const OPENS_MS = 6000;
const SETTLES_MS = 1500;
/** After a deed in the last second: contacts are seen after this long. */
const SEEN_MS = 700;
/** What goes on so long after the deed does not stop for it. */
const STOPPED_MS = 2000;
const TICK_MS = 10;
const NEAR_LIMIT_MM = 10;
/** Who begins to look in the middle of a stop does not know when it began. */
const OF_A_STOP: ReadonlySet<string> = new Set(['I33', 'I34', 'I35']);
const INTO_MS = 900;
const LOOK_MS = 50;
const PLAYS_MS = 12_000;
const BOLT_MS = 1300;
const RETRY_MS = 300;
const SHOWN_SEED = 1;
/** Longest time that an answer needs, and turns of the microtask queue in which one that needs none has come. */
const ANSWERS_MS = 3000;
const TURNS = 200;

function tableFor({ preset, blind }: Showing): readonly Interlock[] {
  return preset.table.filter(({ id }) => !blind.includes(id));
}

/** A latch that does not hear of what is said to be spoilt as well. */
function deaf(blind: readonly string[]) {
  return (stop: StopLatch): StopLatch => ({ ...stop, stopBecause: (reason) => { if (!blind.includes(`latch:${reason.code}`)) stop.stopBecause(reason); } });
}

/** What is untrue is not known: its sensors are silent. */
function unsure({ row }: Mutant, book: InterlockBook): InterlockBook {
  const view = (facts: Facts): Facts => ({ ...facts, revision: facts.revision, updatedAtMs: facts.updatedAtMs, get: (name) => {
    const fact = facts.get(name);
    const isOfRow = row.fact.of === 'tower' ? name === row.fact.name : name.endsWith(`.${row.fact.name}`);
    return isOfRow && fact.value !== row.expects ? { ...fact, value: undefined } : fact;
  } });
  return { ...book, permit: (motion, facts) => book.permit(motion, view(facts)), permitRunning: (motion, facts) => book.permitRunning(motion, view(facts)), grants: (motion, facts) => book.grants(motion, view(facts)), safetyMirrors: (facts) => book.safetyMirrors(view(facts)) };
}

async function open({ clock, sim, core }: Simulation): Promise<boolean> {
  const until = clock.nowMs() + OPENS_MS;
  while (clock.nowMs() < until) {
    await clock.runFor(SETTLES_MS);
    if (core.stop.latched() === undefined) return true;
    sim.people.attendant.pressReset();
  }
  return core.stop.latched() === undefined;
}

/** What a refusal says of who refuses. */
function readRefusal(error: { readonly code: string; readonly message: string; readonly broken?: readonly { readonly interlockId: string }[] }, core: Simulation['core'], rowId: string): Pick<Shown, 'answer' | 'others' | 'detail'> {
  const ids = [...new Set((error.broken ?? []).map(({ interlockId }) => interlockId))];
  if (ids.includes(rowId)) return { answer: 'blunt', others: ids.filter((id) => id !== rowId), detail: error.message };
  if (ids.length > 0) return { answer: 'refused', others: ids, detail: error.message };
  const latched = core.stop.latched();
  if (error.code !== 'stopLatched' || latched === undefined) return { answer: 'gate', others: [], detail: error.message };
  const rows = [...new Set(latched.broken.map(({ interlockId }) => interlockId))];
  if (rows.includes(rowId)) return { answer: 'blunt', others: [], detail: 'stopped by the row itself' };
  return { answer: 'refused', others: latched.code === 'interlock' && rows.length > 0 ? rows : [...rows, `latch:${latched.code}`], detail: latched.detail };
}

/** Whoever has brought a motion about ends it. What a stop has ended already the journal may refuse: true when it has not. */
const conclude = (passed: Passed): Promise<boolean> => passed.conclude({ kind: 'done' }).then(({ ok }) => ok);

/** Sends what follows, one after the other, until the time is over. */
async function goOn(simulation: Simulation, showing: Showing, first: { readonly conclude: () => Promise<boolean>; readonly ended: () => boolean }): Promise<void> {
  const { clock, core } = simulation;
  const { play, preset } = showing;
  const untilMs = clock.nowMs() + (play.forMs ?? PLAYS_MS);
  let going = first;
  for (const next of play.then ?? []) {
    const [motion, toMm] = typeof next === 'string' ? [next, undefined] : next;
    while (clock.nowMs() < untilMs && !going.ended()) await clock.runFor(LOOK_MS);
    await passing(simulation, going.conclude());
    await clock.runFor(RETRY_MS);
    const drawn = commandOf(motion, preset.site, core, toMm);
    const sent = drawn && (await passing(simulation, sendCommand(core, motion, drawn)));
    if (drawn === undefined || sent?.ok !== true) continue;
    const { value } = sent;
    const sinceMs = clock.nowMs();
    going = { conclude: () => conclude(value), ended: () => clock.nowMs() - sinceMs > (drawn.to === 'carriage' ? BOLT_MS : RETRY_MS) && (drawn.to === 'carriage' || hasEnded(core, drawn, value.sequence)) };
  }
  await clock.runFor(Math.max(0, untilMs - clock.nowMs()));
}

/** Time passes while an answer needs it. */
async function passing<T>({ clock }: Simulation, answer: Promise<T>): Promise<T> {
  const progress = { answered: false };
  const isAnswered = (): boolean => progress.answered;
  const seen = answer.finally(() => { progress.answered = true; });
  for (let ms = 0; ms < ANSWERS_MS && !isAnswered(); ms += LOOK_MS) {
    for (let turn = 0; turn < TURNS && !isAnswered(); turn += 1) await Promise.resolve();
    if (!isAnswered()) await clock.runFor(LOOK_MS);
  }
  return seen;
}

/** Who jogs away from a limit stands at it. */
function toLimit(hand: Scenery, motion: Motion): void {
  const id = kindOf(motion).kind.split('.')[0] as AxisId;
  const limits = findLimits(hand.site, id);
  if (limits !== undefined) hand.axis(id, id === 'shuttle' ? limits.maxMm - NEAR_LIMIT_MM : limits.minMm + NEAR_LIMIT_MM);
}

/** Plays one row once: the scene, the deed, the motion, and what the oracle saw of it. */
export async function show(showing: Showing): Promise<Shown> {
  const { preset, play, motion, mutant, when, blind, asItShouldBe } = showing;
  const { site, stock, bays } = preset;
  const table = tableFor(showing);
  const right = createInterlockBook(bays, table);
  const spoilt = mutatedBook(mutant, bays, table);
  const used = asItShouldBe ? right : { ...spoilt };
  const moved = mutant.mutation === 'thresholdMoved' ? LIMITS[mutant.row.id] : undefined;
  const book = mutant.mutation === 'unknownPermits' ? unsure(mutant, used) : used;
  const { createOracle } = await import('../../../../sim/oracle/oracle.ts');
  const simulation = await createSimulation({
    site, stock, seed: SHOWN_SEED, skipIdle: false, relay: 'absent', ...(moved && !asItShouldBe && { siteAsRead: moved(site) }),
    interpose: () => ({ book: () => book, stop: deaf(blind) }),
  });
  const { clock, sim, core } = simulation;
  const nothing = { others: [], violations: [] };
  try {
    const hand = createScenery(site, sim);
    play.scene(hand);
    if (kindOf(motion).kind.endsWith('.jogOut')) toLimit(hand, motion);
    const comesLate = when !== 'before' || showing.late;
    if (!comesLate) play.deed(hand);
    if (!(await open(simulation))) {
      const latched = core.stop.latched();
      return { ...nothing, answer: 'never opened', others: (latched?.broken ?? []).map(({ interlockId }) => interlockId), detail: latched?.detail ?? '' };
    }
    if (comesLate && when !== 'underWay') {
      play.deed(hand);
      await clock.runFor(when === 'justBefore' || play.soon === true ? SEEN_MS : SETTLES_MS);
    }
    const drawn = commandOf(motion, site, core, /\.jog(?:In|Out)$/u.test(motion) ? undefined : play.toMm?.(site));
    if (drawn === undefined) return { ...nothing, answer: 'no such device', detail: motion };
    const from = sim.violations().length;
    const sent = await passing(simulation, sendCommand(core, motion, drawn));
    if (sent === undefined) return { ...nothing, answer: 'gate', detail: `no command that fits ${motion} would show it` };
    if (!sent.ok) return { ...nothing, ...readRefusal(sent.error, core, mutant.row.id) };
    if (when === 'underWay') {
      await clock.runFor(INTO_MS);
      play.deed(hand);
      await clock.runFor(STOPPED_MS);
    }
    // Under way everything has its time to stop; what is judged is what goes on.
    const late = when === 'underWay' ? createOracle({ site, state: sim.plant, inputs: sim.inputs, relay: 'absent' }) : undefined;
    if (late !== undefined) clock.every(TICK_MS, late.check);
    const sinceMs = clock.nowMs();
    await goOn(simulation, showing, {
      conclude: () => conclude(sent.value),
      ended: () => clock.nowMs() - sinceMs > RETRY_MS && (drawn.to === 'carriage' ? clock.nowMs() - sinceMs > BOLT_MS : hasEnded(core, drawn, sent.value.sequence)),
    });
    const latched = core.stop.latched();
    const by = latched === undefined ? [] : [...latched.broken.map(({ interlockId }) => interlockId), ...(latched.code === 'interlock' ? [] : [`latch:${latched.code}`])];
    return { answer: 'let through', others: [...new Set(by)].filter((id) => id !== mutant.row.id), detail: latched?.detail ?? '', violations: late === undefined ? sim.violations().slice(from).filter(({ invariant }) => !OF_WHO_COMMANDS.has(invariant)) : late.violations().filter(({ invariant }) => !OF_A_STOP.has(invariant)) };
  } finally {
    await simulation.close();
  }
}
