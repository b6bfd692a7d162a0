import type { Act } from '../catalogue/fault-row.ts';
import { anyOf, between } from '../dice.ts';
import { OVER, picked, sleep, type Begun, type Cast, type Scene } from './ongoing.ts';

type Of<A extends Act['act']> = Extract<Act, { readonly act: A }>;

/** Somebody may wait so long for the door to open. */
const COMES_IN_MS = 60_000;
/** And so long for a pallet to be brought for their car. */
const AWAITED_MS = 240_000;
const LOOK_MS = 100;
/** Phases of a return before anybody is asked to drive in. */
const COMING: ReadonlySet<string> = new Set(['queued', 'fetching']);
/** Whoever has pressed the button to get out in vain for so long pulls the handle. */
const BUTTON_MS = 5000;
const SHUT_BELOW = 0.005;

/** A hand at the panel, which undoes it at the end. */
export function beginPanel({ subject: { stage } }: Scene, { hand }: Of<'panel'>): Begun {
  const { attendant } = stage.people;
  const { panel: state } = stage.plant.state;
  const acts: Readonly<Record<Of<'panel'>['hand'], readonly [() => void, () => void, () => boolean]>> = {
    emergencyStop: [attendant.pressEmergencyStop, attendant.releaseEmergencyStop, () => state.emergencyStopPressed],
    keyOff: [() => { attendant.turnKey('off'); }, () => { attendant.turnKey('auto'); }, () => state.key === 'off'],
    keyMaintenance: [() => { attendant.turnKey('maintenance'); }, () => { attendant.turnKey('auto'); }, () => state.key === 'maintenance'],
    hatch: [() => { stage.panel.setHatchLocked(false); }, () => { stage.panel.setHatchLocked(true); }, () => !state.hatchLocked],
    supply: [() => { stage.panel.setSupplyOk(false); }, () => { stage.panel.setSupplyOk(true); }, () => !state.supplyOk],
    smoke: [() => { stage.panel.setSmoke(true); }, () => { stage.panel.setSmoke(false); }, () => state.smoke],
  };
  const [begin, end, inForce] = acts[hand];
  if (inForce()) return 'missed';
  begin();
  return { inForce, end };
}

/** An ordinary day. */
const USUAL: Scene['subject']['stage']['plant']['state']['surroundings'] = { windMPerS: 2, heat: false, gas: false, quake: false, pitWater: false, debris: false, mains: true, battery: true };

/** Weather, gas, water, quake and the grid. */
export function beginAround({ subject: { stage } }: Scene, { change }: Of<'around'>): Begun {
  stage.panel.surround(change);
  // Only what it has changed, and to what is usual: another fault may have changed it as well.
  const back = Object.fromEntries(Object.keys(change).map((name) => [name, USUAL[name as keyof typeof USUAL]]));
  return { inForce: () => true, end: () => { stage.panel.surround(back); } };
}

/** Somebody in the shaft. */
export function beginShaftPerson({ subject: { stage } }: Scene): Begun {
  stage.plant.state.shaftPersons += 1;
  stage.truthChanged();
  return {
    inForce: () => stage.plant.state.shaftPersons > 0,
    end: () => {
      stage.plant.state.shaftPersons -= 1;
      stage.truthChanged();
    },
  };
}

/** Somebody who has no business in a bay. */
export async function beginPerson(scene: Scene, { kind, ms }: Of<'person'>, cast: Cast): Promise<Begun> {
  const { stage } = scene.subject;
  const { doors, pallets } = stage.plant.state;
  const bays = stage.site.tower.bays.map(({ id }) => id);
  const bay = bays.find((id) => (doors[`${id}.outer`]?.velocityPerS ?? 0) < 0) ?? bays.find((id) => (doors[`${id}.outer`]?.position ?? 0) > 0.9) ?? picked(bays, cast);
  if (bay === undefined) return 'missed';
  const carId = Object.values(pallets).find(({ place }) => place === `bay:${bay}`)?.car;
  const forMs = Math.round((ms === undefined ? 5000 : between(ms, cast.dice)) / 10) * 10;
  if (kind === 'forgotten' && carId === undefined) return 'missed';
  const person = stage.people.assign(
    kind === 'visitor' ? { kind, bay, stayMs: forMs } : kind === 'returner' ? { kind, bay, stayMs: forMs } : kind === 'loiterer' ? { kind, bay, standMs: forMs } : { kind, bay, carId: carId ?? '' },
  );
  const where = (): string => stage.people.view(person)?.whereabouts ?? 'gone';
  for (let waitedMs = 0; waitedMs < COMES_IN_MS && where() === 'outside'; waitedMs += LOOK_MS) await sleep(scene, LOOK_MS);
  if (where() === 'outside') return 'missed';
  return {
    inForce: () => where() === 'inBay',
    end: () => { stage.people.leave(person); },
  };
}

