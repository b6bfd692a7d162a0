import { axesOf, limitsOf, stationMm } from '../../config/axes.ts';
import type { CarriageAxisId } from '../../config/axes.ts';
import { placesOf } from '../../config/places.ts';
import { geometryOf, placeOnSide } from '../plant/geometry.ts';
import type { PlantState, TruePlace } from '../plant/plant.port.ts';
import { createRadar } from './bay-radar.ts';
import { createBayView } from './bay-view.ts';
import type { DeviceContext } from './device.ts';

/** Reads one contact or switch from the truth. */
export type Sensor = () => boolean;

/** Switching distance of level, position and angle flags. */
const FLAG_MM = 8;
/** A centred or fully reached shuttle is this near to its mark. */
const CENTRED_MM = 5;
const END_MM = 5;
/** End switches of bolts and forks close in the last two percent of the way. */
const END_SHARE = 0.02;

const isIn = (mechanism: { readonly position: number }): boolean => mechanism.position >= 1 - END_SHARE;
const isOut = (mechanism: { readonly position: number }): boolean => mechanism.position <= END_SHARE;

type Pallets = readonly PlantState['pallets'][string][];

/** Whether `match` is true of a pallet, without allocation. */
function somePallet(pallets: Pallets, match: (place: TruePlace, yMm: number) => boolean): boolean {
  for (const { place, yMm } of pallets) if (match(place, yMm)) return true;
  return false;
}

function nearestFlag(marksMm: readonly number[], positionMm: number): boolean {
  for (const markMm of marksMm) if (Math.abs(markMm - positionMm) <= FLAG_MM) return true;
  return false;
}

function carriageSensors({ plant, site }: DeviceContext): Record<string, Sensor> {
  const { lift, travel, turn, shuttle } = plant.axes;
  const { strokeMm } = site.axes.shuttle;
  const pallets = Object.values(plant.pallets);
  const geometry = geometryOf(site);
  const levels = site.tower.levels.map((level) => level.zMm);
  const marks = (axis: CarriageAxisId): readonly number[] => [...new Set(placesOf(site).map((place) => stationMm(site, axis, place)))];
  const [positions, angles] = [marks('travel'), marks('turn')];

  // The probe looks into the place: it sees a pallet that stands there or has come half the way in.
  const occupied = (sign: number): boolean => {
    const place = placeOnSide(geometry, plant.axes, sign, FLAG_MM);
    if (place === undefined) return false;
    return somePallet(pallets, (at, yMm) => at === place.id || (at === 'shuttle' && yMm * sign > strokeMm / 2));
  };
  const seated = (): boolean => somePallet(pallets, (at) => at === 'lift');

  return {
    lockPinIn: () => isIn(plant.lockPin),
    lockPinOut: () => isOut(plant.lockPin),
    forkEngaged: () => isIn(plant.fork),
    forkReleased: () => isOut(plant.fork),
    palletSeatLeft: seated,
    palletSeatRight: seated,
    palletLocked: () => isIn(plant.palletLock),
    palletUnlocked: () => isOut(plant.palletLock),
    shuttleCentred: () => Math.abs(shuttle.positionMm) <= CENTRED_MM,
    shuttleAtLeft: () => Math.abs(shuttle.positionMm + strokeMm) <= END_MM,
    shuttleAtRight: () => Math.abs(shuttle.positionMm - strokeMm) <= END_MM,
    cellOccupiedLeft: () => occupied(-1),
    cellOccupiedRight: () => occupied(1),
    levelFlag: () => nearestFlag(levels, lift.positionMm),
    ...(travel && { positionFlag: () => nearestFlag(positions, travel.positionMm) }),
    ...(turn && { angleFlag: () => nearestFlag(angles, turn.positionMm) }),
    slackRopeOk: () => true,
  };
}

function structureSensors({ plant, site }: DeviceContext): Record<string, Sensor> {
  const { panel, relay, surroundings } = plant;
  return {
    safetyChainMirror: () => relay.chainClosed,
    runEnableMirror: () => relay.runEnabled,
    hatchLocked: () => panel.hatchLocked,
    hatchUnlocked: () => !panel.hatchLocked,
    overtravelMirror: overtravelSwitches(plant, site),
    supplyOkMirror: () => panel.supplyOk,
    keyAutoMirror: () => panel.key === 'auto',
    smokeClear: () => !panel.smoke,
    enablingMid: () => panel.enabling === 'mid',
    enablingOff: () => panel.enabling !== 'mid',
    heatClear: () => !surroundings.heat,
    gasClear: () => !surroundings.gas,
    pitDry: () => !surroundings.pitWater,
    pitFlooded: () => surroundings.pitWater,
    seismicClear: () => !surroundings.quake,
    mainsPresent: () => surroundings.mains,
    batteryCharged: () => surroundings.battery,
    debrisClear: () => !surroundings.debris,
  };
}

/** The final limit switches lie just outside the mechanical limits of each axis; they are wired in series. */
export function overtravelSwitches(plant: PlantState, site: DeviceContext['site']): Sensor {
  const watched = axesOf(site).flatMap((id) => {
    const axis = plant.axes[id];
    return axis === undefined ? [] : [{ axis, limits: limitsOf(site, id) }];
  });
  return () => {
    for (const { axis, limits } of watched) if (axis.positionMm <= limits.minMm - 1 || axis.positionMm >= limits.maxMm + 1) return false;
    return true;
  };
}

/** The guard-lock switch of a door: closed and bolted. */
export function guardSwitch(plant: PlantState, doorId: string): Sensor {
  const door = plant.doors[doorId];
  if (door === undefined) throw new Error(`the plant has no door ${doorId}`);
  return () => door.locked && door.position <= 0.005;
}

function baySensors(context: DeviceContext, bay: string): Record<string, Sensor> {
  const { plant } = context;
  const view = createBayView(context, bay);
  const doorways = ['inner', 'outer'].flatMap((which) => plant.doorways[`${bay}.${which}`] ?? []);
  const planesClear = (): boolean => {
    for (const { persons, car } of doorways) if (persons > 0 || car) return false;
    return true;
  };
  const seated = (): boolean => view.palletOnTable() !== undefined;
  return {
    presenceClear: () => view.onFoot() === 0,
    curtainClear: () => planesClear() && !view.state.carPartlyOut,
    palletSeatLeft: seated,
    palletSeatRight: seated,
    innerLockedMirror: guardSwitch(plant, `${bay}.inner`),
    outerLockedMirror: guardSwitch(plant, `${bay}.outer`),
    allClearLeft: () => view.state.allClearLeft,
    allClearRight: () => view.state.allClearRight,
    radarClear: createRadar(plant, bay),
    exitReleased: () => !view.state.exitPressed && !view.state.handlePulled,
    floorDry: () => !view.state.floorWet,
    occupiedByCar: () => view.state.carPartlyOut || view.carOn(view.palletOnTable()) !== undefined,
  };
}

/** The sensors wired to an IO module, by the names that the site may give to its inputs. */
export function sensorsOf(context: DeviceContext): Record<string, Sensor> {
  const { on } = context.config;
  if ('carriage' in on) return carriageSensors(context);
  if ('structure' in on) return structureSensors(context);
  if ('bay' in on) return baySensors(context, on.bay);
  return {};
}
