import { placesOf } from '../../config/places.ts';
import type { Place } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import type { LookAtPlace } from '../bookings/hand-offs/walk-up.ts';
import { estimateQueued, estimateUntilOpen } from '../planner/estimate.ts';
import type { Estimate, Route } from '../planner/estimate.ts';
import type { TowerSnapshot } from './contract/index.ts';

/** The carriage as it is measured; undefined while an axis is not. */
function carriageAt({ axes }: TowerSnapshot): Pick<Route, 'fromZMm' | 'fromXMm' | 'fromTurnMm'> | undefined {
  const { lift, travel, turn } = axes;
  const known = [lift, travel, turn].filter((axis) => axis !== undefined);
  if (lift === undefined || !known.every(({ quality, homed }) => quality === 'good' && homed)) return undefined;
  return { fromZMm: lift.positionMm, fromXMm: travel?.positionMm ?? 0, fromTurnMm: turn?.positionMm ?? 0 };
}

/** The tower could begin at once with what it is asked. */
const isWorking = ({ mode, state, reasons, resetNeeded }: TowerSnapshot): boolean =>
  mode === 'production' && (state === 'idle' || state === 'execute') && reasons.length === 0 && resetNeeded === undefined;

/** From the press to the open door. Nothing is expected while the tower is stopped or paused, nor behind more than one delivery: so does its own queue. */
function expected(site: Site, places: readonly Place[], tower: TowerSnapshot, cell: Place): Estimate | undefined {
  const from = carriageAt(tower);
  if (from === undefined || !isWorking(tower)) return undefined;
  const bays = places.filter(({ kind }) => kind === 'bay');
  const [ahead] = tower.collections;
  if (tower.orders.length === 0 && ahead === undefined) {
    const ranges = bays.filter(({ name }) => tower.bays[name]?.state === 'free').map((bay) => estimateUntilOpen('queued', 0, { ...from, cell, bay }, site));
    const known = ranges.filter((range) => range !== undefined);
    return known.length === 0 ? undefined : { lowS: Math.min(...known.map(({ lowS }) => lowS)), highS: Math.max(...known.map(({ highS }) => highS)) };
  }
  const [its, bay] = [places.find(({ name, id }) => name === ahead?.fromCell || id === ahead?.fromCell), bays.find(({ name }) => name === ahead?.bay)];
  if (ahead?.estimate === undefined || tower.collections.length > 1 || tower.orders.length > 1 || its === undefined || bay === undefined) return undefined;
  return estimateQueued(ahead.estimate, { ...from, cell: its, bay }, { ...from, cell, bay }, site);
}

/** What the tower says of its places, as it is at this moment. */
export function createLookAtPlace(site: Site, snapshot: () => TowerSnapshot): LookAtPlace {
  const places = placesOf(site);
  return (name) => {
    const tower = snapshot();
    const cell = places.find((place) => place.kind === 'cell' && place.name === name);
    const view = tower.cells[name] ?? tower.cells[`cell:${name}`];
    // A place out of service gives its car to nobody; of one that the tower contradicts nobody knows what stands in it.
    const isOut = tower.quarantines?.some(({ place }) => place === name || place === `cell:${name}` || place === view?.carId || place === view?.palletId) ?? false;
    if (cell === undefined || isOut || view?.state === 'unknown') return { canCome: false, ready: undefined };
    return { canCome: true, ready: expected(site, places, tower, cell) };
  };
}
