import { z } from 'zod';
import { quantity } from './quantity.schema.ts';

/** Cycle times, ages and limits of the control core. */
export const controlSchema = z.strictObject({
  scanMs: quantity('ms', 5, 50, 'the scan reads, decides and writes once per period'),
  watchdogToggleMs: quantity('ms', 5, 100, 'the watchdog output toggles at least this often'),
  relayWatchdogMs: quantity('ms', 40, 500, 'the safety relay drops run-enable after this silence'),
  maxAgeMs: z
    .record(z.string(), quantity('ms', 20, 2000, 'older than this is unknown'))
    .describe('Oldest confirmation that still counts, by bus id, and `gpio`.'),
  safeHoldMs: quantity('ms', 0, 2000, 'a safe value is believed only after it has held'),
  discrepancyMs: quantity('ms', 50, 3000, 'two channels of one fact may differ this long'),
  motionStartMs: quantity('ms', 100, 5000, 'commanded motion must show by then'),
  stillVelocityMmPerS: quantity('mm/s', 0.5, 10, 'slower than this is standing'),
  uncommandedMotionMm: quantity('mm', 1, 50, 'movement without command beyond this is a fault'),
  stopTimeoutMs: quantity('ms', 500, 20_000, 'a stop must be proven by then'),
  positionAgreementMm: quantity('mm', 2, 50, 'drive position and distance meter may differ this much'),
});

/** Proofs and times of a bay. */
export const bayRulesSchema = z.strictObject({
  palletOnlyToleranceKg: quantity('kg', 5, 200, 'the lightest person on the table must not count as pallet only'),
  emptyHoldMs: quantity('ms', 500, 10_000, 'both proofs of an empty bay must hold this long'),
  outerDoorHoldOpenMs: quantity('ms', 500, 30_000, 'the door stays open this long after the car has left'),
  customerTimeoutMs: quantity('ms', 60_000, 3_600_000, 'after this staff are called; nothing moves by itself'),
  settleMs: quantity('ms', 3000, 30_000, 'a car without its brake has begun to roll, and a loose tailgate has opened, by then').default(5000),
  rollMm: quantity('mm', 10, 100, 'tyres and springs settle by less; what has moved further rolls').default(30),
  shiftKg: quantity('kg', 5, 40, 'a small child weighs more than 15 kg').default(15),
  mendMs: quantity('ms', 10_000, 600_000, 'so long a driver may mend what keeps the car out: mirrors, tailgate, where it stands').default(90_000),
  allClearMs: quantity('ms', 3000, 120_000, 'the two points of one all-clear lie no further apart').default(30_000),
});

/** Recognition of a customer. */
export const identitySchema = z.strictObject({
  matchDistance: quantity('', 0.3, 0.5, 'above 0.5 strangers match; the default of the library, 0.6, is never allowed'),
  secondBestMargin: quantity('', 0, 0.3, 'distance to the second best template in a small gallery'),
  faceAttempts: quantity('', 1, 5, 'attempts before face is paused').int(),
  codeAttempts: quantity('', 3, 10, 'wrong codes before codes are paused').int(),
  lockoutMs: quantity('ms', 60_000, 7_200_000, 'how long a way of recognition stays paused'),
  secondFactorForFace: z.boolean().describe('Ask for the code as well after a face match.'),
});

/** The customer screen; sizes on it are given in millimetres. */
export const screenSchema = z.strictObject({
  diagonalInches: quantity('in', 10, 65, 'kiosk screens'),
  widthPx: quantity('px', 480, 7680, 'kiosk screens').int(),
  heightPx: quantity('px', 480, 7680, 'kiosk screens').int(),
  watchesPresence: z.boolean().default(true).describe('The camera counts faces while personal details are shown, and covers them when nobody is there. No picture is kept.'),
});

const listener = z.strictObject({
  host: z.string().min(1),
  port: quantity('', 0, 65_535, 'TCP port; 0 takes any free one').int(),
  tls: z.strictObject({ certificatePath: z.string().min(1), keyPath: z.string().min(1) }).optional(),
});

/** Listeners. Anything but loopback needs TLS. */
export const networkSchema = z.strictObject({ controller: listener, phone: listener });
