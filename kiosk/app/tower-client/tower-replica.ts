import { serverMessageSchema, towerSnapshotSchema } from '../../../controller/api/contract/index.ts';
import type { ServerMessage, TowerSnapshot } from '../../../controller/api/contract/index.ts';
import { mergePatch } from './merge-patch.ts';

/** The page's copy of the tower's snapshot. */
export interface TowerReplica {
  readonly tower: TowerSnapshot | undefined;
  /** Number of the last message applied; undefined until the first snapshot, and while a fresh one is awaited. */
  readonly seq: number | undefined;
}

/** A copy of nothing: no message has come. */
export const emptyReplica: TowerReplica = { tower: undefined, seq: undefined };

/** A message of the live channel; undefined when it is outside the contract. */
export function parseMessage(text: string): ServerMessage | undefined {
  try {
    const parsed = serverMessageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Not JSON: treated like any other message outside the contract, by asking for a fresh snapshot.
    return undefined;
  }
}

/**
 * The copy after one message. `resync`: a gap, or something that the contract does not know; the copy stays what it was, and
 * a fresh snapshot must be asked for. Deltas that come before that snapshot have nothing to stand on and change nothing.
 */
export function applyMessage(
  replica: TowerReplica,
  message: ServerMessage | undefined,
): { readonly replica: TowerReplica; readonly resync: boolean } {
  if (message === undefined) return { replica: { ...replica, seq: undefined }, resync: true };
  if (message.type === 'snapshot') return { replica: { tower: message.tower, seq: message.seq }, resync: false };
  if (message.type !== 'delta' || replica.seq === undefined || message.seq <= replica.seq) return { replica, resync: false };
  const isNext = message.seq === replica.seq + 1;
  const merged = isNext ? towerSnapshotSchema.safeParse(mergePatch(replica.tower, message.patch)) : undefined;
  if (merged?.success !== true) return { replica: { ...replica, seq: undefined }, resync: true };
  return { replica: { tower: merged.data, seq: message.seq }, resync: false };
}
