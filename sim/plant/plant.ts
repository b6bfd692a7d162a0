import type { Site, Stock } from '../../config/schema/site.schema.ts';
import { axesOf, limitsOf } from '../../config/axes.ts';
import { createAxisBody } from './axis-body.ts';
import type { AxisBody } from './axis-body.ts';
import { axisPhysics } from './axis-physics.ts';
import { createContacts } from './contacts.ts';
import type { Contacts } from './contacts.ts';
import { createDoorBody } from './door-body.ts';
import type { DoorBody } from './door-body.ts';
import { SEAT_TOLERANCE_MM, STILL_MM_PER_S, bayCrossedBy, geometryOf, levelErrorMm } from './geometry.ts';
import type { Geometry } from './geometry.ts';
import { createPlantInputs, createPlantState, doorIdsOf } from './initial-state.ts';
import { JAMMED, createMechanismBody } from './mechanism-body.ts';
import { createPalletTransfer } from './pallet-transfer.ts';
import type { PalletTransfer } from './pallet-transfer.ts';
import { createRolling } from './rolling.ts';
import type { AxisId, Plant, PlantInputs, PlantState } from './plant.port.ts';

/** Height of a standing person and of the extended shuttle with a pallet and a car, as a closing door meets them, in mm. */
const PERSON_HEIGHT_MM = 1750;
const CAR_HEIGHT_MM = 1400;
const SHUTTLE_HEIGHT_MM = 400;

interface Parts {
  readonly site: Site;
  readonly geometry: Geometry;
  readonly state: PlantState;
  readonly inputs: PlantInputs;
  readonly contacts: Contacts;
  readonly transfer: PalletTransfer;
}

function createAxes({ site, state, inputs, contacts, transfer }: Parts) {
  const body = (id: AxisId): AxisBody => {
    const [axis, command] = [state.axes[id], inputs.axes[id]];
    if (axis === undefined || command === undefined) throw new RangeError(`the plant has no axis ${id}`);
    return createAxisBody({ limits: limitsOf(site, id), physics: axisPhysics(site, id), state: axis, command });
  };
  const bodies = axesOf(site).map((id) => ({ id, body: body(id) }));
  const shuttle = bodies.find(({ id }) => id === 'shuttle')?.body ?? body('shuttle');
  const carriage = bodies.filter(({ id }) => id !== 'shuttle');
  const step = (dtMs: number): void => {
    const carriageKg = transfer.carriageLoadKg();
    for (const axis of carriage) axis.body.step(dtMs, carriageKg);
    if (contacts.carriageTouches()) for (const axis of carriage) axis.body.block();
    shuttle.step(dtMs, transfer.shuttleLoadKg());
    if (contacts.shuttleTouches()) shuttle.block();
    for (const axis of bodies) if (axis.body.hitBuffer()) contacts.report(axis.id, 'buffer');
  };
  return { step, shuttle, settled: () => bodies.every((axis) => axis.body.settled()) };
}

/** Lock pin, fork and pallet lock, each with what may keep it from going in. */
function createMechanisms({ site, geometry, state, inputs, transfer }: Parts) {
  const { actuators } = site;
  const lockPin = createMechanismBody(state.lockPin, actuators.lockPin.travelMs);
  const fork = createMechanismBody(state.fork, actuators.fork.travelMs);
  const palletLock = createMechanismBody(state.palletLock, actuators.palletLock.travelMs);
  const { lift, shuttle } = state.axes;

  const pinJam = (): number => {
    if (state.lockPin.position > JAMMED) return 1;
    const atHole = levelErrorMm(site, lift.positionMm) <= SEAT_TOLERANCE_MM && Math.abs(lift.velocityMmPerS) <= STILL_MM_PER_S;
    return atHole ? 1 : JAMMED;
  };
  const forkJam = (): number => {
    if (state.fork.position > JAMMED || !inputs.fork.engage) return 1;
    return Math.abs(shuttle.velocityMmPerS) > STILL_MM_PER_S || transfer.forkMisses() ? JAMMED : 1;
  };
  /** The lock's bolt rises into the frame of a pallet that is only half on the carriage. */
  const lockJam = (): number => {
    if (state.palletLock.position > JAMMED || state.coupledPallet === undefined) return 1;
    const yMm = Math.abs(shuttle.positionMm);
    return yMm > SEAT_TOLERANCE_MM && yMm < geometry.palletLengthMm ? JAMMED : 1;
  };

  return {
    step: (dtMs: number): void => {
      lockPin.step(dtMs, inputs.lockPin.in, pinJam());
      fork.step(dtMs, inputs.fork.engage, forkJam());
      palletLock.step(dtMs, inputs.palletLock.lock, lockJam());
    },
    settled: (): boolean =>
      lockPin.settled(inputs.lockPin.in, pinJam()) &&
      fork.settled(inputs.fork.engage, forkJam()) &&
      palletLock.settled(inputs.palletLock.lock, lockJam()),
  };
}

