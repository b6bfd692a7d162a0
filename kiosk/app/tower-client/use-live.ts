import { useRef, useSyncExternalStore } from 'react';
import type { TowerSnapshot } from '../../../controller/api/contract/index.ts';
import type { LiveState, LiveStore } from './live-store.ts';

/** The live state in a component; it renders again when link or tower changed. */
export function useLive(live: LiveStore): LiveState {
  // The state object also changes when only the time of the last message does, so link and tower are followed apart.
  const [tower, link] = [() => live.read().tower, () => live.read().link];
  useSyncExternalStore(live.subscribe, tower, tower);
  useSyncExternalStore(live.subscribe, link, link);
  return live.read();
}

/** The tower as last heard. */
export function useTower(live: LiveStore): TowerSnapshot | undefined {
  const read = (): TowerSnapshot | undefined => live.read().tower;
  return useSyncExternalStore(live.subscribe, read, read);
}

/**
 * A part of what is heard, plain data. It stays the same object until it says something else, and the component renders again only
 * then: positions come twenty times a second, and most of the screen does not depend on them.
 */
export function useLivePart<T>(live: LiveStore, pick: (state: LiveState) => T): T {
  const kept = useRef<{ readonly text: string | undefined; readonly value: T }>(undefined);
  const read = (): T => {
    const value = pick(live.read());
    const text = JSON.stringify(value) as string | undefined;
    if (kept.current === undefined || kept.current.text !== text) kept.current = { text, value };
    return kept.current.value;
  };
  return useSyncExternalStore(live.subscribe, read, read);
}
