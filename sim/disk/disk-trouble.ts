import type { DiskOp } from './disk.ts';

/** How an operation is refused, by the numbers of Linux. */
export const ERRNO = { EIO: 5, ENOSPC: 28, EROFS: 30 } as const;
export type Refusal = keyof typeof ERRNO;

/** What is wrong with a disk from its `fromOp`th changing operation on. */
export interface DiskTrouble {
  readonly refusal: Refusal;
  /** Counted from 1 on: everything that would change the disk, refused or not. */
  readonly fromOp: number;
  /** Only the first operation that it concerns, or all of them. */
  readonly lasts: 'once' | 'forEver';
}

/** Which operations each trouble concerns: a full disk still flushes and removes, a read-only one has nothing to flush, a failing one does nothing. */
const CONCERNS: Readonly<Record<Refusal, ReadonlySet<DiskOp['op']>>> = {
  ENOSPC: new Set(['create', 'write']),
  EROFS: new Set(['create', 'write', 'resize', 'rename', 'remove']),
  EIO: new Set(['write', 'resize', 'flush', 'flushNames']),
};

/** A disk that gets into trouble, and out of it again. */
export interface Ailment {
  /** Asked once before each operation; why it is refused, or undefined. */
  readonly refuses: (op: DiskOp['op']) => Refusal | undefined;
  /** Reading fails as well while a disk fails for ever. */
  readonly refusesRead: () => Refusal | undefined;
  /** How many operations were refused so far. */
  readonly refused: () => number;
  readonly mend: () => void;
}

/** A disk that is well when there is no trouble. */
export function createAilment(trouble: DiskTrouble | undefined): Ailment {
  let [ops, refused, mended] = [0, 0, false];
  const lasts = (): boolean => trouble !== undefined && !mended && ops >= trouble.fromOp && (trouble.lasts === 'forEver' || refused === 0);
  return {
    refuses: (op) => {
      ops += 1;
      if (trouble === undefined || !lasts() || !CONCERNS[trouble.refusal].has(op)) return undefined;
      refused += 1;
      return trouble.refusal;
    },
    refusesRead: () => (trouble?.refusal === 'EIO' && trouble.lasts === 'forEver' && lasts() ? 'EIO' : undefined),
    refused: () => refused,
    mend: () => { mended = true; },
  };
}
