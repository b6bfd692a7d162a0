/** Pages of a member and of a booking that are mounted in the shell. */
export const pageIds = ['P10', 'P11', 'P12', 'P13', 'P14', 'P15', 'P16', 'P17', 'extend', 'swap', 'buy'] as const;
export type PageId = (typeof pageIds)[number];
