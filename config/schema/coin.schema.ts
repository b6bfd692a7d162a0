import { z } from 'zod';
import { quantity } from './quantity.schema.ts';

/** A coin acceptor on the lines `coinHeld` (in) and `coinReturn` (out): its coin starts the delivery of a recognised customer's car. */
export const coinSchema = z.strictObject({
  waitMs: quantity('ms', 5000, 120_000, 'how long a recognised customer may look for the coin before the tower forgets the request'),
  givesBack: z.boolean().describe('The coin is a keepsake: it comes back when it has started the delivery.'),
});
