import { fault } from '../../../hal/ports/result.ts';
import type { Statement, Store } from '../../../hal/ports/store.port.ts';

/** What is wrong with the disk: `slow` keeps every commit waiting until it is mended. */
export type DiskTrouble = 'full' | 'readOnly' | 'io' | 'slow';

/** Somebody who looks at what is written. */
export type DiskWatcher = (when: 'before' | 'after', batch: readonly Statement[]) => void;

/** The disk under the journal, and how it fails. */
export interface WeakDisk {
  readonly fail: (trouble: DiskTrouble) => void;
  readonly mend: () => void;
  /** Hears of each batch right before it is written and in the instant in which it has become durable. Returns what ends it. */
  readonly watch: (watcher: DiskWatcher) => () => void;
  /** Hears of each batch that the controller is told to be durable, right before it hears of that itself. */
  readonly onAcknowledged: (listener: (batch: readonly Statement[]) => void) => void;
  /** Whether it takes anything at the moment. */
  readonly takes: () => boolean;
  /** The store as the disk lets it be seen. */
  readonly over: (store: Store) => Store;
  /** The store as the controller has it, whoever stands in between, with ears on its answers. */
  readonly heard: (store: Store) => Store;
}

/** A disk that is well. `onCommit` hears of each batch that has become durable, in the instant in which it has. */
export function createWeakDisk(onCommit: ((batch: readonly Statement[]) => void) | undefined): WeakDisk {
  let trouble: DiskTrouble | undefined;
  /** Health follows the last commit, as that of a real store does. */
  let refused: 'full' | 'readOnly' | 'io' | undefined;
  let waiting: (() => void)[] = [];
  const watchers = new Set<DiskWatcher>();
  const listeners: ((batch: readonly Statement[]) => void)[] = [];
  const tell = (when: 'before' | 'after', batch: readonly Statement[]): void => {
    for (const watcher of watchers) watcher(when, batch);
  };
  const commitTo = (store: Store) => async (batch: readonly Statement[]): ReturnType<Store['commit']> => {
    if (trouble === 'slow') await new Promise<void>((resolve) => { waiting.push(resolve); });
    if (trouble !== undefined && trouble !== 'slow') {
      refused = trouble;
      return fault(trouble, `The disk is ${trouble}. Nothing was stored.`);
    }
    tell('before', batch);
    const stored = await store.commit(batch);
    if (stored.ok) {
      refused = undefined;
      tell('after', batch);
      onCommit?.(batch);
    }
    return stored;
  };
  return {
    fail: (next) => { trouble = next; },
    // The daemon's probe finds a mended disk within a second; here it is found at once.
    mend: () => {
      trouble = undefined;
      refused = undefined;
      const held = waiting;
      waiting = [];
      for (const go of held) go();
    },
    watch: (watcher) => {
      watchers.add(watcher);
      return () => { watchers.delete(watcher); };
    },
    onAcknowledged: (listener) => { listeners.push(listener); },
    takes: () => trouble === undefined,
    heard: (store) => ({
      ...store,
      commit: (batch) => {
        const stored = store.commit(batch);
        // Beside the answer and not on its way: whoever listens delays nobody.
        void stored.then(({ ok }) => { if (ok) for (const listener of listeners) listener(batch); }, () => undefined);
        return stored;
      },
    }),
    over: (store) => ({ ...store, commit: commitTo(store), health: () => refused ?? store.health() }),
  };
}
