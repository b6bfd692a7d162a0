import type { ReturnDigest } from './return-digest.ts';
import type { TowerDigest } from './tower-digest.ts';

/** Where a return stands for the person who brings the car. */
export type ReturnStage =
  | 'preparing' | 'driveIn' | 'openingAgain' | 'makeSafe' | 'everyoneOut' | 'checking' | 'goingUp' | 'stored'
  | 'driveOut' | 'notTaken' | 'paused' | 'recovering' | 'stalled';

/** A return that this screen follows. `isSeen`: the tower has named it at least once; `isMissing`: it no longer does. */
export interface FollowedReturn extends ReturnDigest {
  readonly isSeen: boolean;
  readonly isMissing: boolean;
  /** The bay's sensors have seen the car in it. */
  readonly wasIn: boolean;
}

/** A return from here on followed. */
export const followingReturn = (digest: ReturnDigest, isSeen: boolean): FollowedReturn => ({ ...digest, isSeen, isMissing: false, wasIn: isIn(digest) });

/** The return that the controller has just accepted; the tower has not yet named it. */
export const acceptedReturn = (returnId: string, carId: string, outAgain?: true): FollowedReturn =>
  followingReturn({ returnId, outAgain, carId, bay: '', phase: 'queued', paused: false, refusal: undefined, checkIn: undefined, carAt: { kind: 'unknown' }, person: 'unknown', ways: [] }, false);

const isIn = ({ checkIn }: Pick<ReturnDigest, 'checkIn'>): boolean => checkIn !== undefined && checkIn.stage !== 'comeIn';

/** Phases in which nobody has to do anything any more. */
const BY_ITSELF: readonly ReturnDigest['phase'][] = ['storing', 'shutting', 'returning', 'done', 'stalled', 'cancelled'];

/** A return that still needs its customer: a screen that starts in the middle of one takes it up again. */
export const needsItsDriver = ({ phase }: ReturnDigest): boolean => !BY_ITSELF.includes(phase);

/** By the checks of the car, while the outer door is open. */
function stageOfCheckIn({ checkIn }: Pick<ReturnDigest, 'checkIn'>): ReturnStage {
  switch (checkIn?.stage) {
    case undefined:
      return 'preparing';
    case 'comeIn': case 'guiding': case 'measuring': case 'mending':
      return 'driveIn';
    case 'gettingOut': case 'braking':
      return 'makeSafe';
    case 'allClear': case 'proving':
      return 'everyoneOut';
    case 'closing': case 'settling':
      return 'checking';
  }
}

function stageOfPhase(one: FollowedReturn): ReturnStage {
  switch (one.phase) {
    case 'queued': case 'fetching': case 'bringing':
      return 'preparing';
    case 'opening':
      return one.refusal === undefined ? 'preparing' : 'openingAgain';
    case 'awaiting':
      return stageOfCheckIn(one);
    case 'closing': case 'checking':
      return 'checking';
    case 'storing':
      return 'goingUp';
    case 'done':
      return 'stored';
    case 'releasing': case 'leaving':
      return one.wasIn || one.refusal !== undefined ? 'driveOut' : 'notTaken';
    case 'shutting': case 'returning': case 'cancelled':
      return 'notTaken';
    case 'stalled':
      return 'stalled';
  }
}

/** What became of a return that the tower no longer names: only the inventory can say that the car is in its cell. */
function stageOfMissing({ phase, carId }: FollowedReturn, { storedOn }: TowerDigest): ReturnStage {
  if (storedOn[carId] !== undefined) return 'stored';
  return ['queued', 'shutting', 'returning', 'leaving', 'releasing', 'cancelled'].includes(phase) ? 'notTaken' : 'stalled';
}

/** The stage to show. Without a connection the last stage stays, and the drawing says how old it is. */
export function returnStageOf(one: FollowedReturn, tower: TowerDigest): ReturnStage {
  const byPhase = stageOfPhase(one);
  if (['stored', 'stalled'].includes(byPhase) || one.phase === 'cancelled') return byPhase;
  if (tower.service === 'recovering') return 'recovering';
  if (one.isMissing && tower.service !== 'unheard') return stageOfMissing(one, tower);
  const isStopped = tower.service === 'stopped' || tower.service === 'safetyStop' || tower.service === 'maintenance';
  return one.paused || isStopped ? 'paused' : byPhase;
}

/** The followed return after the tower has changed. */
export function followReturn(one: FollowedReturn, tower: TowerDigest): FollowedReturn {
  if (tower.service === 'unheard') return one;
  const found = tower.returns.find(({ returnId }) => returnId === one.returnId);
  // A tower that starts again names everything that it knows: from then on, silence about this one means something.
  const isSeen = one.isSeen || tower.service === 'recovering';
  if (found === undefined) return { ...one, isSeen, isMissing: isSeen };
  return { ...found, outAgain: found.outAgain ?? one.outAgain, isSeen: true, isMissing: false, wasIn: one.wasIn || isIn(found) };
}

/** Whether the customer may take the car out again, or not bring it after all. What moves is stopped first, or ends. */
export const mayWithdraw = ({ ways }: Pick<ReturnDigest, 'ways'>): boolean => ways.includes('reverse') || ways.includes('cancel');
