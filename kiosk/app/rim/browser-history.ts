import type { PlaceHistory } from './rim.port.ts';

const depthIn = (state: unknown): number => (typeof state === 'object' && state !== null && 'depth' in state && typeof state.depth === 'number' ? state.depth : 0);

/** The list behind the phone's own back button. Nothing of a place is written into the address. */
export const browserHistory: PlaceHistory = {
  push: (depth) => {
    history.pushState({ depth }, '');
  },
  pop: (steps) => {
    history.go(-steps);
  },
  onPopped: (listener) => {
    const heard = (event: PopStateEvent): void => {
      listener(depthIn(event.state));
    };
    addEventListener('popstate', heard);
    return () => {
      removeEventListener('popstate', heard);
    };
  },
};
