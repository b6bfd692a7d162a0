import { createActor } from 'xstate';
import type { CellSize } from '../../../../config/cells.ts';
import type { Site } from '../../../../config/schema/site.schema.ts';
import { done, type Clock, type IoModule, type TowerDevices } from '../../../ports.ts';
import type { OutputGate } from '../../../safety/gate.port.ts';
import type { Facts, Truth } from '../../../sensing/fact.ts';
import type { Lookout } from '../../unit/lookout.ts';
import { orderFault } from '../order-fault.ts';
import { checkInMachine, shutCheckMachine } from './check-in.machine.ts';
import type { ChannelView, CheckInAnswer, CheckInDesk, CheckInStage, CheckInSubject, CheckInView } from './check-in.port.ts';
import type { CheckInRefusal } from './refusals.ts';
import type { ClearPoint } from './all-clear.ts';
import { lampFor } from './guidance.ts';
import { NEW_RETURN, bringOut, everybodyOut, isStillClear, lookOn, massChangeKg, nobodySeen, standsAlone, type ReturnMemory } from './memory.ts';
import type { CheckInEnd } from './check-in.setup.ts';
import { createSight } from './sight.ts';

/** Where the checks look. */
export interface CheckInWorld {
  readonly site: Site;
  /** What the cells take that are free for the car of an order. */
  readonly openCells: (orderId: string) => readonly CellSize[];
  readonly clock: Clock;
  readonly lookout: Lookout;
  readonly devices: TowerDevices;
  readonly facts: () => Facts;
  readonly gate: Pick<OutputGate, 'signal'>;
  /** A view of some check has changed. */
  readonly changed: () => void;
  /** A chart broke off: a defect of the program. */
  readonly died: (what: string, error: unknown) => void;
}

/** One return that the desk knows. */
interface Case {
  memory: ReturnMemory;
  stage: CheckInStage;
  lamp: 'green' | 'red' | undefined;
  lampBusy: boolean;
  /** Tells the chart that runs what the kiosk says. */
  say: ((attendant: boolean) => void) | undefined;
}

const STAGES: Readonly<Record<string, CheckInStage>> = {
  comeIn: 'comeIn', drivenOut: 'comeIn', guiding: 'guiding', stopping: 'measuring', measuring: 'measuring', mending: 'mending', turningAway: 'mending',
  gettingOut: 'gettingOut', allClear: 'allClear', proving: 'proving', braking: 'braking',
};
/** Stages in which an all-clear means something. */
const ASKING: readonly CheckInStage[] = ['gettingOut', 'allClear', 'proving'];

/** The checks of cars that come in, by the sensors of their bays and by what people say. */
export function createCheckIn(world: CheckInWorld): CheckInDesk {
  const cases = new Map<string, Case>();
  const caseOf = (orderId: string): Case => {
    const known = cases.get(orderId) ?? { memory: NEW_RETURN, stage: 'comeIn' as const, lamp: undefined, lampBusy: false, say: undefined };
    cases.set(orderId, known);
    return known;
  };
  const sightOf = ({ bay }: CheckInSubject) => createSight(bay, world.site, world.devices, world.facts);

  return {
    expect: (orderId, people) => {
      const one = caseOf(orderId);
      one.memory = { ...one.memory, people };
    },
    stands: async (subject, signal) => {
      const one = caseOf(subject.orderId);
      const look = sightOf(subject);
      const isAlone = await comesTrue(() => standsAlone(look()), world, signal);
      one.memory = bringOut(one.memory, look(), isAlone);
      world.changed();
      return { kind: 'admitted' };
    },
    driveIn: (subject, signal) => runChart(world, subject, caseOf(subject.orderId), checkInMachine, signal),
    confirm: (subject) => {
      const one = caseOf(subject.orderId);
      one.memory = lookOn(one.memory, sightOf(subject)(), world.openCells(subject.orderId), world.site, world.clock.nowMs());
      one.stage = 'closing';
      world.changed();
      if (isStillClear(one.memory)) return Promise.resolve({ kind: 'admitted' });
      return Promise.resolve(answerOf({ how: 'again', code: 'notAllClear' }));
    },
    shut: (subject, signal) => runChart(world, subject, caseOf(subject.orderId), shutCheckMachine, signal),
    allClear: (orderId, by) => {
      const one = cases.get(orderId);
      if (one === undefined) return refusal('returnUnknown', 'There is no such return under way. Nothing was begun.');
      if (one.say === undefined || !ASKING.includes(one.stage)) return refusal('notYet', 'The car does not stand in its place yet, or is not within the limits. Nothing was begun.');
      if (!nobodySeen(one.memory)) return refusal('somebodyPresent', 'Somebody is seen in the bay or in the car, or a sensor of persons is not known to be clear. Nobody can answer for that; nothing moves.');
      one.say(by.role === 'attendant');
      return done;
    },
    view: (orderId) => {
      const one = cases.get(orderId);
      return one && viewOf(one, world.site.bayRules.shiftKg);
    },
    forget: (orderId) => { cases.delete(orderId); },
  };
}

