import { useSyncExternalStore } from 'react';
import { systemSkin } from '../../look/appearance.ts';
import type { Display } from '../flow/session-context.ts';

/** What the person or the system has asked of the picture. */
export interface Calm {
  /** Nothing glides. */
  readonly isStill: boolean;
  /** Strong contrast: lines, no glass. */
  readonly isStrong: boolean;
}

const QUERIES = ['(prefers-reduced-motion: reduce)', '(prefers-contrast: more)', '(forced-colors: active)'] as const;

function onSystemChange(listener: () => void): () => void {
  const lists = QUERIES.map((query) => matchMedia(query));
  for (const list of lists) list.addEventListener('change', listener);
  return () => {
    for (const list of lists) list.removeEventListener('change', listener);
  };
}

const systemAsks = (): string => `${String(matchMedia(QUERIES[0]).matches)} ${String(systemSkin().startsWith('hc') || matchMedia(QUERIES[2]).matches)}`;

/** Follows the choice of the customer and, where there is none, the system's. */
export function useCalm({ skin, isStill = false }: Display): Calm {
  const [still, strong] = useSyncExternalStore(onSystemChange, systemAsks, () => 'false false').split(' ');
  return { isStill: isStill || still === 'true', isStrong: skin === 'auto' ? strong === 'true' : skin.startsWith('hc') };
}
