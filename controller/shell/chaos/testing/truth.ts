import { z } from 'zod';
import type { ControlClient } from '../../simulation/control-socket.ts';

const axis = z.object({ positionMm: z.number(), velocityMmPerS: z.number(), brakeClosed: z.boolean(), torque: z.boolean() });
const truthSchema = z.object({
  timeMs: z.number(),
  axes: z.record(z.string(), axis),
  doors: z.record(z.string(), z.object({ position: z.number(), velocityPerS: z.number(), locked: z.boolean() })),
  pallets: z.record(z.string(), z.object({ place: z.string(), car: z.string().optional() })),
  collisions: z.array(z.unknown()),
  relay: z.object({ runEnabled: z.boolean(), tripped: z.boolean() }),
});
const recordSchema = z.object({
  nowMs: z.number(),
  stalls: z.object({ count: z.number(), longestMs: z.number() }),
  stops: z.array(z.object({
    cause: z.string().optional(), lastEdgeMs: z.number().nullable(), runEnableGoneMs: z.number(), torqueOffMs: z.number().optional(), brakesOnMs: z.number().optional(),
    moving: z.boolean(), stalledMs: z.number(),
  })),
});

/** The plant as it is, over the control socket of its simulator. */
export type Truth = z.infer<typeof truthSchema>;
/** What the recorder beside the plant has seen. */
export type StopRecord = z.infer<typeof recordSchema>;
export type Stop = StopRecord['stops'][number];

const violationsSchema = z.array(z.object({ invariant: z.string(), atMs: z.number(), detail: z.string() }));

/** Looks at the truth. */
export const truthOf = async (hands: ControlClient): Promise<Truth> => truthSchema.parse(await hands.act('truth'));
export const recordOf = async (hands: ControlClient): Promise<StopRecord> => recordSchema.parse(await hands.act('stops'));
/** What the oracle beside the plant objects to, since the tower began. */
export const violationsOf = async (hands: ControlClient): Promise<z.infer<typeof violationsSchema>> => violationsSchema.parse(await hands.act('violations'));

const MOVES_MM_PER_S = 5;

/** Whether any axis or door moves. */
export const moves = ({ axes, doors }: Truth): boolean =>
  Object.values(axes).some(({ velocityMmPerS }) => Math.abs(velocityMmPerS) > MOVES_MM_PER_S) || Object.values(doors).some(({ velocityPerS }) => velocityPerS !== 0);
