import type { Place } from '../../../config/places.ts';
import type { Situation } from './situation.ts';

/** What the carriage is to do at a place: come to it, take its pallet, or put the carried pallet into it. */
export type TransferVerb = 'approach' | 'pick' | 'place';

/** One motion, or two at once, between two looks at the sensors. */
export type Step =
  | { readonly kind: 'moveCarriage' }
  | { readonly kind: 'lockPin'; readonly on: boolean }
  | { readonly kind: 'fork'; readonly on: boolean }
  | { readonly kind: 'palletLock'; readonly on: boolean }
  /** `palletLock`: driven at the same time, to locked or unlocked; the door's way is the longer one. */
  | { readonly kind: 'innerDoor'; readonly open: boolean; readonly palletLock?: boolean }
  /** Shuttle to the place; `loaded`: pushing the pallet in front of it. */
  | { readonly kind: 'reach'; readonly loaded: boolean }
  /** Shuttle back to the centre; `loaded`: pulling the pallet along. */
  | { readonly kind: 'retract'; readonly loaded: boolean };

/** Why a transfer cannot go on by itself. */
export type StuckCode = 'phantomCar' | 'placeTaken' | 'wrongPallet' | 'carriageTaken' | 'palletMissing' | 'shuttleElsewhere' | 'palletBetween';

/** What the sensors ask for next. `unclear`: a sensor has not spoken, or not yet: look again until the deadline. */
export type Decision =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'reached' }
  | { readonly kind: 'unclear'; readonly what: string }
  | { readonly kind: 'stuck'; readonly code: StuckCode; readonly message: string };

const step = (one: Step): Decision => ({ kind: 'step', step: one });
const unclear = (what: string): Decision => ({ kind: 'unclear', what });
const stuck = (code: StuckCode, message: string): Decision => ({ kind: 'stuck', code, message });

/**
 * The next step towards the goal, from what the sensors say alone: after a stop the same question gives the step that
 * completes what was begun, or leads back, and never repeats a command because it was once given. Pure and total.
 */
export function nextStep(verb: TransferVerb, place: Place, expectedTag: number, now: Situation): Decision {
  if (now.shuttle === 'unknown') return unclear('shuttle position');
  if (verb === 'approach') return approach(now);
  return verb === 'pick' ? pick(place, expectedTag, now) : put(place, expectedTag, now);
}

function approach(now: Situation): Decision {
  if (now.shuttle !== 'centred') return stuck('shuttleElsewhere', 'The shuttle is not centred on the carriage; the lift stays where it is until the transfer is finished or reversed.');
  if (now.atPlace === undefined) return unclear('carriage position');
  if (now.lockPin === 'unknown') return unclear('lock pin');
  if (now.atPlace) return now.lockPin === 'here' ? { kind: 'reached' } : step({ kind: 'lockPin', on: true });
  if (now.carriage === 'partly') return stuck('palletBetween', 'A pallet lies partly on the carriage. Nothing moves until a technician has looked.');
  if (now.carriage === 'unknown') return unclear('load on the carriage');
  if (now.carriage === 'loaded' && now.palletLock !== 'here') return now.palletLock === 'unknown' ? unclear('pallet lock') : step({ kind: 'palletLock', on: true });
  return now.lockPin === 'there' ? step({ kind: 'moveCarriage' }) : step({ kind: 'lockPin', on: false });
}

/** Fork, lock and pin switches must speak before anything is based on them. */
function silentSwitch(now: Situation): string | undefined {
  if (now.fork === 'unknown') return 'fork';
  if (now.palletLock === 'unknown') return 'pallet lock';
  return now.lockPin === 'unknown' ? 'lock pin' : undefined;
}

/** It has lost a pallet half-way, which people have put somewhere: under that pallet the fork can neither rise nor fall. */
function isUnderLost({ shuttle, journal }: Situation): boolean {
  return shuttle === 'between' && !journal.startsWith('transfer:');
}

