import { z } from 'zod';

/**
 * How far a purchase is: sentences stand under `purchase.<state>`. reserved: the price stands and nobody else gets the car · handedOff: the contract
 * waits at `signUrl` · signed: both sides have signed · sold: the car has left the inventory · lapsed, cancelled: it is everybody's again.
 */
export const purchaseStateSchema = z.enum(['reserved', 'handedOff', 'signed', 'sold', 'lapsed', 'cancelled']);

/** `POST /api/v1/purchases` (phone), with `Idempotency-Key`: reserves the car and locks its price. `bookingId`: the drive on which it is out. */
export const purchaseRequestSchema = z.strictObject({ carId: z.string().min(1).max(40), bookingId: z.string().min(1).max(40).optional() });

/**
 * A purchase as its buyer sees it. `POST /api/v1/purchases/{purchaseId}/contracts` hands it to whoever makes the contract, `…/cancellations` ends it,
 * `GET /api/v1/purchases/{purchaseId}` looks where the contract is. Amounts are in the minor unit of the currency (ISO 4217).
 */
export const purchaseViewSchema = z.object({
  purchaseId: z.string(),
  carId: z.string(),
  brand: z.string(), model: z.string(), plate: z.string(), vin: z.string(),
  state: purchaseStateSchema,
  priceMinor: z.number().int(),
  currency: z.string(),
  /** Until when the price stands, unless the contract is signed by then. */
  lockedUntilUtcMs: z.number(),
  /** Where the buyer reads and signs; present while the contract waits. */
  signUrl: z.string().optional(),
  /** The drive on which it is out with its buyer, or the booking with which the buyer fetches it from the tower. */
  bookingId: z.string().optional(),
  createdUtcMs: z.number(),
  changedUtcMs: z.number(),
});
/** `GET /api/v1/purchases` (phone): the member's own, the newest first. */
export const purchasesSchema = z.object({ purchases: z.array(purchaseViewSchema) });

export type PurchaseRequest = z.infer<typeof purchaseRequestSchema>;
export type PurchaseView = z.infer<typeof purchaseViewSchema>;
