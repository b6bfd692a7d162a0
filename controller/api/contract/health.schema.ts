import { z } from 'zod';
import { linkStateSchema } from './backend.schema.ts';
import { kioskHeartbeatSchema } from './kiosk-heartbeat.schema.ts';

/** `GET /api/v1/health`, open: 200 while everything that the tower needs to work is well, 503 otherwise. */
export const healthSchema = z.object({
  ok: z.boolean(),
  siteId: z.string(),
  bootId: z.string(),
  /** `ok`, or why nothing can be made durable. */
  journal: z.string(),
  /** What the kiosk's shell said last; absent until it has. `ageMs`: how long ago. */
  kiosk: kioskHeartbeatSchema.extend({ ageMs: z.number() }).optional(),
  /** Absent where the tower has no backend. Says nothing about whether the tower is well: it works without. */
  backend: linkStateSchema.optional(),
});
export type Health = z.infer<typeof healthSchema>;