/** The order with which a car is brought badly: one that waits for its pallet already, or one of its own. */
async function askToBring(scene: Scene, people: number, { dice }: Cast): Promise<{ readonly returnId: string; readonly carId: string } | undefined> {
  const { subject: { stage, tower }, bringers } = scene;
  const { returns = [] } = stage.tower.snapshot().tower;
  const waiting = people > 1 ? undefined : returns.find(({ returnId, phase = '' }) => !bringers.has(returnId) && COMING.has(phase));
  if (waiting?.carId !== undefined) return { returnId: waiting.returnId, carId: waiting.carId };
  const { cars } = stage.plant.state;
  const announced = new Set(returns.map(({ carId }) => carId));
  const carId = anyOf(Object.keys(cars).filter((id) => cars[id]?.place === 'outside' && !announced.has(id)), dice);
  if (carId === undefined) return undefined;
  const returnId = scene.nextOrder();
  const asked = await Promise.race([tower().order({ kind: 'receive', orderId: returnId, carId, people }), sleep(scene, COMES_IN_MS)]);
  return asked?.ok === true ? { returnId, carId } : undefined;
}

/** A car is brought in a way that is not as it should be. */
export async function beginBringer(scene: Scene, { manner, people = 1 }: Of<'bringer'>, cast: Cast): Promise<Begun> {
  const { subject, bringers } = scene;
  const { stage } = subject;
  const asked = subject.process.isAlive() ? await askToBring(scene, people, cast) : undefined;
  if (asked === undefined) return 'missed';
  const { returnId, carId } = asked;
  const entry: { carId: string; manner: typeof manner; person?: number } = { carId, manner };
  bringers.set(returnId, entry);
  // Whoever waits there after all is an ordinary customer.
  const stayedAway = (): 'missed' => {
    bringers.delete(returnId);
    return 'missed';
  };
  // They come when the screen says that their bay waits for them, however badly they do what follows.
  for (let waitedMs = 0; waitedMs < AWAITED_MS && entry.person === undefined; waitedMs += LOOK_MS) {
    const { bay, phase } = stage.tower.snapshot().tower.orders.find(({ orderId }) => orderId === returnId) ?? {};
    if (bay !== undefined && phase === 'awaiting') entry.person = stage.people.assign({ kind: 'bringer', bay, carId, manner });
    else await sleep(scene, LOOK_MS);
  }
  if (entry.person === undefined) return stayedAway();
  const { person } = entry;
  return { inForce: () => stage.people.view(person)?.whereabouts !== 'gone', end: () => { stage.people.leave(person); } };
}

/** A car that has just been brought in, or is to be handed over, is driven out. */
export function beginFetchEarly({ subject: { stage } }: Scene): Begun {
  const found = Object.values(stage.plant.state.pallets).find(({ place, car }) => place.startsWith('bay:') && car !== undefined);
  if (found?.car === undefined) return 'missed';
  stage.people.assign({ kind: 'driver', bay: found.place.slice('bay:'.length), carId: found.car });
  return OVER;
}

/** Oil on the floor of a bay. */
export function beginFloorWet({ subject: { stage } }: Scene, cast: Cast): Begun {
  const bay = picked(stage.site.tower.bays, cast)?.id ?? '';
  stage.panel.setFloorWet(bay, true);
  return { inForce: () => true, end: () => { stage.panel.setFloorWet(bay, false); } };
}

/** Somebody whom nobody has seen is behind the closed door of a bay, and asks to be let out: by the button, and by the handle where that does not help. */
export function beginShutIn({ subject: { stage, clock } }: Scene, cast: Cast): Begun {
  const { bays, doors } = stage.plant.state;
  const isShut = (id: string): boolean => doors[id]?.position === 0 && doors[id].locked;
  const bay = picked(stage.site.tower.bays.map(({ id }) => id).filter((id) => isShut(`${id}.inner`) && isShut(`${id}.outer`) && bays[id]?.persons === 0), cast);
  const room = bays[bay ?? ''];
  if (bay === undefined || room === undefined) return 'missed';
  const enter = (by: 1 | -1): void => {
    room.persons += by;
    if (by > 0) room.passagesIn += 1;
    else room.passagesOut += 1;
    stage.truthChanged();
  };
  let isInside = true;
  enter(1);
  if (cast.dice.next() < 0.5) stage.panel.setExitPressed(bay, true);
  clock.after(BUTTON_MS, () => { if (isInside && (doors[`${bay}.outer`]?.position ?? 1) <= SHUT_BELOW) stage.panel.setHandlePulled(bay, true); });
  return {
    inForce: () => isInside,
    end: () => {
      if (!isInside) return;
      isInside = false;
      enter(-1);
      stage.panel.setExitPressed(bay, false);
      stage.panel.setHandlePulled(bay, false);
    },
  };
}
