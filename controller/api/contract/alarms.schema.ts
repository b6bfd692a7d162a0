import { z } from 'zod';
import { toldSchema } from './told.schema.ts';

/**
 * States of an alarm by ISA-18.2 (IEC 62682). `normal` · `unacknowledged`: active, nobody has seen it · `acknowledged`: active and seen ·
 * `returnedUnacknowledged`: gone before anybody saw it · `latchedUnacknowledged`, `latchedAcknowledged`: gone, waits for a reset after
 * inspection · `shelved`: put aside by a person, for a time · `suppressed`: by design, the consequence of another alarm that is active ·
 * `outOfService`: by a technician, without an end. Shelved, suppressed and out-of-service alarms go on being evaluated and logged.
 */
export const alarmStateSchema = z.enum([
  'normal', 'unacknowledged', 'acknowledged', 'returnedUnacknowledged', 'latchedUnacknowledged', 'latchedAcknowledged', 'shelved', 'suppressed', 'outOfService',
]);

export const alarmPrioritySchema = z.enum(['critical', 'high', 'medium', 'low']);

/** One alarm that is not normal. The same cause on the same object is one alarm, however often it comes. */
export const alarmViewSchema = z.object({
  /** `<tag>`, or `<tag>:<object>`; stable, and part of addresses. */
  alarmId: z.string(),
  tag: z.string(),
  /** Device, bay, bus or object that it is about. */
  object: z.string().optional(),
  priority: alarmPrioritySchema,
  state: alarmStateSchema,
  /** Its cause is there now, whatever `state` says: a shelved alarm may be active. */
  active: z.boolean(),
  /** The first of its cascade: look here first. */
  firstOut: z.boolean(),
  /** Alarm id of the first-out whose consequence it is: shown under that one. */
  consequenceOf: z.string().optional(),
  /** Comes and goes more often than a person can follow: held active until it has been quiet for a minute. */
  chattering: z.boolean(),
  /** Whether a person may put it aside; never for safety trips and person sensors. */
  shelvable: z.boolean(),
  /** UTC ms. */
  shelvedUntilUtcMs: z.number().optional(),
  /** Alarm id of what suppresses it by design. */
  suppressedBy: z.string().optional(),
  raisedUtcMs: z.number(),
  /** Last change of state. */
  changedUtcMs: z.number(),
  /** For technicians who have signed in only. */
  acknowledgedBy: z.string().optional(),
  /** Times that it has been raised since it was last normal; 0 while it is only put aside since before a restart. */
  count: z.number().int().min(0),
  /** In English, for logs and exports. */
  detail: z.string(),
  /** The same for the page to say; absent where the detail is a text of a device or of the program itself. */
  told: toldSchema.optional(),
  /** Word ids; `object` fills the sentences. */
  cause: z.string(),
  consequence: z.string(),
  action: z.string(),
});

/** `alarms` of the snapshot: what is not normal, newest first-outs first, consequences under theirs. */
export const alarmBoardSchema = z.object({
  alarms: z.array(alarmViewSchema),
  unacknowledged: z.number().int(),
  shelved: z.number().int(),
  outOfService: z.number().int(),
  /** Alarms announced in the last ten minutes; above ten it is a flood (ISA-18.2), and only first-outs are announced. */
  lastTenMinutes: z.number().int(),
  flood: z.boolean(),
});

/** A shift: whoever comes next shelves it anew, or sees it. Minutes. */
export const LONGEST_SHELVING_MIN = 480;

/** `POST /api/v1/alarms/:alarmId/shelvings` (technician). At most eight hours. Refused with `notShelvable`. */
export const shelvingSchema = z.strictObject({ minutes: z.number().int().min(1).max(LONGEST_SHELVING_MIN), why: z.string().min(3).max(400) });

/** `POST /api/v1/alarms/:alarmId/outages` (technician): out of service until somebody puts it back. Refused with `notShelvable`. */
export const alarmOutageSchema = z.strictObject({ why: z.string().min(3).max(400) });

/** What happened to an alarm. `raised` again counts as well; `notes` carry what no state change tells. */
export const alarmEventSchema = z.enum([
  'raised', 'returned', 'acknowledged', 'reset', 'shelved', 'unshelved', 'shelvingExpired', 'suppressed', 'unsuppressed', 'outOfService', 'backInService',
]);

/** `GET /api/v1/alarms/history` (technician). Everything given must hold. Newest first. */
export const alarmHistoryQuerySchema = z.object({
  tag: z.string().min(1).max(80).optional(),
  priority: alarmPrioritySchema.optional(),
  /** The state that the event led to. */
  state: alarmStateSchema.optional(),
  fromUtcMs: z.coerce.number().int().optional(),
  untilUtcMs: z.coerce.number().int().optional(),
  /** Anywhere in tag, object, detail or name, in any case. */
  text: z.string().min(1).max(100).optional(),
  /** Rows older than this `seq`: the next page. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const alarmHistoryRowSchema = z.object({
  seq: z.number().int(),
  utcMs: z.number(),
  alarmId: z.string(),
  tag: z.string(),
  object: z.string().nullable(),
  priority: alarmPrioritySchema,
  event: alarmEventSchema,
  state: alarmStateSchema,
  firstOut: z.boolean(),
  consequenceOf: z.string().nullable(),
  /** Word id; `object` fills the sentence. */
  cause: z.string(),
  /** Who did it; null when nobody did. */
  by: z.string().nullable(),
  detail: z.string(),
  told: toldSchema.optional(),
});

/** `before` of the next page; null on the last. */
export const alarmHistorySchema = z.object({ rows: z.array(alarmHistoryRowSchema), next: z.number().int().nullable() });

/**
 * `GET /api/v1/alarms/export?format=csv|json` (technician), with the filters of the history but no paging: a file of at most 100,000
 * rows. CSV is RFC 4180 with a header line; times are ISO 8601 in UTC.
 */
export const alarmExportQuerySchema = alarmHistoryQuerySchema.omit({ before: true, limit: true }).extend({ format: z.enum(['csv', 'json']) });

export type AlarmState = z.infer<typeof alarmStateSchema>;
export type AlarmPriority = z.infer<typeof alarmPrioritySchema>;
export type AlarmView = z.infer<typeof alarmViewSchema>;
export type AlarmBoard = z.infer<typeof alarmBoardSchema>;
export type AlarmEvent = z.infer<typeof alarmEventSchema>;
export type AlarmHistoryQuery = z.infer<typeof alarmHistoryQuerySchema>;
export type AlarmHistoryRow = z.infer<typeof alarmHistoryRowSchema>;
