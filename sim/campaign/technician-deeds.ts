import { homeWhatIsLost } from '../scenarios/way-back.ts';
import type { StageRecovery, StageRecoveryTower, StageWay } from '../scenarios/recovery.port.ts';
import { pressBoth } from '../scenarios/returns-play.ts';
import type { Stage } from '../scenarios/stage.port.ts';
import type { Dice } from './dice.ts';
import type { Scene } from './injection/ongoing.ts';

type Way = Parameters<StageRecoveryTower['choose']>[0]['way'];

/** First what moves nothing, then what finds references, then what completes or takes back, then what looks. */
const WAYS: readonly Way[] = ['settle', 'declare', 'home', 'recover', 'level', 'complete', 'reverse', 'audit', 'quarantine'];
export const NAME = 'Wei';
const SEEN_MS = 500;
const PRESSED_MS = 1500;
const HELPS_AFTER_MS = 40_000;
/** Whoever was turned down asks for the same again only after so long. */
const ASKS_AGAIN_MS = 5000;
/** Percent of interrupted orders that are taken back where they could go on as well. */
const TAKES_BACK = 0.2;

/** Somebody on duty: what they have done so far, and their lots between ways that are offered alike. */
export interface Duty {
  readonly scene: Scene;
  readonly dice: Dice;
  /** Notes a deed. */
  readonly did: (words: string) => string;
  readonly refused: (why: string) => void;
  /** Whether it was tried three times already. */
  readonly often: (words: string) => boolean;
  /** What was turned down last, and when. */
  readonly turnedDown: { what: string; atMs: number };
  /** What customers stand in front of, and since when. */
  readonly waits: { on: string; sinceMs: number };
}

/** What was done, in words; undefined when there was nothing of the kind to do. */
export type Deed = Promise<string | undefined>;

const stageOf = ({ scene }: Duty): Stage => scene.subject.stage;
const shownTo = (duty: Duty) => stageOf(duty).tower.snapshot().tower;

/** Where an object is declared to be: what sensors prove, or what the person sees and a colleague signs. */
function declaredAt({ declarations = [] }: StageWay, seen: string | undefined): { readonly place: string; readonly second: string | undefined } | undefined {
  const proven = declarations.find(({ by, place }) => by === 'sensors' && place !== 'unknown');
  if (proven !== undefined) return { place: proven.place, second: undefined };
  const signed = declarations.find(({ by, place }) => by === 'twoTechnicians' && place === seen);
  return signed && { place: signed.place, second: 'colleague' };
}

/** What somebody sees of an object of the page: pallets and cars through the glass. */
function eyes({ plant: { state } }: Stage, id: string): string | undefined {
  const [kind, name = ''] = id.split(':');
  if (kind === 'pallet') {
    const place = state.pallets[name]?.place;
    return place === 'lift' || place === 'shuttle' ? 'carriage' : place;
  }
  return kind === 'car' ? state.cars[name]?.place : undefined;
}

/** One way that the recovery page offers and that is ready. */
export async function chooseWay(duty: Duty, page: StageRecovery): Deed {
  const stage = stageOf(duty);
  for (const wished of WAYS) {
    for (const { id, ways } of page.doubts) {
      const way = ways.find((one) => one.way === wished && one.ready);
      if (way === undefined || duty.often(`${wished} ${id}`)) continue;
      const where = wished === 'declare' ? declaredAt(way, duty.scene.seen[id] ?? eyes(stage, id)) : { second: undefined };
      if (where === undefined) continue;
      const words = duty.did(`${wished} ${id}`);
      const chosen = await stage.tower.choose({ object: id, way: wished, why: 'seen from the gallery', by: NAME, ...where });
      if (!chosen.ok) duty.refused(chosen.error.message);
      await stage.clock.runFor(SEEN_MS);
      return words;
    }
  }
  return undefined;
}

/** What is out of service comes back on proof of the sensors, or on the evidence of a colleague. */
export async function liftQuarantine(duty: Duty, { quarantines }: StageRecovery): Deed {
  const one = quarantines.find(({ place }) => !duty.often(`return ${place} to service`));
  if (one === undefined) return undefined;
  const words = duty.did(`return ${one.place} to service`);
  for (const proof of ['sensors', 'evidence'] as const) {
    const lifted = await stageOf(duty).tower.liftQuarantine({ place: one.place, proof, why: 'inspected, found in order', by: NAME });
    if (lifted.ok) return words;
    duty.refused(lifted.error.message);
  }
  return undefined;
}

/** The panel as it should be: nothing pressed, key on automatic. */
export function setPanel(duty: Duty): string | undefined {
  const { people, plant: { state: { panel } } } = stageOf(duty);
  if (panel.emergencyStopPressed) {
    people.attendant.releaseEmergencyStop();
    return duty.did('release the emergency stop');
  }
  if (panel.key === 'auto') return undefined;
  people.attendant.holdEnabling('released');
  people.attendant.turnKey('auto');
  return duty.did('turn the key to automatic');
}

/** After a fire, a storm and the like: inspected and released. */
export async function releaseEvent(duty: Duty): Deed {
  const event = shownTo(duty).siteEvents?.find(({ state }) => state === 'waitingForRelease');
  if (event === undefined) return undefined;
  const released = await stageOf(duty).tower.releaseEvent({ event: event.event, inspected: event.inspects, by: NAME, note: 'looked at everything' });
  if (!released.ok) duty.refused(released.error.message);
  return released.ok ? duty.did(`release after ${event.event}`) : undefined;
}

