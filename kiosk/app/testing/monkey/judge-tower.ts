import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import type { Truth } from '../../../../controller/shell/up/testing/tower-visit.ts';

/** A tower at one moment, as it says and as it is. */
export interface TowerMoment {
  readonly snapshot: Pick<TowerSnapshot, 'bootId' | 'resetNeeded'>;
  readonly truth: Pick<Truth, 'relay' | 'collisions'>;
  /** Of the controller that the run began with. */
  readonly bootId: string;
  /** All that its processes have said. */
  readonly said: readonly string[];
}

const TROUBLE = /^bug in|failed unexpectedly|has ended|ended \(/u;

/** What somebody at the screen can never bring about: a controller that starts again or tells of a bug, a collision, a trip that nobody hears of. */
export function wrongWithTower({ snapshot, truth, bootId, said }: TowerMoment): readonly string[] {
  return [
    ...(snapshot.bootId !== bootId ? ['the controller has started again'] : []),
    ...(truth.collisions.length > 0 ? ['something collided'] : []),
    ...(truth.relay.tripped && snapshot.resetNeeded === undefined ? ['the relay has tripped and nobody says so'] : []),
    ...said.flatMap((text) => text.split('\n').filter((line) => TROUBLE.test(line))),
  ];
}
