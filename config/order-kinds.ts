import { workKinds } from './schema/plans.schema.ts';

/** What the tower can be asked to do as a whole: work, and the cycle of a bay's door, which moves nothing but that door. */
export const orderKinds = [...workKinds, 'cycleDoors'] as const;
export type OrderKind = (typeof orderKinds)[number];
