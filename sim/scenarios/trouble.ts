import { MOMENTS, needsCustomer, untilMoment, type MomentName } from './moments.ts';
import { askFor, carsInCells, collectionOf, expectInventoryTrue, expectNoViolation, expectStandstill, machineMoves, reasonsOf, whereabouts, type Asked } from './plays.ts';
import type { Family, Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';
import { comeBack, endWell, goOn, homeWhatIsLost, insist, resetAndGoOn, resetAtPanel, settleAll } from './way-back.ts';

/** What goes wrong in a play. */
export interface TroubleScene {
  readonly stage: Stage;
  readonly asked: Asked;
}

/** What is the same in all troubles. */
interface Common {
  readonly name: string;
  /** One sentence: what happens and what must come of it. */
  readonly sentence: string;
  readonly family: Family;
  /** The preset that has what goes wrong; without it any site has. */
  readonly site?: string;
  /** When it happens. */
  readonly at: MomentName;
  /** Makes it happen. Without it the play must fail: the tests leave it out once. */
  readonly happen: (scene: TroubleScene) => void | Promise<void>;
  readonly mend?: (scene: TroubleScene) => void | Promise<void>;
}

/** Everything stands, says why, and goes on after mending, reset and command. */
export interface Stopping extends Common {
  readonly outcome: 'stops';
  /** Facts of which at least one is shown as the reason. */
  readonly because: readonly string[];
  /** A drive has lost its reference by it. */
  readonly homing?: boolean;
  /** Longest time to standstill, ms, where it takes more than the ramp: a sensor that has gone silent is believed for its age limit. */
  readonly standsMs?: number;
  /** The inventory is in doubt afterwards, and a technician settles it. */
  readonly settling?: boolean;
}

/** Nothing that could hurt moves as long as it lasts; then it goes on, by itself or by the word of a person. */
export interface Waiting extends Common {
  readonly outcome: 'waits';
  readonly lastsMs?: number;
  /** What else must be true in truth while it lasts. */
  readonly meanwhile?: (scene: TroubleScene) => string | undefined;
}

/** Nobody notices: the car comes all the same, and the fault was there. */
export interface Tolerated extends Common {
  readonly outcome: 'goesOn';
  /** Id of the fault that must be active, `<target>:<verb>`. */
  readonly fault: string;
}

/** The controller or the whole tower goes dark and comes back. */
export interface ComingBack extends Common {
  readonly outcome: 'comesBack';
  readonly mend: (scene: TroubleScene) => void | Promise<void>;
}

export type Trouble = Stopping | Waiting | Tolerated | ComingBack;

/** Longest way of any axis to standstill, and of a door to its end. */
const STANDS_MS = 6000;
const WATCHED_MS = 8000;
const LASTS_MS = 40_000;
/** What moves when the trouble begins may come to its end. */
const DOOR_ENDS_MS = 15_000;

/** The play of a trouble. */
export function playTrouble(trouble: Trouble): Scenario {
  const { name, sentence, family, site } = trouble;
  return { name, sentence, family, ...(site !== undefined && { site }), play: (stage) => playOn(stage, trouble) };
}

async function playOn(stage: Stage, trouble: Trouble): Promise<void> {
  const asked = await askFor(stage, middleCar(stage));
  if (asked === undefined) return;
  const early = needsCustomer(trouble.at);
  if (early) stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
  if (!(await untilMoment(stage, asked, trouble.at))) return;
  const scene: TroubleScene = { stage, asked };
  await trouble.happen(scene);
  const customer = early ? 'has come' : 'comes';
  switch (trouble.outcome) {
    case 'stops': return stops(scene, trouble, customer);
    case 'waits': return waits(scene, trouble, customer);
    case 'goesOn': return goesOn(scene, trouble, customer);
    case 'comesBack': return comesBack(scene, trouble, customer);
  }
}

/** A car of the top storey over the first position: the lift is on its way alone for a good while. Round a shaft: the one that is farthest to turn to. */
function middleCar(stage: Stage): ReturnType<typeof carsInCells>[number] | undefined {
  const cars = carsInCells(stage);
  const top = stage.site.tower.levels.at(-1)?.id ?? '';
  if (stage.site.axes.turn !== undefined) return cars.at(-1);
  return cars.filter(({ cell }) => cell.startsWith(`cell:${top}-`)).at(0) ?? cars.at(-1);
}

type Customer = Parameters<typeof endWell>[2];

async function stops(scene: TroubleScene, trouble: Stopping, customer: Customer): Promise<void> {
  const { stage, asked } = scene;
  const { state } = stage.plant;
  const latched = (): boolean => stage.tower.snapshot().tower.resetNeeded !== undefined;
  const stands = await stage.clock.until(() => latched() && !machineMoves(state), trouble.standsMs ?? STANDS_MS);
  stage.expect(`everything stands when ${MOMENTS[trouble.at].words} and it happens`, stands, `${reasonsOf(stage)}; ${JSON.stringify(state.axes)}`);
  // Slow buses tell their part of it a moment later.
  await expectStandstill(stage, 'nothing moves while it lasts', WATCHED_MS);
  const named = stage.tower.snapshot().tower.reasons.map(({ fact }) => fact);
  stage.expect(`the reason is told: ${trouble.because.join(' or ')}`, trouble.because.some((fact) => named.some((one) => one === fact || one.endsWith(`.${fact}`))), reasonsOf(stage));
  await trouble.mend?.(scene);
  if (trouble.settling === true) await settleAll(stage);
  if (trouble.homing === true) {
    await expectStandstill(stage, 'nothing moves because the cause has gone', WATCHED_MS);
    await resetAtPanel(stage);
    await homeWhatIsLost(stage);
    await goOn(stage, asked);
  } else await resetAndGoOn(stage, asked);
  await endWell(stage, asked, customer);
}

async function waits(scene: TroubleScene, trouble: Waiting, customer: Customer): Promise<void> {
  const { stage, asked } = scene;
  const { state } = stage.plant;
  await stage.clock.until(() => !machineMoves(state), DOOR_ENDS_MS);
  const before = collectionOf(stage, asked.collectionId)?.phase;
  const lasts = trouble.lastsMs ?? LASTS_MS;
  let wrong: string | undefined;
  const moved = await stage.clock.until(() => {
    wrong ??= trouble.meanwhile?.(scene);
    return wrong !== undefined || machineMoves(state);
  }, lasts);
  stage.expect('nothing that could hurt moves while it lasts', !moved, wrong ?? `${whereabouts(stage, asked.palletId)}; ${reasonsOf(stage)}`);
  const after = collectionOf(stage, asked.collectionId);
  stage.expect('the collection waits', after !== undefined, `${before ?? 'none'} became ${after?.phase ?? 'none'}`);
  await trouble.mend?.(scene);
  if (customer === 'comes') stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
  // Once for the stop, and once more for a door that had to be asked twice.
  await insist(stage, asked);
  await insist(stage, asked);
  await endWell(stage, asked, 'has come');
}

async function goesOn(scene: TroubleScene, trouble: Tolerated, customer: Customer): Promise<void> {
  const { stage, asked } = scene;
  stage.expect(`the fault ${trouble.fault} is there`, stage.faults.active().includes(trouble.fault), stage.faults.active().join());
  await endWell(stage, asked, customer);
  await trouble.mend?.(scene);
}

async function comesBack(scene: TroubleScene, trouble: ComingBack, customer: Customer): Promise<void> {
  const { stage, asked } = scene;
  const { state } = stage.plant;
  const stands = await stage.clock.until(() => !machineMoves(state), STANDS_MS);
  stage.expect('everything stands without the controller', stands, JSON.stringify(state.axes));
  await expectStandstill(stage, 'nothing moves without the controller', WATCHED_MS);
  await trouble.mend(scene);
  stage.expect('the tower finds out what stands where before anything moves', stage.tower.snapshot().tower.state === 'recovering' || stage.tower.snapshot().tower.resetNeeded !== undefined, reasonsOf(stage));
  await comeBack(stage, asked);
  await endWell(stage, asked, customer);
}

/** A scenario that is no trouble of a delivery, with the two statements that every one makes in the end. */
export function scene(name: string, family: Family, sentence: string, play: (stage: Stage) => Promise<void>): Scenario {
  return {
    name, family, sentence,
    play: async (stage) => {
      await play(stage);
      await expectInventoryTrue(stage);
      expectNoViolation(stage);
    },
  };
}
