import { z } from 'zod';

/**
 * `GET /api/v1/service`, open: what beside the machine decides what a customer can do now. What the machine itself would take on stands in the
 * tower snapshot, as `offers`.
 */
export const serviceSchema = z.object({
  utcMs: z.number(),
  hours: z.object({
    /** A booking may begin now. A car that is out is taken back at any hour, and one that is booked is handed out in its window. */
    open: z.boolean(),
    /** When that changes next, ms of UTC; absent at a site that never closes. */
    changesAtUtcMs: z.number().optional(),
  }),
  /** none: this tower works without one · lost: it does not answer; what has been issued goes on working. */
  backend: z.enum(['none', 'connected', 'lost']),
  /** Since when it does not answer. */
  backendLostSinceUtcMs: z.number().optional(),
  /** Amounts can be held and taken. Without, nothing that costs anything can be begun. */
  payments: z.boolean(),
});
export type ServiceView = z.infer<typeof serviceSchema>;
