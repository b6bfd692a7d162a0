import type { BookingPage, MemberPage } from './mounted-page.ts';

/** Pages of one booking, in the order in which its place offers them. */
export const bookingPages: readonly BookingPage[] = [];
/** Pages of the member, in the order of the bar at the foot. */
export const memberPages: readonly MemberPage[] = [];
