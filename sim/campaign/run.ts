import { createSeededRng } from '../time/seeded-rng.ts';
import { carsInCells, misplaced } from '../scenarios/plays.ts';
import { playedFault } from './catalogue/catalogue.ts';
import type { PlayedFault } from './catalogue/fault-row.ts';
import { anyOf, between, type Dice } from './dice.ts';
import { inject, type Fate, type Injection } from './injection/inject.ts';
import { watchOutcome, type Watch } from './injection/judge.ts';
import { sleep, startAgain, type Scene } from './injection/ongoing.ts';
import { startHasty } from './hasty.ts';
import type { Goal } from './judges/goals.ts';
import { callJudges } from './judges/judges.ts';
import { listenTo } from './judges/listen.ts';
import type { Plan, PlannedFault, PlannedWork } from './plan.ts';
import type { Subject } from './subject.port.ts';
import { createTechnician, type Technician } from './technician.ts';
import { findWayBack, misplacedMeanwhile, type WayBack } from './way-back.ts';

/** What did not hold in a run. `invariant`: of the oracle (`I01` …), or `required <fault>`, `ready`, `inventory`, `bug`, `problem`. */
export interface Broken {
  readonly invariant: string;
  readonly atMs: number;
  readonly detail: string;
}

/** What a run has shown. */
export interface RunResult {
  readonly plan: Plan;
  readonly simulatedMs: number;
  /** What came of each fault, in the order of the plan. */
  readonly fates: readonly { readonly fault: string; readonly fate: Fate }[];
  readonly broken: readonly Broken[];
  readonly premises: Readonly<Record<string, number>>;
  /** Deeds of the technician after the faults were over, in words. */
  readonly deeds: readonly string[];
  readonly ended: WayBack['ended'];
  /** From the end of the faults to *ready*, ms; undefined when it never came, or was not waited for. */
  readonly readyAfterMs: number | undefined;
  /** Situations of `judges/goals.ts` that it came into, and the tags of the alarms that came. */
  readonly goals: readonly Goal[];
  readonly alarms: readonly string[];
}

/** Looks of everybody who acts by hand. It divides the time after which every wire is where it was: quiet time may be skipped between them. */
const GLANCE_MS = 200;
/** Whoever has asked for a car is at the coin slot so much later. */
const AT_SLOT_MS = 500;
/** How often somebody of the staff does something while faults last. */
const STAFF_MS = 8000;
/** The latest end of the first phase. */
const FAULTS_END_MS = 300_000;
/** Idle for so long is quiescent: journal and plant must agree (I42). */
const QUIESCENT_MS = 2000;
const OPENS_MS = 30_000;
/** A mechanism that loses its power or its hold has reached its other end by then. */
const STRIKES_MS = 3000;

/** One run while it is played. */
interface Playing {
  readonly scene: Scene;
  readonly subject: Subject;
  readonly plan: Plan;
  readonly fates: Fate[];
  readonly watches: { readonly fault: string; readonly row: PlayedFault; readonly watch: Watch; readonly injection: Injection; readonly struckMs: number }[];
  readonly broken: Broken[];
  pending: number;
}

/** Asks the tower for something, once; what it refuses is refused. */
async function work({ scene, subject }: Playing, { kind, seed }: PlannedWork): Promise<void> {
  const { stage } = subject;
  const dice = createSeededRng(seed);
  if (!subject.process.isAlive()) return;
  const tower = subject.tower();
  const orderId = scene.nextOrder();
  const { pallets, cars } = stage.plant.state;
  const bay = anyOf(stage.site.tower.bays, dice)?.id ?? '';
  const outside = anyOf(Object.keys(cars).filter((id) => cars[id]?.place === 'outside'), dice);
  const palletId = anyOf(Object.keys(pallets).filter((id) => pallets[id]?.place.startsWith('cell:') === true), dice) ?? '';
  const asked = (): Promise<{ readonly ok: boolean }> => {
    switch (kind) {
      case 'deliver': return tower.collect({ collectionId: orderId, bookingId: undefined, carId: anyOf(carsInCells(stage), dice)?.carId ?? 'none' });
      case 'receive': return tower.order({ kind, orderId, carId: outside ?? 'none', people: 1 });
      case 'relocate': return tower.order({ kind, orderId, palletId });
      case 'provide': case 'stow': return tower.order({ kind, orderId, bay });
      case 'audit': return tower.order({ kind, orderId, cells: [(pallets[palletId]?.place ?? 'cell:').slice('cell:'.length)] });
      case 'cycleDoors': return tower.order({ kind, orderId, bay });
      case 'endDay': return tower.endDay(orderId, 'Wei');
    }
  };
  const { coins } = stage;
  if (stage.site.coin !== undefined && kind === 'deliver') subject.clock.after(AT_SLOT_MS, () => { coins.insert('genuine'); });
  scene.hear(asked());
}