/** The button at the panel: what stopped is reset by it, and production is given back by it. */
export async function resetWhatStops(duty: Duty): Deed {
  const stage = stageOf(duty);
  const asksFor = (): boolean => shownTo(duty).resetNeeded !== undefined || shownTo(duty).maintenance?.blocks.includes('resetDue') === true;
  if (!asksFor()) return undefined;
  stage.people.attendant.pressReset();
  await stage.clock.until(() => !asksFor(), PRESSED_MS);
  return duty.did('reset');
}

/** An order that waits goes on, or is taken back where it does not go on. */
export async function goOn(duty: Duty): Deed {
  const { tower, clock } = stageOf(duty);
  const { orders, state } = shownTo(duty);
  const waiting = orders.find(({ stage: at }) => at === 'paused') ?? (['idle', 'held'].includes(state) ? orders.find(({ stage: at }) => at === 'queued') : undefined);
  if (waiting === undefined) return undefined;
  const { orderId, ways = [] } = waiting;
  const isAgain = duty.turnedDown.what === orderId && clock.nowMs() - duty.turnedDown.atMs < ASKS_AGAIN_MS;
  if (isAgain) return undefined;
  const takesBack = ways.includes('reverse') && (duty.often(`resume ${orderId}`) || duty.dice.next() < TAKES_BACK);
  const cancels = ways.includes('cancel') && duty.often(`reverse ${orderId}`);
  const way = cancels ? 'cancel' : takesBack ? 'reverse' : 'resume';
  const went = await (way === 'cancel' ? tower.cancel(orderId, NAME) : way === 'reverse' ? tower.reverse(orderId, NAME) : tower.resume(orderId));
  const words = duty.did(`${way} ${orderId}`);
  if (went.ok) return words;
  duty.refused(went.error.message);
  Object.assign(duty.turnedDown, { what: orderId, atMs: clock.nowMs() });
  return undefined;
}

/** A bay that stands open to the street although nothing is done there, as after a fire, is proven empty and shut by a cycle of its doors, as the page advises. */
export async function shutOpenBay(duty: Duty): Deed {
  const { tower, clock } = stageOf(duty);
  const { state, mode = 'production', siteEvents = [], orders, bays, doors = {} } = shownTo(duty);
  if (state !== 'idle' || mode !== 'production' || siteEvents.length > 0 || orders.length > 0) return undefined;
  const bay = Object.keys(bays).find((id) => doors[`${id}.outer`]?.position === 1 && bays[id]?.palletId === undefined && !duty.often(`shut bay ${id}`));
  if (bay === undefined) return undefined;
  const asked = await tower.order({ kind: 'cycleDoors', orderId: `shut ${bay} ${String(clock.nowMs())}`, bay });
  const words = duty.did(`shut bay ${bay}`);
  if (!asked.ok) duty.refused(asked.error.message);
  return words;
}

/** Every axis that has lost its reference finds it again. */
export async function findReferences(duty: Duty): Deed {
  if (Object.values(shownTo(duty).axes).every(({ homed }) => homed)) return undefined;
  await homeWhatIsLost(stageOf(duty));
  return duty.did('find references');
}

/** A customer or a bringer who stands in front of the same question for long is helped. */
export async function help(duty: Duty): Deed {
  const { returns = [], orders } = shownTo(duty);
  const nowMs = stageOf(duty).clock.nowMs();
  const asked = [...returns.map(({ returnId, checkIn }) => `${returnId} ${checkIn?.stage ?? ''}`), ...orders.map(({ orderId, phase }) => `${orderId} ${phase}`)].join();
  if (asked !== duty.waits.on) Object.assign(duty.waits, { on: asked, sinceMs: nowMs });
  if (asked === '' || nowMs - duty.waits.sinceMs < HELPS_AFTER_MS) return undefined;
  duty.waits.sinceMs = nowMs;
  return helpCustomers(duty);
}

/** Bringers are called, a refused car is fetched, and the all-clear is given after a look. */
async function helpCustomers(duty: Duty): Deed {
  const stage = stageOf(duty);
  const { state } = stage.plant;
  for (const { orderId, phase, bay = '', kind, ways = [] } of shownTo(duty).orders) {
    // Somebody has left a car where another one has just been handed over.
    const stray = Object.values(state.pallets).find(({ place }) => place === `bay:${bay}`)?.car;
    if (kind === 'deliver' && phase === 'proving' && stray !== undefined && state.cars[stray]?.occupants === 0) {
      stage.people.assign({ kind: 'driver', bay, carId: stray });
      return duty.did(`have ${stray} driven out of bay ${bay}`);
    }
    if (kind !== 'receive') continue;
    // Nobody mends it: the car is not taken in.
    if (duty.often(`say that bay ${bay} is empty`) && ways.includes('reverse')) {
      const back = await stage.tower.reverse(orderId, NAME);
      if (!back.ok) duty.refused(back.error.message);
      return duty.did(`reverse ${orderId}`);
    }
    const brought = duty.scene.bringers.get(orderId);
    const carId = brought?.carId ?? '';
    if (brought?.person !== undefined) stage.people.leave(brought.person);
    const pallet = state.pallets[state.cars[carId]?.place ?? ''];
    if (phase === 'leaving' && pallet?.place === `bay:${bay}` && (state.cars[carId]?.occupants ?? 0) === 0) {
      stage.people.assign({ kind: 'driver', bay, carId });
      return duty.did(`fetch the car of ${orderId}`);
    }
    if (state.bays[bay]?.persons !== 0 || state.doorways[`${bay}.outer`]?.persons !== 0) continue;
    const said = await stage.tower.allClear(orderId, { role: 'attendant', name: 'attendant' });
    if (said.ok) await pressBoth(stage, { returnId: orderId, bay, carId, palletId: '' });
    else duty.refused(said.error.message);
    return duty.did(`say that bay ${bay} is empty`);
  }
  return undefined;
}
