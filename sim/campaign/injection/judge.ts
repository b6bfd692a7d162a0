import { machineMoves } from '../../scenarios/plays.ts';
import type { PlantState } from '../../plant/plant.port.ts';
import type { PlayedFault } from '../catalogue/fault-row.ts';
import type { Injection } from './inject.ts';
import type { Scene } from './ongoing.ts';

const LOOK_MS = 50;
const STILL_MM_PER_S = 2;

/** Watches whether what a fault requires comes. */
export interface Watch {
  /** Says what was not as required; undefined while all is. */
  readonly unmet: () => string | undefined;
  readonly end: () => void;
}

const movingAxes = ({ axes }: PlantState): readonly string[] =>
  (['lift', 'travel', 'turn', 'shuttle'] as const).filter((id) => Math.abs(axes[id]?.velocityMmPerS ?? 0) > STILL_MM_PER_S);

function moves(state: PlantState, of: 'machine' | 'lift' | 'shuttle'): boolean {
  return of === 'machine' ? machineMoves(state) : movingAxes(state).includes(of);
}

/** Begins to watch one injection, until it is told to end. */
export function watchOutcome({ subject }: Scene, { judged, required }: PlayedFault, injection: Injection): Watch {
  const { plant: { state }, clock } = subject.stage;
  /** Since when it lasts. By the clock and not by the looks: quiet time is skipped, and so are the looks in it. */
  let sinceMs: number | undefined;
  let moving: readonly string[] = movingAxes(state);
  let unmet: string | undefined;
  const look = (): void => {
    sinceMs = injection.inForce() ? (sinceMs ?? clock.nowMs() - LOOK_MS) : undefined;
    const forMs = sinceMs === undefined ? 0 : Math.round(clock.nowMs() - sinceMs);
    const now = movingAxes(state);
    if (judged.by === 'stands' && forMs > judged.afterMs && moves(state, judged.of)) unmet ??= `${required}: ${now.join() || 'a door'} moves ${String(forMs)} ms after it`;
    if (judged.by === 'startsNothing' && forMs > judged.afterMs && now.some((axis) => !moving.includes(axis))) unmet ??= `${required}: ${now.join()} starts ${String(forMs)} ms after it`;
    moving = now;
  };
  const end = subject.clock.every(LOOK_MS, look);
  return {
    unmet: () => unmet ?? (judged.by === 'refused' && injection.refused() === false ? `${required}: what was tried was let through` : undefined),
    end,
  };
}