/** Waits for a fault's moment, lets it last, and ends it. */
async function playFault(playing: Playing, planned: PlannedFault, at: number): Promise<void> {
  const { scene, watches } = playing;
  const row = playedFault(planned.fault);
  if (row === undefined) throw new Error(`the campaign knows no fault ${planned.fault}`);
  const dice = createSeededRng(planned.seed);
  const cast = { dice, pick: dice.next(), lastsMs: between(row.lastsMs, dice) };
  const injection = await inject(scene, row, cast, planned.moment);
  playing.fates[at] = injection.fate;
  if (injection.fate === 'done') {
    const watch = watchOutcome(scene, row, injection);
    watches.push({ fault: row.id, row, watch, injection, struckMs: playing.subject.stage.plant.state.timeMs });
    await sleep(scene, cast.lastsMs);
    watch.end();
    await injection.end();
  }
  playing.pending -= 1;
}

/** Customers look at the screen every so many glances, and less often in front of a tower that is shut towards the street. */
const CUSTOMER_GLANCES = 2;
const SHUT_GLANCES = 10;

/** Customers who do what the screens ask of them; bringers of the catalogue do as they please. Answers whether anybody has looked. */
function createMeeting({ scene: { bringers }, subject }: Playing): () => boolean {
  const { stage, process } = subject;
  const outer = Object.entries(stage.plant.state.doors).flatMap(([id, door]) => (id.endsWith('.outer') ? [door] : []));
  let glances = 0;
  return () => {
    glances += 1;
    const isShut = outer.every(({ position }) => position === 0);
    if (!process.isAlive() || glances % (isShut ? SHUT_GLANCES : CUSTOMER_GLANCES) !== 0) return false;
    const { collections, returns = [] } = stage.tower.snapshot().tower as unknown as Parameters<Subject['meet']>[0];
    subject.meet({ collections, returns: returns.filter(({ returnId }) => !bringers.has(returnId)) });
    return true;
  };
}

async function phaseOfFaults(playing: Playing, technician: Technician): Promise<void> {
  const { subject, plan } = playing;
  const { clock } = subject.stage;
  const endMs = clock.nowMs() + FAULTS_END_MS;
  let staffAtMs = clock.nowMs() + STAFF_MS;
  const isOver = (): boolean => clock.nowMs() >= endMs || playing.pending === 0;
  const isStaffDue = (): boolean => plan.staffed && clock.nowMs() >= staffAtMs && subject.process.isAlive();
  while (!isOver()) {
    await clock.until(() => isOver() || isStaffDue(), (plan.staffed ? Math.min(endMs, Math.max(staffAtMs, clock.nowMs() + GLANCE_MS)) : endMs) - clock.nowMs(), GLANCE_MS);
    if (!isStaffDue()) continue;
    staffAtMs = clock.nowMs() + STAFF_MS;
    await technician.deed().catch(() => undefined);
  }
}

/** Whatever still lasts is over. */
async function mend({ scene, subject, watches }: Playing): Promise<void> {
  const { stage, process, power, journal } = subject;
  const ends = Promise.all(watches.map(async ({ watch, injection }) => {
    watch.end();
    await injection.end();
  }));
  await stage.clock.runFor(OPENS_MS / 10);
  void ends;
  for (const target of subject.targets()) stage.faults.clear(target);
  process.thaw();
  journal.mend();
  power.on();
  await startAgain(scene);
  for (const { person } of scene.bringers.values()) if (person !== undefined) stage.people.leave(person);
}

async function checkInventory({ scene: { seen }, subject: { stage }, broken }: Playing, isReady: boolean): Promise<void> {
  if (isReady) await stage.clock.runFor(QUIESCENT_MS);
  const wrong = await (isReady ? misplaced(stage, seen) : misplacedMeanwhile(stage, seen));
  if (wrong.length > 0) broken.push({ invariant: 'I42', atMs: stage.plant.state.timeMs, detail: wrong.join('; ') });
}

