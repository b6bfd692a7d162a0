import { emergencyStop, hatchOpened, keyTurned, other, restart, supplyFails, watchdogHangs, type TruthChange } from './truth-changes.ts';
import type { Fault, Load } from './tower-scene.ts';

/** One way to lose a source. */
export interface Way {
  readonly load?: Load;
  readonly faults: readonly Fault[];
  readonly then?: TruthChange;
}

/** Beyond the agreement limit at full speed (12 mm and 30 ms of way), below the drive's own following error of 60 mm. */
const FAR_OFF_MM = 50;

const bays = ['A', 'B'] as const;
const ofEachBay = <T>(entries: (bay: string) => Readonly<Record<string, T>>): Readonly<Record<string, T>> => Object.assign({}, ...bays.map(entries)) as Readonly<Record<string, T>>;

/**
 * For each contact that may stick: what then happens, so that another channel must catch it. Where the thing itself would be the
 * accident (a shuttle out, a pin in, a door open in front of a moving lift), the other contact alone says that it happens.
 */
export const CAUGHT_BY: Readonly<Record<string, { readonly then: TruthChange }>> = {
  'gpio/safetyChainClosed': { then: emergencyStop },
  'io-structure/safetyChainMirror': { then: emergencyStop },
  'gpio/runEnabled': { then: watchdogHangs },
  'io-structure/runEnableMirror': { then: watchdogHangs },
  'gpio/keyAuto': { then: keyTurned },
  'gpio/keyMaintenance': { then: keyTurned },
  'io-structure/keyAutoMirror': { then: keyTurned },
  'io-structure/hatchLocked': { then: hatchOpened },
  'io-structure/hatchUnlocked': { then: hatchOpened },
  'gpio/supplyOk': { then: supplyFails },
  'io-structure/supplyOkMirror': { then: supplyFails },
  'gpio/overtravelClear': other('io-structure/overtravelMirror', 'off'),
  'io-structure/overtravelMirror': other('gpio/overtravelClear', 'off'),
  'gpio/shuttleCentred': other('io-carriage/shuttleCentred', 'off'),
  'io-carriage/shuttleCentred': other('gpio/shuttleCentred', 'off'),
  'io-carriage/lockPinOut': other('io-carriage/lockPinIn', 'wrong'),
  'io-carriage/lockPinIn': other('io-carriage/lockPinOut', 'off'),
  'io-carriage/palletSeatLeft': other('io-carriage/palletSeatRight', 'off'),
  'io-carriage/palletSeatRight': other('io-carriage/palletSeatLeft', 'off'),
  'io-carriage/palletLocked': other('io-carriage/palletUnlocked', 'wrong'),
  'io-carriage/palletUnlocked': other('io-carriage/palletLocked', 'off'),
  ...ofEachBay((bay) => ({
    [`gpio/${bay}.innerLocked`]: other(`io-bay-${bay}/innerLockedMirror`, 'off'),
    [`io-bay-${bay}/innerLockedMirror`]: other(`gpio/${bay}.innerLocked`, 'off'),
  })),
};

/** How a device says something else than the truth. */
export const DISAGREEING: Readonly<Record<string, readonly Way[]>> = {
  // Another drive in its place: it shows when it starts.
  'lift/live': [{ faults: [{ target: 'lift', verb: 'wrong', identity: true }], then: restart('lift') }],
  'lift/position': [{ faults: [{ target: 'lift', verb: 'wrong', amount: FAR_OFF_MM }] }],
  'distance-lift/position': [{ faults: [{ target: 'distance-lift', verb: 'wrong', amount: FAR_OFF_MM }] }],
  // What a drive finds wrong with itself: a motor that does not pull, and a brake that drags.
  'lift/drive': [{ faults: [{ target: 'lift/motor', verb: 'off' }] }, { faults: [{ target: 'lift/brake', verb: 'stuck' }] }],
  'shuttle/position': [{ faults: [{ target: 'shuttle', verb: 'wrong' }] }],
};

interface Exception {
  readonly reason: string;
  readonly played: { readonly load: Load; readonly faults: readonly Fault[] } | undefined;
}

const played = (target: string, verb: Fault['verb'], load: Load = 'empty'): Exception['played'] => ({ load, faults: [{ target, verb }] });
const NO_DEVICE: Exception = { reason: 'The controller itself, and asked for at the start only: losing it lets what runs come to its end.', played: undefined };

/** Combinations that stop nothing, each with its physical reason. */
export const WITHOUT_EFFECT: Readonly<Record<string, Exception>> = {
  'gpio/keyMaintenance off': { reason: 'The contact is open anyway while the key stands in AUTO.', played: played('gpio/keyMaintenance', 'off') },
  'io-structure/hatchUnlocked off': { reason: 'The contact is open anyway while the hatch is locked.', played: played('io-structure/hatchUnlocked', 'off') },
  'io-carriage/lockPinIn off': { reason: 'The switch is open anyway while the pin is out.', played: played('io-carriage/lockPinIn', 'off') },
  'io-carriage/palletUnlocked off': { reason: 'The switch is open anyway while the pallet is locked.', played: played('io-carriage/palletUnlocked', 'off', 'loaded') },
  'io-carriage/slackRopeOk stuck': {
    reason: 'One contact and no second one: stuck, it shows nothing. The safety gear of the lift does not depend on it; its periodic test finds it.',
    played: played('io-carriage/slackRopeOk', 'stuck'),
  },
  'io-environment/mainsPresent off': { reason: 'One of two sources of power says that it is gone; the other one still feeds the tower, and what runs comes to its end.', played: played('io-environment/mainsPresent', 'off') },
  'io-environment/mainsPresent disagreeing': { reason: 'One of two sources of power says that it is gone; the other one still feeds the tower, and what runs comes to its end.', played: played('io-environment/mainsPresent', 'wrong') },
  'io-environment/batteryCharged off': { reason: 'The battery is empty, but the mains feed the tower: nothing is short of power.', played: played('io-environment/batteryCharged', 'off') },
  'io-environment/batteryCharged disagreeing': { reason: 'The battery is empty, but the mains feed the tower: nothing is short of power.', played: played('io-environment/batteryCharged', 'wrong') },
  'io-environment/pitFlooded off': { reason: 'The contact is open anyway while the pit is dry.', played: played('io-environment/pitFlooded', 'off') },
  'rfid-carriage/tag disagreeing': { reason: 'Without a pallet in front of it the reader has no tag to misread.', played: played('rfid-carriage', 'wrong') },
  'lift/homed disagreeing': {
    reason: 'The flag has no second witness. A drive that is wrong about where it is shows in lift/position disagreeing; one that has lost it, in lift/homed off.',
    played: undefined,
  },
  ...ofEachBay((bay) => ({
    [`${bay}.inner/closedLocked disagreeing`]: {
      reason: 'Closed and locked come from switches in the operator; what can be wrong about it is its position, which is not asked.',
      played: played(`${bay}.inner`, 'wrong'),
    },
  })),
  ...Object.fromEntries(['silent', 'stuck', 'off', 'disagreeing'].flatMap((verb) => [[`controller/journal ${verb}`, NO_DEVICE], [`controller/mode ${verb}`, NO_DEVICE]])),
};