/** Whether something comes true within the time in which scale, radar and frame settle. */
async function comesTrue(holds: () => boolean, { clock, lookout, site }: CheckInWorld, signal: AbortSignal): Promise<boolean> {
  const late = new AbortController();
  const held = await Promise.race([
    lookout.until(() => (holds() ? true : undefined), AbortSignal.any([signal, late.signal])),
    new Promise<false>((resolve) => { clock.setTimeout(() => { resolve(false); }, site.bayRules.settleMs); }),
  ]);
  late.abort();
  return held;
}

function refusal<C extends string>(code: C, message: string): { readonly ok: false; readonly error: { readonly code: C; readonly message: string } } {
  return { ok: false, error: { code, message } };
}

/** Runs one chart on what the bay shows, until it ends. */
async function runChart(world: CheckInWorld, subject: CheckInSubject, one: Case, chart: typeof checkInMachine | typeof shutCheckMachine, signal: AbortSignal): Promise<CheckInAnswer> {
  const { clock, lookout, site } = world;
  const look = createSight(subject.bay, site, world.devices, world.facts);
  const isDriveIn = chart === checkInMachine;
  const actor = createActor(chart, { input: { site, memory: one.memory, nowMs: clock.nowMs() }, clock });
  const state: { end?: CheckInEnd; broken?: CheckInAnswer } = {};
  actor.subscribe({
    next: (snapshot) => {
      const name = typeof snapshot.value === 'string' ? snapshot.value : Object.keys(snapshot.value)[0] ?? '';
      const stage = isDriveIn ? (STAGES[name] ?? one.stage) : 'settling';
      if (one.memory === snapshot.context.memory && one.stage === stage) return;
      one.memory = snapshot.context.memory;
      one.stage = stage;
      if (snapshot.status === 'done') state.end = snapshot.output.end;
      if (isDriveIn) void showLamp(world, subject.bay, one).then((fault) => { if (fault) state.broken = fault; });
      world.changed();
    },
    complete: () => { state.end = actor.getSnapshot().output?.end ?? { how: 'unproven' }; },
    error: (error) => {
      world.died(`check-in of ${subject.orderId}`, error);
      state.broken = { kind: 'failed', error: orderFault('machineError', 'The check of the car broke off. Nothing moves; staff must look.') };
    },
  });
  one.lamp = isDriveIn ? 'green' : undefined;
  one.say = (attendant) => { actor.send({ type: 'allClear', attendant, nowMs: clock.nowMs() }); };
  const finish = (): void => {
    actor.stop();
    one.say = undefined;
  };
  signal.addEventListener('abort', finish, { once: true });
  actor.start();
  let seen: ReturnType<typeof look> | undefined;
  const answer = await lookout.until(() => {
    const sight = look();
    // Looked at again only when something has changed: the tower may rest while people take their time.
    if (sight !== seen) {
      seen = sight;
      actor.send({ type: 'seen', sight, cells: world.openCells(subject.orderId), nowMs: clock.nowMs() });
    }
    return state.broken ?? (state.end && answerOf(state.end));
  }, signal);
  signal.removeEventListener('abort', finish);
  finish();
  return answer;
}

