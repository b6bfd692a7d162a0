import { motionBay, type Interlock } from '../interlock.ts';

/**
 * What people have brought leaves the bay only as it was measured when everybody had gone. Asked at the start: on its way through the
 * frame a car measures otherwise, and the radar sees the machine itself.
 */
export const RETURN_ROWS: readonly Interlock[] = [
  { id: 'IL-180', motions: ['inner.open', 'shuttle.bay'], fact: motionBay('loadAdmitted'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [4, 5, 10, 11, 12, 16] },
  { id: 'IL-181', motions: ['inner.open'], fact: motionBay('radarClear'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [2, 3, 4, 9] },
  { id: 'IL-182', motions: ['inner.open'], fact: motionBay('carStands'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [3, 10] },
];