function createDoors({ site, geometry, state, inputs, contacts }: Parts) {
  const doors: readonly DoorBody[] = doorIdsOf(site).flatMap((id) => {
    const [doorState, command] = [state.doors[id], inputs.doors[id]];
    const limits = id.endsWith('.inner') ? site.doors.inner : site.doors.outer;
    const bay = id.endsWith('.outer') ? state.bays[id.slice(0, -'.outer'.length)] : undefined;
    return doorState === undefined || command === undefined ? [] : [createDoorBody({ id, limits, state: doorState, command, handlePulled: () => bay?.handlePulled === true })];
  });
  const innerOf = new Map(site.tower.bays.map((bay) => [bay.id, `${bay.id}.inner`]));

  const heightInPlane = (id: string, crossed: string | undefined): number => {
    const doorway = state.doorways[id];
    if (doorway !== undefined && doorway.persons > 0) return PERSON_HEIGHT_MM;
    if (doorway?.car === true) return CAR_HEIGHT_MM;
    return id === crossed ? SHUTTLE_HEIGHT_MM : 0;
  };
  const nameInPlane = (id: string): string => {
    const doorway = state.doorways[id];
    if (doorway !== undefined && doorway.persons > 0) return 'person';
    return doorway?.car === true ? 'car' : 'shuttle';
  };

  const step = (dtMs: number): void => {
    const bay = bayCrossedBy(geometry, state.axes);
    const crossed = bay === undefined ? undefined : innerOf.get(bay.name);
    for (const door of doors) {
      door.step(dtMs, heightInPlane(door.id, crossed));
      if (door.pressed()) contacts.report(door.id, nameInPlane(door.id));
    }
  };
  return { step, settled: () => doors.every((door) => door.settled()) };
}

/** Builds the mechanics of a tower with its stock. Throws a RangeError when a pallet of the stock stands in no cell of the site. */
export function createPlant({ site, stock }: { readonly site: Site; readonly stock: Stock }): Plant {
  const geometry = geometryOf(site);
  const state = createPlantState(site, stock);
  const inputs = createPlantInputs(site);
  const transfer = createPalletTransfer(site, geometry, state);
  const contacts = createContacts(site, geometry, state, transfer.strandedMm);
  const parts: Parts = { site, geometry, state, inputs, contacts, transfer };
  const mechanisms = createMechanisms(parts);
  const axes = createAxes(parts);
  const doors = createDoors(parts);
  const rolling = createRolling(site, state);
  return {
    state,
    inputs,
    step: (dtMs) => {
      state.timeMs += dtMs;
      mechanisms.step(dtMs);
      axes.step(dtMs);
      transfer.step(dtMs, axes.shuttle.accelerationMmPerS2());
      doors.step(dtMs);
      rolling.step(dtMs);
    },
    atRest: () => rolling.settled() && axes.settled() && mechanisms.settled() && transfer.settled() && doors.settled(),
    translateMs: (deltaMs) => {
      state.timeMs += deltaMs;
    },
  };
}
