import { z } from 'zod';
import { bookingViewSchema } from './requests.schema.ts';

/** `GET /api/v1/bookings` (phone): the member's own. */
export const bookingsSchema = z.object({ bookings: z.array(bookingViewSchema) });
export type BookingsView = z.infer<typeof bookingsSchema>;
