import type { TowerSnapshot } from '../../api/contract/index.ts';
import { mergePatch } from './merge-patch.ts';

type Listener = (seq: number, patch: Readonly<Record<string, unknown>>) => void;

/** Keeps the last published snapshot and tells subscribers what has changed since. */
export interface Publisher {
  readonly latest: () => { readonly seq: number; readonly tower: TowerSnapshot };
  /** Compares a fresh snapshot with the last one; a snapshot that differs in its time only is not published. */
  readonly publish: (fresh: TowerSnapshot) => void;
  /** Whether anybody has subscribed. */
  readonly isWatched: () => boolean;
  readonly subscribe: (listener: Listener) => () => void;
}

/** `report` is told of a listener that threw; the others are told all the same. */
export function createPublisher(first: TowerSnapshot, report: (error: unknown) => void): Publisher {
  const listeners = new Set<Listener>();
  let seq = 0;
  let tower = first;
  return {
    latest: () => ({ seq, tower }),
    publish: (fresh) => {
      const patch = mergePatch(tower, { ...fresh, atMs: tower.atMs });
      if (patch === undefined) return;
      seq += 1;
      tower = fresh;
      for (const listener of listeners) {
        try {
          listener(seq, { ...patch, atMs: fresh.atMs });
        } catch (error) {
          report(error);
        }
      }
    },
    isWatched: () => listeners.size > 0,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
