import { carriageAxesOf } from '../../config/axes.ts';
import { placesOf } from '../../config/places.ts';
import type { Place } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { guardSwitch, overtravelSwitches } from '../devices/io-inputs.ts';
import { geometryOf, standsAt } from '../plant/geometry.ts';
import type { Geometry } from '../plant/geometry.ts';
import { onFoot } from '../plant/people-in-bay.ts';
import type { PlantState } from '../plant/plant.port.ts';
import type { RelayContacts } from './safety-relay.ts';

/** What the controller's GPIO outputs do to the relay and the drives. */
export interface ControllerOutputs {
  driveEnable: boolean;
  /** Plant time of the last edge of the watchdog output. */
  watchdogEdgeMs: number;
}

/** Standstill monitors answer above this speed. */
const STANDSTILL_MM_PER_S = 5;
/** The relay's own switch for a centred shuttle. */
const CENTRED_MM = 5;
/** The carriage stands in front of a bay within this distance. */
const FRONT_MM = 30;
const CLOSED_BELOW = 0.005;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type MutableContacts = Mutable<Omit<RelayContacts, 'bays'>> & { readonly bays: Mutable<RelayContacts['bays'][number]>[] };

/** Whether the shuttle stands centred, as its safety switch sees it. */
export function shuttleCentred(plant: PlantState): boolean {
  return Math.abs(plant.axes.shuttle.positionMm) <= CENTRED_MM;
}

/** Wires the contacts of one bay; the function it returns reads them. */
function bayReader(plant: PlantState, geometry: Geometry, place: Place, contact: MutableContacts['bays'][number] | undefined): () => void {
  const { shuttle } = plant.axes;
  const [inner, outer, bay] = [plant.doors[`${place.name}.inner`], plant.doors[`${place.name}.outer`], plant.bays[place.name]];
  if (contact === undefined || inner === undefined || outer === undefined || bay === undefined) throw new Error(`the plant has no bay ${place.name}`);
  const locked = guardSwitch(plant, `${place.name}.inner`);
  return () => {
    contact.innerLocked = locked();
    contact.innerClosed = inner.position <= CLOSED_BELOW;
    contact.outerClosed = outer.position <= CLOSED_BELOW;
    contact.personClear = onFoot(plant, place.name) === 0;
    contact.shuttleHere = standsAt(geometry, place, plant.axes, FRONT_MM) && Math.sign(shuttle.positionMm) === Math.sign(place.reachMm);
  };
}

/** Wires the relay to the plant; the function it returns reads all contacts into one object that is used again. */
export function createRelayWiring(site: Site, plant: PlantState, outputs: ControllerOutputs): () => RelayContacts {
  const bays = placesOf(site).filter((place) => place.kind === 'bay');
  const contacts: MutableContacts = {
    nowMs: 0, emergencyStopReleased: false, hatchLocked: false, overtravelClear: false, supplyOk: false, seismicClear: false, exitReleased: false, resetPressed: false,
    keyMaintenance: false, enabling: false, watchdogEdgeMs: 0, carriageMoves: false, shuttleCentred: false,
    bays: bays.map(() => ({ innerLocked: false, innerClosed: false, outerClosed: false, personClear: false, shuttleHere: false })),
  };
  const carriage = carriageAxesOf(site).flatMap((id) => plant.axes[id] ?? []);
  const geometry = geometryOf(site);
  const overtravelClear = overtravelSwitches(plant, site);
  const bayStates = bays.map((place) => plant.bays[place.name]);
  const exitsReleased = (): boolean => {
    for (const bay of bayStates) if (bay?.exitPressed === true || bay?.handlePulled === true) return false;
    return true;
  };
  const readBays = bays.map((place, n) => bayReader(plant, geometry, place, contacts.bays[n]));

  return () => {
    const { panel } = plant;
    contacts.nowMs = plant.timeMs;
    contacts.emergencyStopReleased = !panel.emergencyStopPressed;
    contacts.hatchLocked = panel.hatchLocked;
    contacts.overtravelClear = overtravelClear();
    contacts.supplyOk = panel.supplyOk;
    contacts.seismicClear = !plant.surroundings.quake;
    contacts.exitReleased = exitsReleased();
    contacts.resetPressed = panel.resetPressed;
    contacts.keyMaintenance = panel.key === 'maintenance';
    contacts.enabling = panel.enabling === 'mid';
    contacts.watchdogEdgeMs = outputs.watchdogEdgeMs;
    contacts.carriageMoves = false;
    for (const axis of carriage) if (Math.abs(axis.velocityMmPerS) > STANDSTILL_MM_PER_S) contacts.carriageMoves = true;
    contacts.shuttleCentred = shuttleCentred(plant);
    for (const readBay of readBays) readBay();
    return contacts;
  };
}

/** The contacts that the relay copies to the controller's GPIO inputs, by line name. */
export function lineSources(site: Site, plant: PlantState): Record<string, () => boolean> {
  const { panel, relay } = plant;
  const ofBay = (bay: string): [string, () => boolean][] => [
    [`${bay}.innerLocked`, guardSwitch(plant, `${bay}.inner`)],
    [`${bay}.outerLocked`, guardSwitch(plant, `${bay}.outer`)],
    [`${bay}.personClear`, () => onFoot(plant, bay) === 0],
  ];
  const inSeries = (which: 'inner' | 'outer'): (() => boolean) => {
    const switches = site.tower.bays.map(({ id }) => guardSwitch(plant, `${id}.${which}`));
    return () => {
      for (const closed of switches) if (!closed()) return false;
      return true;
    };
  };
  return {
    safetyChainClosed: () => relay.chainClosed,
    runEnabled: () => relay.runEnabled,
    keyAuto: () => panel.key === 'auto',
    keyMaintenance: () => panel.key === 'maintenance',
    resetButton: () => panel.resetPressed,
    overtravelClear: overtravelSwitches(plant, site),
    shuttleCentred: () => shuttleCentred(plant),
    supplyOk: () => panel.supplyOk,
    innerLocked: inSeries('inner'),
    outerLocked: inSeries('outer'),
    ...Object.fromEntries(site.tower.bays.flatMap((bay) => ofBay(bay.id))),
  };
}