/** The shuttle is out: where it goes depends on whether it holds a pallet and on which way it was sent. */
function shuttleOut(place: Place, now: Situation, complete: (atReach: boolean) => Decision): Decision {
  if (now.fork === 'between') return isUnderLost(now) ? stuck('shuttleElsewhere', 'The fork is between its ends half-way, and no pallet is on its way. The shuttle has to be brought back at creep by a technician who looks.') : step({ kind: 'fork', on: true });
  const atReach = now.shuttle === (place.side === 'left' ? 'atLeft' : 'atRight');
  if (!atReach && now.shuttle !== 'between') return stuck('shuttleElsewhere', `The shuttle reaches to the other side than ${place.id}. Nothing moves until a technician has looked.`);
  if (now.atPlace === false) return stuck('shuttleElsewhere', `The shuttle is out, but the carriage does not stand at ${place.id}. Nothing moves until a technician has looked.`);
  if (now.atPlace === undefined) return unclear('carriage position');
  if (now.lockPin !== 'here') return step({ kind: 'lockPin', on: true });
  // People have put the pallet there by hand: the fork holds nothing, and raised as it is it would meet the frame of the pallet.
  if (!atReach && now.fork === 'here' && now.journal === place.id) return step({ kind: 'retract', loaded: false });
  return complete(atReach);
}

function pick(place: Place, expectedTag: number, now: Situation): Decision {
  const silent = silentSwitch(now);
  if (silent) return unclear(silent);
  if (now.shuttle !== 'centred') {
    return shuttleOut(place, now, (atReach) => {
      if (now.fork === 'here') return step({ kind: 'retract', loaded: true });
      return atReach && now.placeHolds === true ? step({ kind: 'fork', on: true }) : step({ kind: 'retract', loaded: false });
    });
  }
  if (now.carriage === 'loaded') return picked(place, expectedTag, now);
  if (now.carriage === 'partly') return stuck('palletBetween', 'A pallet lies partly on the carriage. Nothing moves until a technician has looked.');
  if (now.carriage === 'unknown') return unclear('load on the carriage');
  if (isLostBetween(place, now)) return lostBetween(place);
  if (now.atPlace !== true || now.lockPin !== 'here') return now.atPlace === undefined ? unclear('carriage position') : approach(now);
  if (now.palletLock !== 'there') return step({ kind: 'palletLock', on: false });
  if (now.fork !== 'there') return step({ kind: 'fork', on: false });
  if (now.placeHolds === undefined) return unclear(`pallet in ${place.id}`);
  if (!now.placeHolds) return stuck('phantomCar', `${place.id} is empty, although the journal has a pallet there. The carriage stays empty; a technician must look.`);
  if (now.innerDoor !== undefined && now.innerDoor !== 'open') return step({ kind: 'innerDoor', open: true });
  return step({ kind: 'reach', loaded: false });
}

/**
 * The shuttle is back in the centre, and what it had on its way is not on the carriage: the fork has let go of it somewhere. Only the seats of a bay can
 * tell that it stands in its place; the probe of a cell sees one that hangs out of it half-way as well.
 */
function isLostBetween(place: Place, { journal, placeHolds }: Situation): boolean {
  return journal.startsWith('transfer:') && journal.includes(place.id) && !(place.kind === 'bay' && placeHolds === true);
}

function lostBetween(place: Place): Decision {
  return stuck('palletBetween', `The shuttle has come back without the pallet that it had between ${place.id} and the carriage. Nothing moves until people have put it somewhere and said where.`);
}

