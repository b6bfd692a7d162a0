import type { ReturnView } from '../../api/contract/index.ts';
import type { TowerPort } from '../../api/tower.port.ts';

/** Returns of which something is still to be done: a car that has come to its place is told for some seconds more. */
export const returnsUnderWay = ({ snapshot }: Pick<TowerPort, 'snapshot'>): readonly ReturnView[] => (snapshot().tower.returns ?? []).filter(({ phase }) => phase !== 'done');
