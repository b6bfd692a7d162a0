import type { enDesk } from '../en/desk.ts';
import type { Translation } from '../translation.ts';
import { alarms } from './alarms.ts';
import { inspections } from './inspections.ts';
import { maintenance } from './maintenance.ts';
import { recovery } from './recovery.ts';

/** The sentences of whoever works at the tower, in Chinese. */
export const zhDesk: Translation<typeof enDesk> = { ...inspections, ...maintenance, ...alarms, ...recovery };
