import type { CollectionDigest, TowerDigest } from './tower-digest.ts';

/** Where a collection stands for the person who waits for it. */
export type DeliveryStage =
  | 'inLine' | 'coming' | 'paused' | 'recovering' | 'stalled' | 'cancelled'
  | 'doorOpening' | 'goIn' | 'driveOut' | 'provingEmpty' | 'gone';

/** A collection that this screen follows. `isSeen`: the tower has named it at least once; `isMissing`: it no longer does. */
export interface FollowedCollection extends CollectionDigest {
  readonly isSeen: boolean;
  readonly isMissing: boolean;
  /** A person has been in the bay since the door was open. */
  readonly wasEntered: boolean;
}

/** The reason that remains when a stop has been reset. */
const RELEASED = 'stop.paused';

const LEFT: readonly CollectionDigest['phase'][] = ['closing', 'puttingAway', 'done'];
const ENDED: readonly CollectionDigest['phase'][] = [...LEFT, 'stalled', 'cancelled'];

/** A collection that still needs its customer: a screen that starts in the middle of one takes it up again. */
export function needsItsCustomer({ phase }: CollectionDigest): boolean {
  return phase !== 'proving' && !ENDED.includes(phase);
}

function stageOfPhase({ phase, wasEntered }: FollowedCollection): DeliveryStage {
  switch (phase) {
    case 'queued':
      return 'inLine';
    case 'finding': case 'taking': case 'coming': case 'presenting':
      return 'coming';
    case 'opening':
      return 'doorOpening';
    case 'handover':
      return wasEntered ? 'driveOut' : 'goIn';
    case 'proving':
      return 'provingEmpty';
    case 'closing': case 'puttingAway': case 'done':
      return 'gone';
    case 'stalled': case 'cancelled':
      return phase;
  }
}

/** The stage to show. Without a connection the last stage stays, and the drawing says how old it is. */
export function stageOf(collection: FollowedCollection, tower: TowerDigest): DeliveryStage {
  const byPhase = stageOfPhase(collection);
  if (byPhase === 'gone' || byPhase === 'stalled' || byPhase === 'cancelled') return byPhase;
  if (tower.service === 'recovering') return 'recovering';
  // The tower no longer knows of it: a car that was leaving has left, any other needs a person.
  if (collection.isMissing && tower.service !== 'unheard') return byPhase === 'provingEmpty' ? 'gone' : 'stalled';
  const isStopped = tower.service === 'stopped' || tower.service === 'safetyStop' || tower.service === 'maintenance';
  return collection.paused || isStopped ? 'paused' : byPhase;
}

/**
 * Who may let a paused tower go on: whoever must reset the stop. A stop that has been reset, or had an outer cause that is
 * over, waits for a fresh command, which the customer who waits may give.
 */
export function whoMayGoOn(collection: Pick<FollowedCollection, 'paused'>, tower: TowerDigest): 'customer' | 'operator' | 'technician' | 'alone' {
  const { resetNeeded, reason, service } = tower;
  if (resetNeeded !== undefined) return resetNeeded;
  if (!collection.paused) return service === 'open' ? 'alone' : 'operator';
  return reason === undefined || reason.interlockId === RELEASED ? 'customer' : reason.reset;
}

/** The followed collection after the tower has changed. */
export function follow(collection: FollowedCollection, tower: TowerDigest): FollowedCollection {
  if (tower.service === 'unheard') return collection;
  const found = tower.collections.find(({ collectionId }) => collectionId === collection.collectionId);
  // A tower that starts again names everything that it knows: from then on, silence about this one means something.
  const isSeen = collection.isSeen || tower.service === 'recovering';
  if (found === undefined) return { ...collection, isSeen, isMissing: isSeen };
  const wasEntered = collection.wasEntered || (found.phase === 'handover' && found.person === 'present');
  return { ...found, isSeen: true, isMissing: false, wasEntered };
}
