import { useSyncExternalStore } from 'react';
import type { TowerSnapshot } from '../../../controller/api/contract/index.ts';
import type { LiveState, LiveStore } from './live-store.ts';

/** The live state in a component; it renders again when link or tower changed. */
export function useLive(live: LiveStore): LiveState {
  // The state object also changes when only the time of the last message does, so link and tower are followed apart.
  useSyncExternalStore(live.subscribe, () => live.read().tower);
  useSyncExternalStore(live.subscribe, () => live.read().link);
  return live.read();
}

/** The tower as last heard. */
export function useTower(live: LiveStore): TowerSnapshot | undefined {
  return useSyncExternalStore(live.subscribe, () => live.read().tower);
}
