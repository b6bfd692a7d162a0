import type { OneTextStore } from './rim.port.ts';

const KEY = 'carillon.pass';

/** Keeps the pass that the member asked to be kept, in this browser. A browser that keeps nothing (private mode, some web views) says so. */
export const browserPassStore: OneTextStore = {
  read: () => {
    try {
      return localStorage.getItem(KEY) ?? undefined;
    } catch {
      // Storage is closed to this page: there is nothing to read.
      return undefined;
    }
  },
  write: (text) => {
    try {
      localStorage.setItem(KEY, text);
      return true;
    } catch {
      return false;
    }
  },
  erase: () => {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Storage is closed to this page: nothing was kept in it.
    }
  },
};
