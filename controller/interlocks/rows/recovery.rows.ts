import { everyBay, type Interlock } from '../interlock.ts';

/**
 * A shuttle that has lost its reference while it reached into a bay comes back at creep with the inner door as it stands: shutting it
 * would crush what reaches through, so the bay must be locked to the street and hold nobody. Everything else is asked of it
 * as of every motion of the shuttle.
 */
export const RECOVERY_ROWS: readonly Interlock[] = [
  { id: 'IL-200', motions: ['shuttle.recover'], fact: everyBay('innerPathSafe'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [2, 5, 23, 29] },
];