/** A pallet sits on the carriage: lock it, read its tag, shut the bay. */
function picked(place: Place, expectedTag: number, now: Situation): Decision {
  if (now.palletLock !== 'here') return now.innerDoor === 'open' ? step({ kind: 'innerDoor', open: false, palletLock: true }) : step({ kind: 'palletLock', on: true });
  if (now.tag === undefined) return unclear('tag of the pallet on the carriage');
  if (now.innerDoor !== undefined && now.innerDoor !== 'closedLocked') return step({ kind: 'innerDoor', open: false });
  if (now.tag !== expectedTag) return wrongPallet(place, expectedTag, now.tag);
  return { kind: 'reached' };
}

function wrongPallet(place: Place, expectedTag: number, tag: number): Decision {
  return stuck('wrongPallet', `The pallet for ${place.id} should carry tag ${String(expectedTag)}, the reader sees ${String(tag)}. It is not delivered; a technician must settle the inventory.`);
}

function put(place: Place, expectedTag: number, now: Situation): Decision {
  const silent = silentSwitch(now);
  if (silent) return unclear(silent);
  if (now.shuttle !== 'centred') return shuttleOut(place, now, (atReach) => putReaching(place, now, atReach));
  if (now.carriage === 'partly') return stuck('palletBetween', 'A pallet lies partly on the carriage. Nothing moves until a technician has looked.');
  if (now.carriage === 'unknown') return unclear('load on the carriage');
  if (now.carriage === 'empty') return placed(place, now);
  if (now.tag === undefined) return unclear('tag of the pallet on the carriage');
  if (now.tag !== expectedTag) return wrongPallet(place, expectedTag, now.tag);
  if (now.atPlace !== true || now.lockPin !== 'here') return now.atPlace === undefined ? unclear('carriage position') : approach(now);
  if (now.placeHolds === undefined) return unclear(`pallet in ${place.id}`);
  if (now.placeHolds) return stuck('placeTaken', `${place.id} already holds a pallet. The pallet stays on the carriage; a technician must look.`);
  if (now.innerDoor !== undefined && now.innerDoor !== 'open') {
    // The fork holds the pallet already, so its lock may go while the door does.
    const held = now.fork === 'here' && now.palletLock !== 'there';
    return step({ kind: 'innerDoor', open: true, ...(held && { palletLock: false }) });
  }
  if (now.fork !== 'here') return step({ kind: 'fork', on: true });
  if (now.palletLock !== 'there') return step({ kind: 'palletLock', on: false });
  return step({ kind: 'reach', loaded: true });
}

/**
 * The shuttle is out on its way to put a pallet down, or back from it. Half-way it completes where the table lets it, else it
 * takes the pallet back: a car that is already partly in the bay keeps the bay's envelope from being clear.
 */
function putReaching(place: Place, now: Situation, atReach: boolean): Decision {
  if (now.fork === 'there') return step({ kind: 'retract', loaded: false });
  if (atReach && now.placeHolds === true) return step({ kind: 'fork', on: false });
  if (atReach && now.placeHolds === undefined) return unclear(`pallet seated in ${place.id}`);
  return now.mayReach ? step({ kind: 'reach', loaded: true }) : step({ kind: 'retract', loaded: true });
}

/**
 * The carriage is empty and centred: done when the journal has the pallet in the place, or when the journal has it on the way
 * there and two dissimilar signals (carriage empty by seats and reader, a bay holding by its own seats) show that it arrived.
 */
function placed(place: Place, now: Situation): Decision {
  const onItsWay = now.journal.startsWith('transfer:') && now.journal.endsWith(`>${place.id}`);
  if (onItsWay && now.placeHolds === undefined) return unclear(`pallet in ${place.id}`);
  if (isLostBetween(place, now)) return lostBetween(place);
  if (now.journal !== place.id && !(onItsWay && now.placeHolds)) {
    return stuck('palletMissing', `The carriage is empty and the journal does not have the pallet in ${place.id} (it says ${now.journal}). A technician must settle the inventory.`);
  }
  if (now.innerDoor !== undefined && now.innerDoor !== 'closedLocked') return step({ kind: 'innerDoor', open: false });
  return { kind: 'reached' };
}
