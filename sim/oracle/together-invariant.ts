import type { Invariant } from './oracle.port.ts';
import { moves } from './scene.ts';
import type { BayScene, Scene } from './scene.ts';

/** A bolt or leaf nearer to its end than this has arrived, as far as the switch there can see. */
const END_SHARE = 0.03;

/** What moves as one. The axes of the carriage go together; everything else is a group of its own. */
type Group = 'carriage' | 'shuttle' | 'lockPin' | 'fork' | 'palletLock' | 'innerDoor';

/**
 * Groups that may move at once, as the controller publishes it beside its gate; every other pair is kept apart. Outer doors stand for
 * themselves: they go beside anything but the inner door of their bay.
 */
const TOGETHER: readonly (readonly [Group, Group])[] = [['palletLock', 'innerDoor']];

const mayGoTogether = (a: Group, b: Group): boolean => TOGETHER.some(([one, other]) => (one === a && other === b) || (one === b && other === a));

const isMidway = (position: number): boolean => position > END_SHARE && position < 1 - END_SHARE;

/** I13: what has been commanded together shows in what moves together. Maintenance has a rule of its own (I21). */
export function togetherInvariant(scene: Scene): Invariant {
  const { state, shuttle, bays } = scene;
  const bolts = (['lockPin', 'fork', 'palletLock'] as const).map((id) => ({ id, body: state[id], before: state[id].position }));
  const groups: Group[] = [];
  let wrong = '';
  const leafMoves = (door: BayScene['inner']): boolean => door.velocityPerS !== 0 && isMidway(door.position);
  const look = (): void => {
    groups.length = 0;
    if (scene.carriageMoves) groups.push('carriage');
    if (moves(shuttle)) groups.push('shuttle');
    for (const bolt of bolts) {
      const { position } = bolt.body;
      if (position !== bolt.before && isMidway(position)) groups.push(bolt.id);
      bolt.before = position;
    }
    for (const bay of bays) if (leafMoves(bay.inner)) groups.push('innerDoor');
  };
  const judge = (): string => {
    for (const [n, one] of groups.entries()) {
      for (let other = n + 1; other < groups.length; other += 1) {
        const second = groups[other];
        if (second !== undefined && !mayGoTogether(one, second)) return `${one} and ${second} move at once`;
      }
    }
    for (const bay of bays) if (leafMoves(bay.inner) && leafMoves(bay.outer)) return `both doors of bay ${bay.id} move at once`;
    return '';
  };
  return {
    id: 'I13',
    sentence: 'Only what is published to go together moves together: the axes of the carriage, a pallet lock beside an inner door, and outer doors beside all but the inner door of their bay.',
    premise: () => {
      look();
      return groups.length > 0;
    },
    holds: () => {
      wrong = judge();
      return wrong === '';
    },
    detail: () => wrong,
  };
}
