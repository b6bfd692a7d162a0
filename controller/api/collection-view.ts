import { backPhases } from '../journal/order-record.ts';
import { statement } from '../journal/statements.ts';
import { storeRefused } from '../bookings/refusal.ts';
import type { Refusal } from '../bookings/refusal.ts';
import type { BegunCollection } from '../bookings/drives/collections.ts';
import { ok } from '../ports.ts';
import type { Result, StoreRow } from '../ports.ts';
import type { ApiParts } from './api.port.ts';
import { collectionPhaseSchema } from './contract/index.ts';
import type { CollectionView } from './contract/index.ts';

type ViewParts = Pick<ApiParts, 'tower' | 'store' | 'clock'>;

/** The core publishes every 50 ms; after this the journal answers instead. */
const PUBLISHED_WITHIN_MS = 1000;

function published({ tower }: ViewParts, collectionId: string): CollectionView | undefined {
  return tower.snapshot().tower.collections.find((view) => view.collectionId === collectionId);
}

/** Waits for the core to publish a collection that it has just taken on. */
function whenPublished(parts: ViewParts, collectionId: string): Promise<CollectionView | undefined> {
  const now = published(parts, collectionId);
  if (now !== undefined) return Promise.resolve(now);
  return new Promise((resolve) => {
    const settle = (view: CollectionView | undefined): void => {
      unsubscribe();
      parts.clock.clearTimeout(timer);
      resolve(view);
    };
    const unsubscribe = parts.tower.subscribe(() => {
      const view = published(parts, collectionId);
      if (view !== undefined) settle(view);
    });
    const timer = parts.clock.setTimeout(() => settle(published(parts, collectionId)), PUBLISHED_WITHIN_MS);
  });
}

/** To its customer a delivery that goes home again is cancelled. */
function shownPhase(phase: unknown): CollectionView['phase'] {
  if (backPhases.some((back) => back === phase)) return 'cancelled';
  const known = collectionPhaseSchema.safeParse(phase);
  return known.success ? known.data : 'stalled';
}

function fromJournal(parts: ViewParts, row: StoreRow): CollectionView {
  return {
    collectionId: String(row['collectionId']),
    carId: String(row['carId']),
    palletId: String(row['palletId']),
    fromCell: String(row['fromCell']),
    bay: String(row['bay']),
    phase: shownPhase(row['phase']),
    phaseSinceMs: parts.tower.snapshot().tower.atMs,
    paused: false,
    ahead: 0,
  };
}

/** A collection as the core shows it now, or as the journal remembers it; undefined when there never was one. */
export async function readCollection(parts: ViewParts, collectionId: string): Promise<Result<CollectionView | undefined, Refusal>> {
  const view = published(parts, collectionId);
  if (view !== undefined) return ok(view);
  const read = await parts.store.read(statement('collection.one', { collectionId }));
  if (!read.ok) return storeRefused(read.error);
  const [row] = read.value;
  return ok(row === undefined ? undefined : fromJournal(parts, row));
}

/** A collection that has just begun. */
export async function collectionView(parts: ViewParts, begun: BegunCollection): Promise<Result<CollectionView, Refusal>> {
  const view = await whenPublished(parts, begun.collectionId);
  if (view !== undefined) return ok(view);
  const read = await readCollection(parts, begun.collectionId);
  if (!read.ok) return read;
  const { collectionId, carId, bay } = begun;
  const queued: CollectionView = { collectionId, carId, palletId: '', fromCell: '', bay, phase: 'queued', phaseSinceMs: parts.tower.snapshot().tower.atMs, paused: false, ahead: 0 };
  return ok(read.value ?? queued);
}
