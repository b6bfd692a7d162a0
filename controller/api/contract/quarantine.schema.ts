import { z } from 'zod';

/** Why a place is out of service; sentences `quarantine.<reason>`. */
export const quarantineReasonSchema = z.enum([
  'palletMissing', 'phantomCar', 'placeTaken', 'wrongPallet', 'palletBetween', 'declaredByHand', 'mapEdited', 'brakeDidNotHold', 'sensorFailed', 'doorFailed', 'leak', 'carCannotLeave', 'orderStalled', 'byPerson',
]);

/** Places out of service, in the tower snapshot for every screen: without the names and words of persons. */
export const outOfServiceSchema = z.array(z.object({ place: z.string(), reason: quarantineReasonSchema, sinceUtcMs: z.number() }));

export type QuarantineReason = z.infer<typeof quarantineReasonSchema>;
export type OutOfService = z.infer<typeof outOfServiceSchema>;
