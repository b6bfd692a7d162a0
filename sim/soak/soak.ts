import { playedFault } from '../campaign/catalogue/catalogue.ts';
import { anyOf, between, type Dice } from '../campaign/dice.ts';
import { inject } from '../campaign/injection/inject.ts';
import { sleep, startAgain, type Scene } from '../campaign/injection/ongoing.ts';
import type { Subject } from '../campaign/subject.port.ts';
import { createTechnician } from '../campaign/technician.ts';
import { carsInCells, misplaced } from '../scenarios/plays.ts';
import type { StageSnapshot } from '../scenarios/stage.port.ts';
import { createSeededRng } from '../time/seeded-rng.ts';
import { fieldFaults, type FieldFault, type FieldKind } from './field-faults.ts';
import { createFigureBook, isServing, type FigureBook, type Figures } from './figures.ts';
import { PROFILES, trafficOf, type ProfileName, type Visit } from './traffic.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Looks of customers at the screens. */
const GLANCE_MS = 200;
/** In front of a tower that stands, a customer presses "go on" after so long. */
const PATIENCE_MS = 15_000;
/** From the moment at which the tower no longer serves anybody until somebody of the staff stands in front of it. */
const RESPONSE_MS = [3 * MINUTE_MS, 15 * MINUTE_MS] as const;
const CARES_MS = 1000;
/** The longest that the staff need with the screens' help. */
const READY_MS = 30 * MINUTE_MS;
const COIN_AFTER_MS = 500;

/** What is played. */
export interface SoakPlan {
  readonly seed: number;
  /** A part of a day is a soak as well. */
  readonly days: number;
  readonly profile: ProfileName;
  /** The hour of the first day at which it begins; midnight unless told. */
  readonly fromHour?: number;
}

/** What only the surroundings of the simulation can read. */
export interface SoakGauges {
  /** Bytes that the process holds after the collector has run. */
  readonly heldBytes: () => number;
  /** Bytes of the journal and its log on their disk. */
  readonly journalBytes: () => number;
  /** Hears of every day that is over. */
  readonly onDay: (day: number, figures: Figures) => void;
}

/** What came of it. */
export interface SoakReport extends Figures {
  readonly plan: SoakPlan;
  readonly visits: { readonly asked: number; readonly accepted: number; readonly refused: number; readonly nothingToDo: number };
  readonly faults: Readonly<Record<FieldKind, { readonly done: number; readonly void: number }>>;
  /** How often the staff came, how many minutes they were awaited, and how long they took at most. */
  readonly staff: { readonly calls: number; readonly awaitedMinutes: number; readonly longestMinutes: number };
  /** Of the oracle; what else must never be; programming errors that were caught at a rim. */
  readonly broken: readonly { readonly invariant: string; readonly atMs: number; readonly detail: string }[];
}

interface Soaking {
  readonly subject: Subject;
  readonly scene: Scene;
  readonly dice: Dice;
  readonly book: FigureBook;
  readonly broken: SoakReport['broken'][number][];
  readonly visits: { asked: number; accepted: number; refused: number; nothingToDo: number };
  readonly faults: Record<FieldKind, { done: number; void: number }>;
  readonly staff: { calls: number; awaitedMinutes: number; longestMinutes: number };
  /** Faults whose moment has not come yet. */
  readonly waiting: FieldFault[];
  /** Faults that last. */
  lasting: number;
  /** Something was asked for and has not been seen to end; nobody looks at the screens otherwise. */
  isBusy: boolean;
  /** Since when nobody could be served. */
  heldSinceMs: number | undefined;
  orders: number;
}

const shown = ({ subject }: Soaking): StageSnapshot | undefined => (subject.process.isAlive() ? subject.stage.tower.snapshot().tower : undefined);