/** Stages in which whoever fetches something from a car that came out once more may go in. */
const WELCOMING: readonly CheckInStage[] = ['measuring', 'gettingOut', 'allClear'];

function lampOf({ stage, memory }: Case): 'green' | 'red' {
  if (stage === 'comeIn' || stage === 'guiding') return lampFor(memory.advice);
  return memory.isOutAgain && WELCOMING.includes(stage) ? 'green' : 'red';
}

/** Shows the lamp that belongs to the advice; one write at a time, the last wish last. */
async function showLamp({ site, devices, gate }: CheckInWorld, bay: string, one: Case): Promise<CheckInAnswer | undefined> {
  if (one.lampBusy) return undefined;
  one.lampBusy = true;
  const id = site.devices.find((device) => device.document === 'io-module' && 'bay' in device.on && device.on.bay === bay)?.id ?? '';
  const module: IoModule | undefined = devices.ioModules[id];
  let failed: CheckInAnswer | undefined;
  while (failed === undefined && one.say !== undefined && one.lamp !== lampOf(one)) {
    const colour = lampOf(one);
    one.lamp = colour;
    const shown = module && (await gate.signal(module, { lampGreen: colour === 'green', lampRed: colour === 'red' }));
    if (shown?.ok !== true) failed = { kind: 'failed', error: orderFault('lampFailed', `The ${colour} lamp of bay ${bay} does not answer, so the driver is not guided. Nothing moves; the door stays as it is.`) };
  }
  one.lampBusy = false;
  return failed;
}

const MESSAGES: Readonly<Record<CheckInRefusal, string>> = {
  tooLong: 'The car is longer than the site takes, or something stands open.', tooWide: 'The car is wider than the site takes.', tooHigh: 'The car is higher than the site takes.',
  tooLow: 'The car is lower over the ground than the pallet allows.', tooHeavy: 'The car is heavier than the site takes.', unbalanced: 'The car is too heavy on one side of its pallet.',
  notOnPallet: 'The car reaches beyond its pallet.', rolled: 'The car rolls.', somebodyInside: 'Somebody is in the bay or in the car.', leaking: 'Something runs out on the floor.',
  unreadable: 'The sensors cannot see the car well.', notAllClear: 'Somebody has come near since the all-clear.', noCellFits: 'The car fits into none of the cells that are free.', drivenOut: 'The car that was brought out once more has been driven off.',
};

function answerOf(end: CheckInEnd): CheckInAnswer {
  switch (end.how) {
    case 'admitted': return { kind: 'admitted' };
    case 'again': return { kind: 'again', code: end.code, message: `${MESSAGES[end.code]} The door stays open or opens, and the all-clear begins anew.` };
    case 'refused': return { kind: 'refused', code: end.code, message: `${MESSAGES[end.code]} Please drive it out.` };
    case 'unproven': return { kind: 'failed', error: orderFault('bayNotProven', 'The bay is shut, but its sensors do not show the car measured, at rest and with nobody in it. Nothing moves; staff must look.') };
  }
}

const channel = (clear: Truth): ChannelView => (clear === undefined ? 'unknown' : clear ? 'clear' : 'present');

function viewOf({ memory, stage }: Case, shiftKg: number): CheckInView {
  const { sight, advice, findings, points, people, attended, isOutAgain } = memory;
  const changeKg = massChangeKg(memory);
  return {
    stage, advice, findings, people, attended, isOutAgain,
    given: Object.keys(points.given) as ClearPoint[],
    channels: {
      presence: channel(sight?.presenceClear), radar: channel(sight?.radarClear), crossings: channel(everybodyOut(memory)),
      weight: sight?.carStands === undefined ? 'unknown' : channel(sight.carStands && (changeKg ?? 0) <= shiftKg),
    },
  };
}
