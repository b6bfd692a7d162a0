import { done } from '../../../../hal/ports/result.ts';
import type { Statement, Store } from '../../../../hal/ports/store.port.ts';
import type { PlantedBug } from './bug.ts';

const changed = (store: Store, commit: (batch: readonly Statement[]) => ReturnType<Store['commit']>): Store => ({ ...store, commit });
const has = (batch: readonly Statement[], name: string): boolean => batch.some((statement) => statement.name === name);
/** The bug comes back every so often. */
const everyNth = (n: number): (() => boolean) => {
  let count = 0;
  return () => {
    count += 1;
    return count % n === 0;
  };
};

/** Bugs between the controller and its journal. */
export const STORE_BUGS: readonly PlantedBug[] = [
  {
    name: 'skipped-commit', words: 'Every fourth outcome of a motion is said to be durable and was never written.',
    plant: () => {
      const isTurn = everyNth(4);
      return { onStore: (store) => changed(store, (batch) => (has(batch, 'outcome.add') && isTurn() ? Promise.resolve(done) : store.commit(batch))) };
    },
  },
  {
    name: 'journal-after-command', words: 'An intent is said to be durable as soon as it is on its way to the disk; the frame leaves before it is.',
    plant: () => ({ onStore: (store, clock) => changed(store, (batch) => {
      if (!has(batch, 'intent.add')) return store.commit(batch);
      // What has become of it nobody hears.
      clock.setTimeout(() => { void Promise.allSettled([store.commit(batch)]); }, WRITTEN_AFTER_MS);
      return Promise.resolve(done);
    }) }),
  },
  {
    name: 'stale-acknowledgement', words: 'The answer of the disk to the last write passes for the answer to this one.',
    needs: ['DSK1', 'DSK2', 'DSK3', 'DSK4'],
    plant: () => {
      let last: Awaited<ReturnType<Store['commit']>> = done;
      return { onStore: (store) => changed(store, async (batch) => {
        const before = last;
        last = await store.commit(batch);
        return before;
      }) };
    },
  },
  {
    name: 'swapped-slots', words: 'Of two pallets whose places change within half a minute, the second change is booked to the first pallet.',
    plant: () => {
      let last: { readonly palletId: string; readonly count: number } | undefined;
      let commits = 0;
      return { onStore: (store) => changed(store, (batch) => {
        commits += 1;
        const move = batch.find(({ name }) => name === 'pallet.move');
        const palletId = move === undefined ? undefined : String(move.params['palletId']);
        const other = last;
        if (palletId !== undefined) last = { palletId, count: commits };
        if (palletId === undefined || other === undefined || other.palletId === palletId || commits - other.count > SOON) return store.commit(batch);
        return store.commit(batch.map((statement) => (statement.params['palletId'] === palletId ? { ...statement, params: { ...statement.params, palletId: other.palletId } } : statement)));
      }) };
    },
  },
  {
    name: 'forgotten-place', words: 'Every fifth transaction leaves out where the pallet has gone.',
    plant: () => {
      const isTurn = everyNth(5);
      return { onStore: (store) => changed(store, (batch) => store.commit(isTurn() ? batch.filter(({ name }) => name !== 'pallet.move' && name !== 'pallet.claim') : batch)) };
    },
  },
];

/** So late an intent is written that was said to be. */
const WRITTEN_AFTER_MS = 150;
/** So many transactions are soon. */
const SOON = 40;