/** Somebody comes and asks for what they came for; whoever is refused goes away again. */
async function visit(soaking: Soaking, { kind }: Visit): Promise<void> {
  const { subject, scene, dice, visits } = soaking;
  const { stage } = subject;
  visits.asked += 1;
  if (!subject.process.isAlive()) {
    visits.refused += 1;
    return;
  }
  const { cars } = stage.plant.state;
  const carId = kind === 'collect' ? anyOf(carsInCells(stage), dice)?.carId : anyOf(Object.keys(cars).filter((id) => cars[id]?.place === 'outside'), dice);
  if (carId === undefined) {
    visits.nothingToDo += 1;
    return;
  }
  const orderId = scene.nextOrder();
  if (stage.site.coin !== undefined && kind === 'collect') subject.clock.after(COIN_AFTER_MS, () => { stage.coins.insert('genuine'); });
  const answer = kind === 'collect' ? await subject.tower().collect({ collectionId: orderId, bookingId: undefined, carId }) : await subject.tower().order({ kind: 'receive', orderId, carId, people: 1 });
  visits[answer.ok ? 'accepted' : 'refused'] += 1;
  if (!answer.ok) return;
  soaking.isBusy = true;
  // Whatever wants a machine that moves has its occasion now.
  for (const fault of soaking.waiting.splice(0)) scene.hear(playFault(soaking, fault).then(() => ({ ok: true })));
}

/** Customers do what the screens ask, and go on where the tower leaves it to them. */
function createCustomers(soaking: Soaking): () => void {
  const { subject } = soaking;
  let pausedSinceMs: number | undefined;
  return () => {
    const tower = soaking.isBusy ? shown(soaking) : undefined;
    if (tower?.orders.length === 0) soaking.isBusy = false;
    if (tower === undefined || !soaking.isBusy) {
      pausedSinceMs = undefined;
      return;
    }
    const { collections, returns = [] } = tower as unknown as Parameters<Subject['meet']>[0];
    subject.meet({ collections, returns });
    const paused = tower.orders.find(({ stage }) => stage === 'paused');
    const mayGoOn = paused !== undefined && (tower.resetNeeded === undefined || tower.resetNeeded === 'customer');
    if (!mayGoOn) {
      pausedSinceMs = undefined;
      return;
    }
    pausedSinceMs ??= subject.stage.clock.nowMs();
    if (subject.stage.clock.nowMs() - pausedSinceMs < PATIENCE_MS) return;
    pausedSinceMs = undefined;
    const port = subject.tower();
    const { hear } = soaking.scene;
    if (tower.resetNeeded === 'customer') hear(port.reset('customer', 'go on'));
    else hear(port.resume(paused.orderId));
  };
}

/** A fault whose moment does not come waits for the next customer. */
async function playFault(soaking: Soaking, planned: FieldFault): Promise<void> {
  const { fault, kind } = planned;
  const row = playedFault(fault);
  if (row === undefined) throw new Error(`the catalogue plays no fault ${fault}`);
  const { scene, dice, faults } = soaking;
  const cast = { dice, pick: dice.next(), lastsMs: between(row.lastsMs, dice) };
  const injection = await inject(scene, row, cast);
  if (injection.fate === 'missed') soaking.waiting.push(planned);
  else faults[kind][injection.fate] += 1;
  if (injection.fate !== 'done') return;
  soaking.lasting += 1;
  await sleep(scene, cast.lastsMs);
  await injection.end();
  await startAgain(scene);
  soaking.lasting -= 1;
}

/** Somebody of the staff comes and does what the screens offer, until the tower is ready. */
async function attend(soaking: Soaking): Promise<void> {
  const { subject, scene, dice, staff, broken } = soaking;
  const { clock } = subject.stage;
  const fromMs = clock.nowMs();
  staff.calls += 1;
  const technician = createTechnician(scene, dice);
  let wanting: string | undefined = 'nothing was tried';
  while (wanting !== undefined && clock.nowMs() - fromMs < READY_MS) {
    await clock.runFor(CARES_MS);
    if (!subject.process.isAlive()) await startAgain(scene);
    else if ((await technician.deed()) === undefined) wanting = isServing(shown(soaking)) ? undefined : await technician.isWanting();
  }
  staff.longestMinutes = Math.max(staff.longestMinutes, Math.round((clock.nowMs() - fromMs) / (MINUTE_MS / 10)) / 10);
  if (wanting !== undefined) broken.push({ invariant: 'I47', atMs: clock.nowMs(), detail: `not ready: ${wanting}; did ${technician.log().slice(-8).join(', ')}` });
}

/** What is read off every minute. */
function lookAround(soaking: Soaking): void {
  const { subject, book, lasting } = soaking;
  const { cars, timeMs } = subject.stage.plant.state;
  const tower = shown(soaking);
  const serves = isServing(tower);
  soaking.heldSinceMs = serves ? undefined : (soaking.heldSinceMs ?? timeMs);
  book.look({ atMs: subject.stage.clock.nowMs(), tower, isFaulty: lasting > 0 || soaking.heldSinceMs !== undefined, outside: new Set(Object.keys(cars).filter((id) => cars[id]?.place === 'outside')) });
}

