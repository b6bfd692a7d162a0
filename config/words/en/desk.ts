import { alarms } from './alarms.ts';
import { inspections } from './inspections.ts';
import { maintenance } from './maintenance.ts';
import { recovery } from './recovery.ts';

/** The sentences of whoever works at the tower, in English: alarms, recovery, modes, inspections. No page of a customer carries them. */
export const enDesk = { ...inspections, ...maintenance, ...alarms, ...recovery } as const;