/** Where a single fault is required to go by unnoticed, nobody of the staff was needed when it was over. */
function judgeAlone({ plan, subject, watches, broken }: Playing): void {
  const { state, resetNeeded, orders } = subject.stage.tower.snapshot().tower;
  for (const { fault, row } of watches) {
    if (row.judged.by !== 'alone' || plan.faults.length > 1 || plan.staffed || (plan.hasty ?? 0) > 0) continue;
    const waiting = resetNeeded !== undefined || orders.some(({ stage }) => stage === 'paused');
    if (waiting) broken.push({ invariant: `required ${fault}`, atMs: subject.stage.plant.state.timeMs, detail: `${row.required}: ${state}, reset by ${resetNeeded ?? 'nobody'}` });
  }
}

function createScene(subject: Subject, broken: Broken[], isOver: () => boolean): Scene {
  let orders = 0;
  return {
    subject, bringers: new Map(), seen: {}, isOver,
    hear: (answer) => { answer.then(() => undefined, () => undefined); },
    problem: (words) => { broken.push({ invariant: 'problem', atMs: subject.stage.plant.state.timeMs, detail: words }); },
    nextOrder: () => {
      orders += 1;
      return `order-${String(orders)}`;
    },
  };
}

/** What the fault itself has broken as it struck, before anything could answer it. */
function isByAccident({ invariant, atMs, isLate }: ReturnType<Subject['stage']['violations']>[number], { watches }: Playing): boolean {
  return isLate !== true && watches.some(({ row, struckMs }) => row.byAccident.includes(invariant) && atMs >= struckMs && atMs <= struckMs + STRIKES_MS);
}

/** Plays a plan on a tower that is open: faults first, then the way back to *ready*. */
export async function playPlan(plan: Plan, under: Subject): Promise<RunResult> {
  const broken: Broken[] = [];
  const { subject, listen } = listenTo(under);
  const faults = { over: false };
  const scene = createScene(subject, broken, () => faults.over);
  const playing: Playing = { scene, subject, plan, fates: plan.faults.map(() => 'missed'), watches: [], broken, pending: plan.faults.length };
  const dice: Dice = createSeededRng(plan.seed).fork('technician');
  const technician = createTechnician(scene, dice);
  subject.journal.keepBackup();
  const judges = callJudges(scene, plan, listen, (invariant, detail) => { broken.push({ invariant, atMs: subject.stage.plant.state.timeMs, detail }); });
  const meet = createMeeting(playing);
  const everySoOften = subject.clock.every(GLANCE_MS, () => {
    if (meet()) judges.look();
  });
  const nobodyHasty = startHasty(subject, plan);
  for (const item of plan.work) subject.clock.after(item.atMs, () => { void work(playing, item); });
  plan.faults.forEach((planned, at) => { subject.clock.after(planned.atMs, () => { void playFault(playing, planned, at); }); });
  await phaseOfFaults(playing, technician);
  judgeAlone(playing);
  faults.over = true;
  judges.faultsOver();
  await mend(playing);
  const back = await findWayBack(subject.stage, technician, plan.carriedOut ?? true);
  const { timeMs } = subject.stage.plant.state;
  nobodyHasty();
  if (back.ended === 'stuck') broken.push({ invariant: 'I47', atMs: timeMs, detail: `not ready: ${back.wanting}; did ${technician.log().slice(-12).join(', ')}` });
  else await checkInventory(playing, back.ended === 'ready');
  if (back.ended === 'ready') await judges.ready();
  everySoOften();
  judges.end();
  for (const { fault, watch } of playing.watches) {
    const unmet = watch.unmet();
    if (unmet !== undefined) broken.push({ invariant: `required ${fault}`, atMs: timeMs, detail: unmet });
  }
  return {
    plan, simulatedMs: Math.round(subject.stage.clock.nowMs()), fates: plan.faults.map(({ fault }, at) => ({ fault, fate: playing.fates[at] ?? 'missed' })),
    broken: [...subject.stage.violations().filter((violation) => !isByAccident(violation, playing)).map(({ invariant, atMs, detail }) => ({ invariant, atMs, detail })), ...broken, ...subject.bugs().slice(0, 3).map((bug) => ({ invariant: 'bug', atMs: timeMs, detail: bug }))],
    premises: { ...subject.premises(), ...judges.premises() }, deeds: technician.log(), ended: back.ended, readyAfterMs: back.ended === 'ready' ? back.afterMs : undefined, goals: judges.goals(technician.log()), alarms: judges.alarms(),
  };
}
