import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';

/** A measured position with its speed, and when this page heard of it. */
export interface Measured {
  readonly positionMm: number;
  readonly velocityMmPerS: number;
  readonly heardAtMs: number;
}

/** The drawing follows with this time constant, so that it does not jump at every message. */
export const EASE_MS = 100;
/** A position is carried on at its last speed for at most this long: after that the drawing waits for the next measurement. */
export const EXTRAPOLATE_MS = 250;
/** Slack of the drawing where nothing moves. */
export const SLACK_MM = 20;

/**
 * Position to draw at `nowMs`, from the one drawn before. Never farther from the last measured one than 20 mm and what the
 * axis covers in 250 ms at its measured speed: the drawing may be late, it may not invent.
 */
export function shownPosition(before: { readonly shownMm: number; readonly atMs: number } | undefined, measured: Measured, nowMs: number): number {
  const { positionMm, velocityMmPerS, heardAtMs } = measured;
  const aheadMs = Math.min(Math.max(0, nowMs - heardAtMs), EXTRAPOLATE_MS);
  const target = positionMm + (velocityMmPerS * aheadMs) / 1000;
  const share = before === undefined ? 1 : 1 - Math.exp(-Math.max(0, nowMs - before.atMs) / EASE_MS);
  const eased = before === undefined ? target : before.shownMm + (target - before.shownMm) * share;
  const reachMm = SLACK_MM + (Math.abs(velocityMmPerS) * EXTRAPOLATE_MS) / 1000;
  return Math.min(positionMm + reachMm, Math.max(positionMm - reachMm, eased));
}

export type AxisName = 'lift' | 'travel' | 'turn' | 'shuttle';
const AXES: readonly AxisName[] = ['lift', 'travel', 'turn', 'shuttle'];

/** Positions of the carriage to draw: height, place along the aisle, way along the rim of its turntable, and the shuttle's reach; 0 for an axis that the tower does not have. */
export type ShownAxes = Readonly<Record<AxisName, number>>;

/** Follows all axes from picture to picture. */
export function createAxisFollower(): (tower: TowerSnapshot, heardAtMs: number, nowMs: number) => ShownAxes {
  const shown = new Map<AxisName, { readonly shownMm: number; readonly atMs: number }>();
  const measured = new Map<AxisName, Measured>();
  return (tower, heardAtMs, nowMs) => {
    for (const axis of AXES) {
      const view = tower.axes[axis];
      if (view === undefined) continue;
      const last = measured.get(axis);
      const isNew = last?.positionMm !== view.positionMm || last.velocityMmPerS !== view.velocityMmPerS;
      // A message that says nothing of an axis is no fresh measurement of it.
      const current = isNew ? { positionMm: view.positionMm, velocityMmPerS: view.velocityMmPerS, heardAtMs } : last;
      measured.set(axis, current);
      shown.set(axis, { shownMm: shownPosition(shown.get(axis), current, nowMs), atMs: nowMs });
    }
    return { lift: shown.get('lift')?.shownMm ?? 0, travel: shown.get('travel')?.shownMm ?? 0, turn: shown.get('turn')?.shownMm ?? 0, shuttle: shown.get('shuttle')?.shownMm ?? 0 };
  };
}

interface LiveSigns {
  readonly link: string;
  readonly tower: TowerSnapshot | undefined;
  readonly heardAtMs: number;
  readonly toldAtMs?: number;
}

/** When the tower last told something; an answer to a ping alone is no measurement. */
export const newsAtMs = ({ toldAtMs, heardAtMs }: Pick<LiveSigns, 'toldAtMs' | 'heardAtMs'>): number => toldAtMs ?? heardAtMs;

/** A drawing older than this while something moves is no longer called true. */
export const STALE_MS = 1000;

/** Whether the positions shown are not measured just now: no connection, silence while moving, or an axis without proof. */
export function isStale(live: LiveSigns, nowMs: number): boolean {
  if (live.link !== 'live' || live.tower === undefined) return true;
  const axes = AXES.flatMap((axis) => live.tower?.axes[axis] ?? []);
  if (axes.some(({ quality }) => quality !== 'good')) return true;
  return axes.some(({ velocityMmPerS }) => velocityMmPerS !== 0) && nowMs - newsAtMs(live) > STALE_MS;
}
