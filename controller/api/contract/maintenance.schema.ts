import { z } from 'zod';
import { toldSchema } from './told.schema.ts';

/**
 * Modes of the tower (PackML, ISA-TR88.00.02). `production`: it works by itself · `maintenance`: entered by the key switch, production is
 * locked out, nothing moves · `manual`: maintenance in which a technician who has signed in moves single axes and bolts, hold-to-run ·
 * `unknown`: the key switch says nothing, or production is not given back yet. Nothing moves.
 */
export const modeSchema = z.enum(['production', 'maintenance', 'manual', 'unknown']);

/** Modes that a person may ask for. */
export const modeRequestSchema = z.strictObject({ mode: z.enum(['production', 'maintenance', 'manual']) });

/**
 * What keeps a requested mode away; each has a sentence `mode.blocked.<code>`. `keyNotAuto`, `keyNotMaintenance`: the key comes first ·
 * `notWaiting`: modes change only while the tower waits (idle, stopped, aborted, held, suspended) · `lockedOut`: somebody's tag hangs
 * there · `hatchOpen` · `personInside`: not proven that nobody is in a bay or the shaft · `doorOpen`: a door towards the shaft is
 * open, and not behind a locked outer door · `forced`: an output is forced · `resetDue`: the reset button at the panel has not been pressed since the key was turned back.
 */
export const modeBlockSchema = z.enum(['keyNotAuto', 'keyNotMaintenance', 'notWaiting', 'lockedOut', 'hatchOpen', 'personInside', 'doorOpen', 'forced', 'resetDue']);

/** A personal lock-out tag. While one hangs, production is locked out; only `who` takes it away. It outlives a restart. */
export const lockoutSchema = z.object({ lockoutId: z.string(), who: z.string(), note: z.string(), sinceUtcMs: z.number() });

/** `POST /api/v1/lockouts` (technician): hangs up the tag of the one who has signed in. `DELETE /api/v1/lockouts/:lockoutId` takes it away. */
export const newLockoutSchema = z.strictObject({ note: z.string().max(200).default('') });

/** An output that a technician holds at a level. Lamps and horn only; nothing that moves or belongs to the safety chain can be forced. */
export const forceSchema = z.object({ deviceId: z.string(), output: z.string(), level: z.boolean(), by: z.string(), sinceUtcMs: z.number() });

/** `PUT /api/v1/forces` (technician): forces a signal output; `level` null lets go. Manual mode only. */
export const forceRequestSchema = z.strictObject({ deviceId: z.string().min(1).max(40), output: z.string().min(1).max(40), level: z.boolean().nullable() });

/**
 * Motions of manual mode. `jog`: towards one end of the axis at reduced speed, while held · `jogIn`: the shuttle towards the centre ·
 * `jogOut`: away from a final limit that has opened, and only away · `step…`: one stroke of a bolt or door. Bays as in `inner.stepOpen:A`.
 */
export const maintenanceMotionKindSchema = z.enum([
  'lift.jog', 'travel.jog', 'shuttle.jog', 'turn.jog', 'shuttle.jogIn', 'lift.jogOut', 'travel.jogOut', 'turn.jogOut', 'shuttle.jogOut',
  'lockPin.stepIn', 'lockPin.stepOut', 'fork.stepEngage', 'fork.stepRelease', 'palletLock.stepLock', 'palletLock.stepUnlock',
  'inner.stepOpen', 'inner.stepClose', 'outer.stepOpen', 'outer.stepClose',
]);

/**
 * `POST /api/v1/motion-leases` (technician). `direction` is needed by `jog` and `jogOut` of an axis: `plus` is up, away from the street end
 * of the aisle, right. Answered as soon as the lease is given; the motion begins then. Only one lease in the whole tower.
 */
export const newMotionLeaseSchema = z.strictObject({
  motion: maintenanceMotionKindSchema,
  bay: z.string().min(1).max(32).optional(),
  direction: z.enum(['plus', 'minus']).optional(),
});

