/** What makes a moment a boundary. Polling makes none. */
export const BOUNDARY_KINDS = ['journal', 'frame', 'output', 'transition', 'contact'] as const;
export type BoundaryKind = (typeof BOUNDARY_KINDS)[number];

/** A moment of a sequence at which the power may go: after it the world, or what is known of it, is another one. */
export interface Boundary {
  readonly kind: BoundaryKind;
  /** From 1 on, within its kind. */
  readonly nth: number;
  /** What happens there, in words that are the same in each replay. */
  readonly label: string;
  readonly atMs: number;
  /**
   * Two boundaries with the same text fall between the same two changes of the world outside the controller: line, lines, disk, plant and time are
   * the same, so a cut at either leaves the same to whoever boots afterwards. It is played once and counted for each.
   */
  readonly instant: string;
}

/** How many boundaries of each kind a sequence has. */
export type BoundaryCounts = Readonly<Record<BoundaryKind, number>>;

/** The name by which a boundary is found again in another run of the same sequence. */
export const nameOf = ({ kind, nth, label }: Boundary): string => `${kind} ${String(nth)}: ${label}`;

/** Counts them by kind. */
export function countsOf(boundaries: readonly Boundary[]): BoundaryCounts {
  const counts = { journal: 0, frame: 0, output: 0, transition: 0, contact: 0 };
  for (const { kind } of boundaries) counts[kind] += 1;
  return counts;
}

/** Whether a cut at this boundary finds a write half done. */
export const isTorn = ({ kind, label }: Pick<Boundary, 'kind' | 'label'>): boolean => kind === 'journal' && label.startsWith('in the middle of');
