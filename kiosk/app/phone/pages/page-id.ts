/** Pages of a member and of a booking that are mounted in the shell. */
export type PageId = 'P10' | 'P11' | 'P12' | 'P13' | 'P14' | 'P15' | 'P16' | 'P17' | 'extend' | 'swap' | 'buy';
