/** What a lease is for: the carriage (lift, travel, shuttle and its bolts as one), or a bay. */
export type LeaseResource = 'carriage' | `bay:${string}`;

/** The right to move a resource. Its number is greater than that of every lease before it, across restarts. */
export interface Lease { readonly resource: LeaseResource; readonly number: number; readonly holder: string }
