import { z } from 'zod';
import { towerSnapshotSchema, type TowerSnapshot } from '../../../api/contract/index.ts';
import { nowMs, pause } from '../../up/testing/until.ts';
import type { ChaosTower } from './chaos-tower.ts';
import { truthOf, type Truth } from './truth.ts';
import { untruths } from './untruths.ts';

/** One answer of the API, as any screen would have it. */
export interface Look {
  readonly askedMs: number;
  readonly answeredMs: number;
  readonly shown: TowerSnapshot;
  /** What it claims that has not been true for a second. */
  readonly untruths: readonly string[];
  /** What it claims that is not true now: of the plant since a moment before it was asked. */
  readonly untruthsNow: readonly string[];
}

/** Somebody who watches screen and plant side by side. */
export interface ScreenWatch {
  /** All answers since it was begun or cleared. */
  readonly looks: () => readonly Look[];
  readonly clear: () => void;
  /** The plant as it was seen last. */
  readonly truth: () => Truth | undefined;
  readonly stop: () => Promise<void>;
}

const PLANT_EVERY_MS = 25;
const SCREEN_EVERY_MS = 60;
/** A screen may be this far behind the plant. */
const BEHIND_MS = 1000;
/** Scan, slowest poll round, and the way to the API's thread. */
const NOW_MS = 300;
/** A screen that gets no answer for so long asks again. */
const ANSWER_WITHIN_MS = 1500;

interface Seen { readonly atMs: number; readonly truth: Truth }

/** The tower as every screen shows it; rejects when there is no answer in time. */
export async function shownBy(origin: string): Promise<TowerSnapshot> {
  const response = await fetch(`${origin}/api/v1/tower`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  return z.object({ tower: towerSnapshotSchema }).parse(await response.json()).tower;
}

/** Watches until stopped. */
export function watchScreen({ origin, visit: { hands } }: ChaosTower): ScreenWatch {
  let seen: readonly Seen[] = [];
  let looks: Look[] = [];
  let isOver = false;
  const watchPlant = async (): Promise<void> => {
    while (!isOver) {
      const truth = await truthOf(hands).catch(() => undefined);
      if (truth !== undefined) seen = [...seen.filter(({ atMs }) => nowMs() - atMs < 2 * BEHIND_MS + ANSWER_WITHIN_MS), { atMs: nowMs(), truth }];
      await pause(PLANT_EVERY_MS);
    }
  };
  const watchAnswers = async (): Promise<void> => {
    while (!isOver) {
      const askedMs = nowMs();
      const shown = await shownBy(origin).catch(() => undefined);
      if (shown !== undefined) {
        const answeredMs = nowMs();
        const judge = (sinceMs: number): readonly string[] => {
          const since = seen.filter(({ atMs }) => atMs >= sinceMs);
          const truths = (since.length > 0 ? since : seen.slice(-1)).map(({ truth }) => truth);
          return truths.length === 0 ? [] : untruths(shown, truths);
        };
        looks = [...looks, { askedMs, answeredMs, shown, untruths: judge(answeredMs - BEHIND_MS), untruthsNow: judge(Math.min(askedMs, answeredMs - NOW_MS)) }];
      }
      await pause(SCREEN_EVERY_MS);
    }
  };
  const over = Promise.all([watchPlant(), watchAnswers()]);
  return {
    looks: () => looks,
    clear: () => { looks = looks.slice(-1); },
    truth: () => seen.at(-1)?.truth,
    stop: async () => {
      isOver = true;
      await over;
    },
  };
}
