import { placesOf, type Place } from '../../../config/places.ts';
import type { Facts } from '../../sensing/fact.ts';
import { runTransfer, type TransferWorld } from '../transfer/run-transfer.ts';

/** What the lift needs to leave. */
export interface LiftAwayWorld extends TransferWorld {
  /** Nothing of the machine is under way, and no order is about to begin. */
  readonly isIdle: () => boolean;
  /** The inventory has no pallet on the carriage. */
  readonly carriesNothing: () => boolean;
  readonly failed: (message: string) => void;
}

/** Sends the empty lift to the level of a plan. */
export interface LiftAway {
  /** The level that is wanted; undefined: it stays where it is. */
  readonly want: (level: string | undefined) => void;
  /** Motion was stopped: a reset alone sets nothing in motion, so the lift stays where it is for as long as this level is wanted. */
  readonly stopped: () => void;
  /** Goes, when it may. Cheap while nothing is wanted. */
  readonly look: (facts: Facts) => void;
}

const MOST_ATTEMPTS = 3;

/**
 * The lift goes there only with nothing on it, by sensors and by inventory: a burning car is never carried by a decision of this program.
 * It is a transfer like any other, with its permits, watch and deadlines.
 */
export function createLiftAway(world: LiftAwayWorld): LiftAway {
  let wanted: string | undefined;
  let attempts = 0;
  let underWay = false;
  let isStopped = false;

  const goal = (): Place | undefined => {
    const travelMm = world.devices.axes['travel']?.observed().value?.positionMm ?? 0;
    return placesOf(world.site).filter((place) => place.level === wanted).sort((a, b) => Math.abs(a.xMm - travelMm) - Math.abs(b.xMm - travelMm))[0];
  };
  const isThere = (place: Place): boolean => Math.abs((world.devices.axes['lift']?.observed().value?.positionMm ?? Infinity) - place.zMm) <= world.site.axes.lift.holdToleranceMm;
  const mayGo = (facts: Facts): boolean =>
    world.stop.latched() === undefined && world.isIdle() && world.carriesNothing() && facts.get('carriageEmpty').value === true && facts.get('shuttleCentred').value === true;

  async function go(place: Place): Promise<void> {
    underWay = true;
    attempts += 1;
    const answer = await runTransfer({ verb: 'approach', place, palletId: '', tag: -1, orderId: undefined }, world);
    underWay = false;
    if (!answer.ok && (isStopped || attempts >= MOST_ATTEMPTS)) world.failed(`The empty lift did not reach level ${place.level}: ${answer.error.message}`);
  }

  return {
    want: (level) => {
      if (level === wanted) return;
      attempts = 0;
      isStopped = world.stop.latched() !== undefined;
      wanted = level;
    },
    stopped: () => { isStopped = true; },
    look: (facts) => {
      if (wanted === undefined || underWay || isStopped || attempts >= MOST_ATTEMPTS || !mayGo(facts)) return;
      const place = goal();
      if (place !== undefined && !isThere(place)) void go(place);
    },
  };
}
