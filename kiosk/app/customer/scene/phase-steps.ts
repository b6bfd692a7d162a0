import type { WordId } from '../../../../config/words/index.ts';
import type { CollectionView, ReturnView } from '../../../../controller/api/contract/index.ts';

type Phase = CollectionView['phase'];

/** Drawing of a step. */
export type StepIcon = 'liftUp' | 'take' | 'liftDown' | 'intoBay' | 'door' | 'look' | 'home';

/** One step of what the customer waits through. */
export interface PhaseStep {
  readonly id: string;
  readonly word: WordId;
  readonly icon: StepIcon;
  readonly at: 'past' | 'present' | 'ahead';
  /** Its share of the whole time by the planner, 0 to 1; undefined where the tower does not say how long it takes. */
  readonly share: number | undefined;
}

/** The phases of a delivery that the customer waits through, in the order of the sequence. */
const DELIVERY = [
  ['finding', 'liftUp'], ['taking', 'take'], ['coming', 'liftDown'], ['presenting', 'intoBay'], ['opening', 'door'],
] as const satisfies readonly (readonly [Phase, StepIcon])[];

/** The same film backwards: door, a last look, up to its place. */
const RETURN = [
  ['closing', 'phase.closing', 'door'], ['checking', 'scene.checking', 'look'], ['storing', 'scene.storing', 'liftUp'], ['done', 'scene.stored', 'home'],
] as const satisfies readonly (readonly [ReturnView['phase'], WordId, StepIcon])[];

const atOf = (index: number, reached: number): PhaseStep['at'] => (index < reached ? 'past' : index === reached ? 'present' : 'ahead');

/** Steps of a delivery; each has its share of the time as the planner told it when the journey began. */
export function deliverySteps(phase: Phase, plan: CollectionView['plan']): readonly PhaseStep[] {
  const seconds = (of: Phase): number | undefined => plan?.find((each) => each.phase === of)?.seconds;
  const wholeS = plan?.reduce((sum, each) => sum + each.seconds, 0) ?? 0;
  const first = DELIVERY.findIndex(([each]) => each === phase);
  const reached = first < 0 && phase !== 'queued' ? DELIVERY.length : first;
  return DELIVERY.map(([each, icon], index) => {
    const own = seconds(each);
    return { id: each, word: `phase.${each}` as const, icon, at: atOf(index, reached), share: own === undefined || wholeS <= 0 ? undefined : own / wholeS };
  });
}

/** Steps of a return from the shut door on. How long they take is not promised: nobody has to wait. */
export function returnSteps(phase: ReturnView['phase'], isStored: boolean): readonly PhaseStep[] {
  const index = RETURN.findIndex(([each]) => each === phase);
  const reached = isStored || phase === 'done' ? RETURN.length - 1 : index;
  return RETURN.map(([each, word, icon], i) => ({ id: each, word, icon, at: atOf(i, reached), share: undefined }));
}

/** The plan of the whole journey: phases that are over keep what was planned for them. */
export function wholePlan(before: CollectionView['plan'], now: CollectionView['plan']): CollectionView['plan'] {
  if (before === undefined || now === undefined) return now ?? before;
  const over = before.filter(({ phase }) => !now.some((each) => each.phase === phase));
  return [...over, ...now];
}