/**
 * A given lease. Renew it every `renewEveryMs` by `POST /api/v1/motion-leases/:leaseId/renewals`; it ends at `DELETE
 * /api/v1/motion-leases/:leaseId`, after `silentAfterMs` without renewal, and at the latest after `longestMs`. Judged in the control core.
 */
export const motionLeaseSchema = z.object({ leaseId: z.string(), motion: z.string(), renewEveryMs: z.number(), silentAfterMs: z.number(), longestMs: z.number() });

/** Why a lease has ended. Sentences `lease.ended.<code>`. */
export const leaseEndSchema = z.enum(['released', 'silent', 'tooLong', 'enablingReleased', 'keyTurned', 'modeLeft', 'stopped', 'arrived', 'refused', 'faulted']);

/** `motionLease` of the snapshot: the one that lives, or the last one, with why it has ended. */
export const motionLeaseViewSchema = z.object({
  leaseId: z.string(),
  motion: z.string(),
  direction: z.enum(['plus', 'minus']).optional(),
  /** For technicians who have signed in only. */
  by: z.string().optional(),
  alive: z.boolean(),
  ended: leaseEndSchema.optional(),
  /** About `refused` and `faulted`: in English, and for the page to say. */
  detail: z.string().optional(),
  told: toldSchema.optional(),
});

/** `maintenance` of the snapshot. */
export const maintenanceViewSchema = z.object({
  key: z.enum(['auto', 'maintenance', 'unknown']),
  /** The three-position enabling device: pressed to its middle. `stale`: pressed too long or since before manual mode; let go and press again. */
  enabling: z.enum(['pressed', 'released', 'stale', 'unknown']),
  /** What keeps production away now; empty in production. */
  blocks: z.array(modeBlockSchema),
  /** Names and notes for technicians who have signed in only. */
  lockouts: z.array(lockoutSchema.partial({ who: true, note: true })),
  forces: z.array(forceSchema.partial({ by: true })),
  /** When the technician expects to be done, ms of UTC, where one has said so. */
  untilUtcMs: z.number().optional(),
});

/**
 * `PUT /api/v1/maintenance/end` (technician): in how many minutes customers may expect the tower back; null takes it back. Said to everybody, binds nobody,
 * and is forgotten when production is given back or the controller starts again.
 */
export const maintenanceEndSchema = z.strictObject({ minutes: z.number().int().min(1).max(7 * 24 * 60).nullable() });

/** One thing that the I/O view shows. */
const ioPointSchema = z.object({
  name: z.string(),
  /** As the wire brought it, before anything is derived; null when it was never seen. */
  raw: z.union([z.boolean(), z.number(), z.string(), z.null()]),
  /** ms since it was last confirmed; null when never. */
  ageMs: z.number().nullable(),
});

/** `GET /api/v1/io` (technician): everything that comes in and goes out, and what is made of it, at one instant. */
export const ioViewSchema = z.object({
  atMs: z.number(),
  lines: z.array(ioPointSchema),
  devices: z.array(z.object({ deviceId: z.string(), bus: z.string(), link: z.string(), points: z.array(ioPointSchema) })),
  facts: z.array(z.object({
    name: z.string(),
    value: z.boolean().nullable(),
    cause: z.string(),
    /** ms since it has this value; null when it always had. */
    forMs: z.number().nullable(),
    ageMs: z.number().nullable(),
    sources: z.array(z.string()),
  })),
});

export type Mode = z.infer<typeof modeSchema>;
export type ModeBlock = z.infer<typeof modeBlockSchema>;
export type RequestedMode = z.infer<typeof modeRequestSchema>['mode'];
export type LockoutView = z.infer<typeof lockoutSchema>;
export type ForceView = z.infer<typeof forceSchema>;
export type NewMotionLease = z.infer<typeof newMotionLeaseSchema>;
export type MotionLease = z.infer<typeof motionLeaseSchema>;
export type LeaseEnd = z.infer<typeof leaseEndSchema>;
export type MotionLeaseView = z.infer<typeof motionLeaseViewSchema>;
export type MaintenanceView = z.infer<typeof maintenanceViewSchema>;
export type IoView = z.infer<typeof ioViewSchema>;
