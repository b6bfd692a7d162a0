import { z } from 'zod';
import { towerSnapshotSchema } from './tower.schema.ts';

/**
 * Messages of the WebSocket `/api/v1/live`. After `hello` the server sends one `snapshot`, then `delta`s whose `seq` rises by
 * one. A client that sees a gap asks for a snapshot again. A delta is a JSON merge patch (RFC 7396) on the tower snapshot.
 * Names of persons are left out, but for a client that has shown the token of a technician's session (`session`; `null` takes it back), and as
 * long as that session lives. A fresh snapshot answers it.
 */
export const serverMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), protocol: z.literal(1), bootId: z.string(), siteId: z.string() }),
  z.object({ type: z.literal('snapshot'), seq: z.number().int(), tower: towerSnapshotSchema }),
  z.object({ type: z.literal('delta'), seq: z.number().int(), patch: z.record(z.string(), z.unknown()) }),
  z.object({ type: z.literal('pong'), id: z.number().int() }),
]);

export const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('resync') }),
  z.object({ type: z.literal('ping'), id: z.number().int() }),
  z.object({ type: z.literal('session'), token: z.string().max(200).nullable() }),
]);

export type ServerMessage = z.infer<typeof serverMessageSchema>;
export type ClientMessage = z.infer<typeof clientMessageSchema>;
