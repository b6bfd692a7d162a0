/** A pending call of virtual time. Re-used by its owner when it recurs. */
export interface Timer {
  atMs: number;
  /** Order of arming: equal instants fire first come, first served. */
  order: number;
  /** Place in the heap; -1 while it is not pending. */
  index: number;
  readonly fn: () => void;
  /** 0 for a timer that fires once. */
  readonly periodMs: number;
  /** Recurring: fires at `startMs + round * periodMs`. */
  readonly startMs: number;
  round: number;
}

/** A binary heap of timers, earliest first, with removal from anywhere. */
export interface TimerHeap {
  readonly push: (timer: Timer) => void;
  readonly peek: () => Timer | undefined;
  readonly remove: (timer: Timer) => void;
  /** Finds the new place of a pending timer that is due later than it was. */
  readonly postpone: (timer: Timer) => void;
  /** All pending timers in no order; read only. */
  readonly all: () => readonly Timer[];
  /** Restores the order after deadlines were moved. */
  readonly rebuild: () => void;
}

function before(a: Timer, b: Timer): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

function siftUp(heap: Timer[], timer: Timer, from: number): void {
  let at = from;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !before(timer, parent)) break;
    heap[at] = parent;
    parent.index = at;
    at = above;
  }
  heap[at] = timer;
  timer.index = at;
}

function siftDown(heap: Timer[], timer: Timer, from: number): void {
  let at = from;
  for (;;) {
    const left = 2 * at + 1;
    const a = heap[left];
    if (a === undefined) break;
    const b = heap[left + 1];
    const child = b !== undefined && before(b, a) ? b : a;
    if (!before(child, timer)) break;
    const below = child.index;
    heap[at] = child;
    child.index = at;
    at = below;
  }
  heap[at] = timer;
  timer.index = at;
}

/** An empty heap. */
export function createTimerHeap(): TimerHeap {
  const heap: Timer[] = [];
  return {
    push: (timer) => {
      heap.push(timer);
      siftUp(heap, timer, heap.length - 1);
    },
    peek: () => heap[0],
    remove: (timer) => {
      const at = timer.index;
      if (at < 0) return;
      timer.index = -1;
      const last = heap.pop();
      if (last === undefined || last === timer) return;
      siftDown(heap, last, at);
      if (last.index === at) siftUp(heap, last, at);
    },
    postpone: (timer) => { siftDown(heap, timer, timer.index); },
    all: () => heap,
    rebuild: () => {
      heap.sort((a, b) => (before(a, b) ? -1 : 1));
      heap.forEach((timer, index) => (timer.index = index));
    },
  };
}
