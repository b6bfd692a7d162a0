import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** One page of a list, as much as there is room for. */
export interface Pages<Item> {
  readonly shown: readonly Item[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly turn: (by: 1 | -1) => void;
  /** The box that the items lie in; its columns are those of its grid. */
  readonly box: RefObject<HTMLDivElement | null>;
}

/** Before anything is measured. */
const FIRST_GUESS = 6;

/** Height of the tallest item that is shown; 0 while none is. */
const tallestIn = (box: HTMLElement): number => Math.max(0, ...[...box.children].map((child) => (child instanceof HTMLElement ? child.offsetHeight : 0)));

/** How many items of that height the box holds; whole rows, at least one. */
function roomOf(box: HTMLElement, tallest: number): number {
  const { rowGap, gridTemplateColumns, paddingTop, paddingBottom } = getComputedStyle(box);
  const gap = Number.parseFloat(rowGap) || 0;
  const height = box.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
  const rows = Math.max(1, Math.floor((height + gap) / (tallest + gap)));
  return rows * Math.max(1, gridTemplateColumns.split(' ').length);
}

/** Parts a list into pages that fit into a box, so that nothing scrolls. */
export function usePages<Item>(items: readonly Item[]): Pages<Item> {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(FIRST_GUESS);
  const [wanted, setWanted] = useState(0);
  // The tallest seen so far at this width: a page must not be fuller than the one with the longest names.
  const seen = useRef({ width: 0, tallest: 0 });
  useLayoutEffect(() => {
    const found = box.current;
    if (found === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width } = found;
      const tallest = Math.max(tallestIn(found), seen.current.width === width ? seen.current.tallest : 0);
      seen.current = { width, tallest };
      if (tallest > 0) setRoom(roomOf(found, tallest));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(found);
    return () => { observer.disconnect(); };
  }, [items.length, wanted, room]);
  const pages = Math.max(1, Math.ceil(items.length / room));
  // Somebody may have taken the last cars of the last page.
  const page = Math.min(wanted, pages - 1);
  return { shown: items.slice(page * room, (page + 1) * room), page, pages, turn: (by) => { setWanted(Math.max(0, Math.min(pages - 1, page + by))); }, box };
}