/** At the end of a day the journal must know where everything is (I42), if nothing is under way. */
async function checkInventory(soaking: Soaking): Promise<void> {
  const { subject: { stage }, scene, broken } = soaking;
  if (shown(soaking)?.state !== 'idle') return;
  const wrong = await misplaced(stage, scene.seen);
  if (wrong.length > 0) broken.push({ invariant: 'I42', atMs: stage.plant.state.timeMs, detail: wrong.join('; ') });
}

async function playDay(soaking: Soaking, endsMs: number): Promise<void> {
  const { subject: { stage: { clock } }, dice, staff } = soaking;
  while (clock.nowMs() < endsMs) {
    const called = await clock.until(() => soaking.heldSinceMs !== undefined, endsMs - clock.nowMs(), MINUTE_MS);
    if (!called) return;
    const comesInMs = between(RESPONSE_MS, dice);
    const recovered = await clock.until(() => soaking.heldSinceMs === undefined, comesInMs, MINUTE_MS);
    staff.awaitedMinutes += Math.round(comesInMs / MINUTE_MS);
    if (recovered) continue;
    await attend(soaking);
    lookAround(soaking);
  }
}

function begin(subject: Subject, seed: number): Soaking {
  const broken: Soaking['broken'] = [];
  const soaking: Soaking = {
    subject, dice: createSeededRng(seed).fork('soak'), book: createFigureBook(), broken, waiting: [], lasting: 0, isBusy: false, heldSinceMs: undefined, orders: 0,
    scene: {
      subject, bringers: new Map(), seen: {}, isOver: () => false,
      hear: (answer) => { answer.then(() => undefined, () => undefined); },
      problem: (detail) => { broken.push({ invariant: 'problem', atMs: subject.stage.clock.nowMs(), detail }); },
      nextOrder: () => {
        soaking.orders += 1;
        return `soak-${String(soaking.orders)}`;
      },
    },
    visits: { asked: 0, accepted: 0, refused: 0, nothingToDo: 0 },
    faults: { sensorGlitch: { done: 0, void: 0 }, commsBurst: { done: 0, void: 0 }, jam: { done: 0, void: 0 }, powerCut: { done: 0, void: 0 } },
    staff: { calls: 0, awaitedMinutes: 0, longestMinutes: 0 },
  };
  return soaking;
}

/** Plays so many days of a tower that is open: its traffic, the faults of the field, and staff who come when nobody can be served any more. */
export async function soak(plan: SoakPlan, subject: Subject, gauges: SoakGauges): Promise<SoakReport> {
  const soaking = begin(subject, plan.seed);
  const { book, broken } = soaking;
  const { clock } = subject.stage;
  const fromMs = clock.nowMs();
  const rng = createSeededRng(plan.seed);
  const { fromHour = 0 } = plan;
  const visits = trafficOf(PROFILES[plan.profile], plan.days + fromHour / 24, rng.fork('traffic')).filter(({ atMs }) => atMs >= fromHour * HOUR_MS);
  for (const one of visits) subject.clock.after(one.atMs - fromHour * HOUR_MS, () => { soaking.scene.hear(visit(soaking, one).then(() => ({ ok: true }))); });
  for (const one of fieldFaults(plan.days, rng.fork('faults'))) subject.clock.after(one.atMs, () => { soaking.scene.hear(playFault(soaking, one).then(() => ({ ok: true }))); });
  const ends = [subject.clock.every(GLANCE_MS, createCustomers(soaking)), subject.clock.every(MINUTE_MS, () => { lookAround(soaking); })];
  book.weigh(0, gauges.heldBytes(), gauges.journalBytes());
  for (let day = Math.min(1, plan.days); day <= plan.days; day += 1) {
    await playDay(soaking, fromMs + day * DAY_MS);
    await checkInventory(soaking);
    book.weigh(day * DAY_MS, gauges.heldBytes(), gauges.journalBytes());
    gauges.onDay(day, book.sum());
  }
  for (const end of ends) end();
  return {
    ...book.sum(), plan, visits: soaking.visits, faults: soaking.faults, staff: soaking.staff,
    broken: [...subject.stage.violations(), ...broken, ...subject.bugs().slice(0, 5).map((detail) => ({ invariant: 'bug', atMs: clock.nowMs(), detail }))],
  };
}
