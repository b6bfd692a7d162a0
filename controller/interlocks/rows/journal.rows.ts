import { tower, type Interlock } from '../interlock.ts';
import { ALL_BUT_WAY_OUT } from '../motion-groups.ts';

/** Nothing starts that could not be written down. */
export const JOURNAL_ROWS: readonly Interlock[] = [
  { id: 'IL-90', motions: ALL_BUT_WAY_OUT, fact: tower('journalWritable'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [35, 61] },
];
