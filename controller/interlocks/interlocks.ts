import type { Interlock } from './interlock.ts';
import { AXIS_ROWS } from './rows/axes.rows.ts';
import { BAY_ROWS } from './rows/bay.rows.ts';
import { BOLT_ROWS } from './rows/bolts.rows.ts';
import { CARRIAGE_ROWS } from './rows/carriage.rows.ts';
import { DOOR_ROWS } from './rows/doors.rows.ts';
import { ENVIRONMENT_ROWS } from './rows/environment.rows.ts';
import { JOURNAL_ROWS } from './rows/journal.rows.ts';
import { MAINTENANCE_ROWS, MODE_ROWS, withHeldMotions } from './rows/maintenance.rows.ts';
import { RECOVERY_ROWS } from './rows/recovery.rows.ts';
import { LOAD_ROWS } from './rows/loads.rows.ts';
import { RETURN_ROWS } from './rows/returns.rows.ts';
import { SAFETY_ROWS } from './rows/safety.rows.ts';
import { SHUTTLE_ROWS } from './rows/shuttle.rows.ts';
import { TURN_ROWS } from './rows/turn.rows.ts';

const PRODUCTION_ROWS: readonly Interlock[] = [
  ...SAFETY_ROWS,
  ...CARRIAGE_ROWS,
  ...AXIS_ROWS,
  ...TURN_ROWS,
  ...SHUTTLE_ROWS,
  ...BAY_ROWS,
  ...DOOR_ROWS,
  ...BOLT_ROWS,
  ...RECOVERY_ROWS,
  ...JOURNAL_ROWS,
  ...ENVIRONMENT_ROWS,
  ...LOAD_ROWS,
  ...RETURN_ROWS,
];

/**
 * The interlock table. Screens, `GET /why`, the tests and the gate all read these rows. A row whose `reaction` is `stop`
 * is watched for as long as its motion runs; `refuse` is asked at the start only. The rows stand in `rows/`, one file a subject;
 * a motion that a technician holds stands in the rows of the motion of production that does the same.
 */
export const INTERLOCKS: readonly Interlock[] = [...withHeldMotions(PRODUCTION_ROWS), ...MODE_ROWS, ...MAINTENANCE_ROWS];
