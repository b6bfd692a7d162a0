import { z } from 'zod';

/**
 * `POST /api/v1/kiosk/heartbeat` (kiosk), every two seconds from the kiosk's shell; answered with 204. `page`: the page
 * beats; it was silent for longer than it may be; or the shell shows its own out-of-service page. `recoveries`: how often
 * the page had to be restarted since the shell started. `screen`: reference id of what it shows, where that is seen.
 */
export const kioskHeartbeatSchema = z.strictObject({
  page: z.enum(['alive', 'silent', 'outOfService']),
  recoveries: z.number().int().min(0),
  screen: z.string().regex(/^K\d{2}$/u).optional(),
});

export type KioskHeartbeat = z.infer<typeof kioskHeartbeatSchema>;
