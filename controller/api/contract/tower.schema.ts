import { z } from 'zod';
import { orderViewSchema } from './orders.schema.ts';
import { alarmBoardSchema } from './alarms.schema.ts';
import { maintenanceViewSchema, modeRequestSchema, modeSchema, motionLeaseViewSchema } from './maintenance.schema.ts';
import { returnViewSchema } from './returns.schema.ts';
import { outOfServiceSchema } from './quarantine.schema.ts';
import { siteEventViewSchema } from './site-events.schema.ts';
import { staffCallViewSchema } from './staff-calls.schema.ts';

/** PackML (ISA-TR88.00.02) states of the tower, plus `recovering`: the time between boot and a settled inventory. */
export const towerStateSchema = z.enum([
  'recovering', 'stopped', 'resetting', 'idle', 'starting', 'execute', 'holding', 'held', 'unholding',
  'suspending', 'suspended', 'unsuspending', 'stopping', 'aborting', 'aborted', 'clearing', 'completing', 'complete',
]);

/** good: confirmed within its age limit · stale: last value, too old · unknown: never seen or contradicted. */
export const qualitySchema = z.enum(['good', 'stale', 'unknown']);

const axisViewSchema = z.object({
  /** Of a turntable: along its rim, whose radius the site view tells. */
  positionMm: z.number(),
  velocityMmPerS: z.number(),
  quality: qualitySchema,
  homed: z.boolean(),
});

const doorViewSchema = z.object({
  /** 0 closed to 1 open. */
  position: z.number().min(0).max(1),
  locked: z.boolean(),
  motion: z.enum(['still', 'opening', 'closing']),
  quality: qualitySchema,
});

/** Why something does not move, in sentence ids of `config/words`; `bay` fills the sentence. */
export const reasonSchema = z.object({
  interlockId: z.string(),
  fact: z.string(),
  /** Null or absent: unknown. A null within an object is lost in a merge patch, which takes it for a removal. */
  value: z.boolean().nullable().optional(),
  cause: z.string(),
  sinceMs: z.number(),
  sources: z.array(z.string()),
  reset: z.enum(['customer', 'operator', 'technician']),
  customer: z.string(),
  operator: z.string(),
  technician: z.string(),
  bay: z.string().optional(),
});

/**
 * What would become of a customer's request that came now. notReady: new work is not taken on, `reason` is the first rule · noCar: no car stands in a
 * cell in service · noBay: no bay can be used · noPallet: every pallet carries a car, the tower is full.
 */
const offerSchema = z.object({
  possible: z.boolean(),
  why: z.enum(['notReady', 'noCar', 'noBay', 'noPallet']).optional(),
  reason: reasonSchema.optional(),
});

const bayViewSchema = z.object({
  state: z.enum(['free', 'reserved', 'presenting', 'open', 'proving', 'closing', 'clearing', 'blocked', 'unknown']),
  collectionId: z.string().optional(),
  person: z.enum(['none', 'present', 'unknown']),
  /** Why nobody knows whether somebody is in it, which keeps it out of use; also among the `reasons` of the tower. */
  reason: reasonSchema.optional(),
  palletId: z.string().optional(),
  carId: z.string().optional(),
});

const cellViewSchema = z.object({
  state: z.enum(['occupied', 'empty', 'reserved', 'unknown']),
  palletId: z.string().optional(),
  carId: z.string().optional(),
});

/** Names of the phases of a collection, in their order; words stand under `phase.<name>`. */
export const collectionPhaseSchema = z.enum([
  'queued', 'finding', 'taking', 'coming', 'presenting', 'opening', 'handover', 'proving', 'closing', 'puttingAway', 'done', 'stalled', 'cancelled',
]);

/** An honest estimate until the outer door is open: a range, never a single number. Undefined while paused. */
const estimateSchema = z.object({ lowS: z.number().min(0), highS: z.number().min(0) });

export const collectionViewSchema = z.object({
  collectionId: z.string(),
  carId: z.string(),
  palletId: z.string(),
  fromCell: z.string(),
  bay: z.string(),
  phase: collectionPhaseSchema,
  /** Milliseconds of `atMs` at which the phase began. */
  phaseSinceMs: z.number(),
  estimate: estimateSchema.optional(),
  /** What each phase until the open outer door takes by the planner, in the order of the sequence. Only while it runs; a phase that is over is not told anew. */
  plan: z.array(z.object({ phase: collectionPhaseSchema, seconds: z.number().min(0) })).optional(),
  paused: z.boolean(),
  /** Position in the queue; 0 while it runs. */
  ahead: z.number().int().min(0),
});

/** Everything a screen may know of the tower. Measured values, never commanded ones. */
export const towerSnapshotSchema = z.object({
  siteId: z.string(),
  bootId: z.string(),
  /** Monotonic ms of the controller at which this was true. */
  atMs: z.number(),
  mode: modeSchema,
  /** Asked for by the key switch or a person, and not reached yet. */
  modeRequested: modeRequestSchema.shape.mode.optional(),
  maintenance: maintenanceViewSchema.optional(),
  /** The motion lease that lives, or the last one of this stay in manual mode. */
  motionLease: motionLeaseViewSchema.optional(),
  alarms: alarmBoardSchema.optional(),
  state: towerStateSchema,
  /** Present while motion is stopped or refused: first cause first. */
  reasons: z.array(reasonSchema),
  /** A fresh reset is needed before anything moves; by whom. */
  resetNeeded: z.enum(['customer', 'operator', 'technician']).optional(),
  /** Where that reset is given: what the safety hardware has stopped is reset by the button at the panel only. */
  resetAt: z.enum(['panel', 'anywhere']).optional(),
  /** What *recovering* found: sentences with object and places. */
  recovery: z.array(z.object({ object: z.string(), journal: z.string(), sensors: z.string(), word: z.string() })),
  /** Places out of service; absent while there is none. */
  quarantines: outOfServiceSchema.optional(),
  /** Events around the tower that have not been released; absent while there is none. */
  siteEvents: z.array(siteEventViewSchema).optional(),
  /** Calls of the staff that have not ended; absent while there is none. */
  staffCalls: z.array(staffCallViewSchema).optional(),
  /** Judged by the rules that judge a request, whenever something changes. */
  offers: z.object({ collect: offerSchema, bringBack: offerSchema }).optional(),
  /** Highest gust of the last minute against the site's limit for work, while a storm holds it up. `gustMPerS` absent: no reading (a null would be lost in a merge patch). */
  wind: z.object({ gustMPerS: z.number().optional(), limitMPerS: z.number() }).optional(),
  axes: z.record(z.string(), axisViewSchema),
  doors: z.record(z.string(), doorViewSchema),
  bays: z.record(z.string(), bayViewSchema),
  cells: z.record(z.string(), cellViewSchema),
  /** Cars that are being brought back; absent while there is none. */
  returns: z.array(returnViewSchema).optional(),
  /** What goes on at the coin slot; absent while nothing does. */
  coin: z.enum(['awaiting', 'verifying', 'returning']).optional(),
  carriage: z.object({ palletId: z.string().optional(), carId: z.string().optional(), state: z.enum(['empty', 'loaded', 'unknown']) }),
  collections: z.array(collectionViewSchema),
  /** Every order that has not ended, collections among them. */
  orders: z.array(orderViewSchema),
});

export type TowerState = z.infer<typeof towerStateSchema>;
export type TowerSnapshot = z.infer<typeof towerSnapshotSchema>;
export type CollectionView = z.infer<typeof collectionViewSchema>;
export type ReasonView = z.infer<typeof reasonSchema>;
export type Quality = z.infer<typeof qualitySchema>;
