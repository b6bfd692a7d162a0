import type { Place } from '../../../../config/places.ts';
import type { WordId } from '../../../../config/words/index.ts';
import type { SiteView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { journeyOf } from './journey.ts';
import type { Journey } from './journey.ts';
import { levelAt } from './level-lights.ts';

/** The sounds of the scene; every one is also a caption. `tick` is softer than a touch. */
export type SceneEarcon = 'tick' | 'ok' | 'attention' | 'arrival';

/** Something that has just come in the scene, to be heard and read. */
export interface SceneMoment {
  /** Stable key of the caption. */
  readonly id: 'phase' | 'level' | 'paused' | 'resumed' | 'stale' | 'measured' | 'stayBack' | 'goIn' | 'stored';
  readonly word: WordId;
  readonly values: Readonly<Record<string, string | number>>;
  readonly earcon: SceneEarcon | undefined;
}

/** What of the scene can be heard: kept from one look to the next. */
export interface SceneState {
  readonly journey: Journey | undefined;
  /** Storey of the lift, while it carries the car. */
  readonly level: string | undefined;
  readonly isStale: boolean;
  /** The car stands in its cell: the end of a journey in. */
  readonly storedOn: string | undefined;
}

/** What does not change from look to look: the site with its places (`placesOf`), and whose car is followed. */
export interface Followed {
  readonly site: SiteView;
  readonly places: readonly Place[];
  readonly carId: string | undefined;
}

/** The state of the scene for a snapshot, from the one before. */
export function sceneStateOf(tower: TowerSnapshot, { site, places, carId }: Followed, isStale: boolean, before?: SceneState): SceneState {
  const journey = journeyOf(tower, carId, places);
  const lift = tower.axes['lift']?.positionMm;
  const level = journey?.isCarried === true && lift !== undefined ? levelAt(site.tower.levels, lift, before?.level) : undefined;
  const isTold = journey?.way === 'in' && journey.phase === 'done';
  const hasCome = before?.journey?.way === 'in' && journey === undefined && carId !== undefined
    && Object.values(tower.cells).some((cell) => cell.carId === carId);
  const came = isTold ? journey : hasCome ? before.journey : undefined;
  return { journey, level, isStale, storedOn: came !== undefined ? came.cell?.level : journey === undefined ? before?.storedOn : undefined };
}

const IN_WORDS: Readonly<Partial<Record<Journey['phase'], WordId>>> = {
  closing: 'phase.closing', checking: 'scene.checking', storing: 'scene.storing',
};
/** Phases of a delivery that have a moment of their own name; the hand-over is `goIn`, the opening door `stayBack`. */
const OUT: readonly Journey['phase'][] = ['finding', 'taking', 'coming', 'presenting'];

function phaseMoment({ way, phase }: Journey): SceneMoment | undefined {
  if (way === 'in') {
    const word = IN_WORDS[phase];
    return word === undefined ? undefined : { id: 'phase', word, values: {}, earcon: 'tick' };
  }
  if (phase === 'opening') return { id: 'stayBack', word: 'K24.wait', values: {}, earcon: 'arrival' };
  if (phase === 'handover') return { id: 'goIn', word: 'K24.goIn', values: {}, earcon: 'ok' };
  return OUT.includes(phase) ? { id: 'phase', word: `phase.${phase}` as WordId, values: {}, earcon: 'tick' } : undefined;
}

/** What has come between two states, in the order in which it is to be said. Nothing is said twice, and nothing that is not so. */
export function sceneMoments(before: SceneState | undefined, after: SceneState): readonly SceneMoment[] {
  const moments: SceneMoment[] = [];
  const say = (moment: SceneMoment | undefined): void => {
    if (moment !== undefined) moments.push(moment);
  };
  const { journey, level, isStale, storedOn } = after;
  const was = before?.journey?.id === journey?.id ? before?.journey : undefined;
  if (journey !== undefined) {
    if (journey.isPaused && was?.isPaused !== true) say({ id: 'paused', word: 'K22.title', values: {}, earcon: 'attention' });
    if (!journey.isPaused && was?.isPaused === true) say({ id: 'resumed', word: 'scene.goesOn', values: {}, earcon: 'ok' });
    if (!journey.isPaused && journey.phase !== was?.phase) say(phaseMoment(journey));
    if (level !== undefined && before?.level !== undefined && level !== before.level) say({ id: 'level', word: 'scene.level', values: { level }, earcon: 'tick' });
    if (isStale && before?.isStale === false) say({ id: 'stale', word: 'scene.stale', values: {}, earcon: 'attention' });
    if (!isStale && before?.isStale === true) say({ id: 'measured', word: 'scene.measuredAgain', values: {}, earcon: undefined });
  }
  if (storedOn !== undefined && before?.storedOn === undefined) say({ id: 'stored', word: 'scene.storedOn', values: { level: storedOn }, earcon: 'ok' });
  return moments;
}
