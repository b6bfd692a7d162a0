import type { ReturnView as ReturnRecord } from '../../../../controller/api/contract/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import { pauseView, referenceOf } from './pause-view.ts';
import type { PauseView } from './pause-view.ts';
import { mayWithdraw, returnStageOf } from './return-stage.ts';
import type { FollowedReturn } from './return-stage.ts';
import type { ServiceScreen } from './service-view.ts';
import type { Errand, SessionContext } from './session-context.ts';

type CheckIn = NonNullable<ReturnRecord['checkIn']>;

/** What stands on several screens of a return: its bay, what became of the last question, whether the car may be taken out again. */
export interface ReturnFrame {
  readonly bay: string;
  readonly refusal: Refusal | undefined;
  readonly mayWithdraw: boolean;
  readonly stop: SessionContext['stop'];
  /** Why the car was not taken in before, and is asked for once more. */
  readonly again: ReturnRecord['refusal'];
  /** It was stored, and comes out once more: something was left in it. */
  readonly isOutAgain: boolean;
  /** This screen speaks for the person, who may look at the photos of its condition. */
  readonly mayShowCondition: boolean;
}

/** What is on the screen while a car is brought back. */
export type ReturnView =
  | { readonly screen: 'K38'; readonly frame: ReturnFrame; readonly step: 'asked' | 'queued' | 'fetching' | 'bringing' | 'opening' }
  | { readonly screen: 'K31'; readonly frame: ReturnFrame; readonly stage: CheckIn['stage']; readonly advice: CheckIn['advice']; readonly findings: NonNullable<CheckIn['findings']> }
  | { readonly screen: 'K32'; readonly frame: ReturnFrame; readonly kind: 'leave' | 'fetch' | 'brake' | 'reopening'; readonly channels: CheckIn['channels'] | undefined; readonly people: number | undefined }
  | { readonly screen: 'K33'; readonly frame: ReturnFrame; readonly given: CheckIn['given']; readonly isProving: boolean; readonly hasKey: boolean; readonly isGiving: boolean }
  | { readonly screen: 'K35'; readonly frame: ReturnFrame; readonly isStoring: boolean }
  | { readonly screen: 'K39'; readonly frame: ReturnFrame; readonly isOver: boolean; readonly wasIn: boolean; readonly reference: string }
  | { readonly screen: 'K22'; readonly pause: PauseView }
  | { readonly screen: 'K23'; readonly errand: Errand; readonly isCancelled: boolean; readonly reference: string; readonly stalled?: undefined }
  | Extract<ServiceScreen, { readonly screen: 'K82' }>;

/** What the tower is being asked. */
export type ReturnQuestion = 'stopping' | 'resuming' | 'giving' | 'withdrawing' | undefined;

const frameOf = ({ refusal, stop, allClearKey, myCar }: SessionContext, one: FollowedReturn, question: ReturnQuestion): ReturnFrame => ({
  bay: one.bay, refusal, stop, again: one.refusal, isOutAgain: one.outAgain === true, mayShowCondition: myCar.receipt !== undefined, mayWithdraw: question !== 'withdrawing' && allClearKey !== undefined && mayWithdraw(one),
});

/** A car that has been seen in the bay stands in it until the inventory says otherwise. */
const placed = (one: FollowedReturn) => (one.wasIn && one.carAt.kind === 'unknown' ? { paused: one.paused, carAt: { kind: 'bay', bay: one.bay } as const } : one);

/** What the sensors of persons said before the connection was lost says nothing of who is in the bay. */
const seen = (channels: CheckIn['channels'] | undefined, { service }: SessionContext['tower']): CheckIn['channels'] | undefined =>
  (service !== 'unheard' || channels === undefined ? channels : { presence: 'unknown', radar: 'unknown', crossings: 'unknown', weight: 'unknown' });

const preparation = ({ phase, isSeen }: FollowedReturn) => (!isSeen ? 'asked' : phase === 'queued' || phase === 'fetching' || phase === 'bringing' ? phase : 'opening');

function openDoorView(frame: ReturnFrame, one: FollowedReturn, tower: SessionContext['tower']): ReturnView {
  const { checkIn } = one;
  if (checkIn === undefined) return { screen: 'K38', frame, step: preparation(one) };
  // A car that has come out once more stands where it stood: nobody is guided anywhere.
  if (frame.isOutAgain && checkIn.advice === 'stop') return { screen: 'K32', frame, kind: 'fetch', channels: seen(checkIn.channels, tower), people: undefined };
  // Before it stands, a car reaches over its pallet because it is on its way: the arrows say all there is to do.
  return { screen: 'K31', frame, stage: checkIn.stage, advice: tower.service === 'unheard' ? 'unknown' : checkIn.advice, findings: checkIn.stage === 'mending' ? (checkIn.findings ?? []) : [] };
}

/** The screen of a return that is followed. */
export function returningView(context: SessionContext, one: FollowedReturn, question: ReturnQuestion): ReturnView {
  const frame = frameOf(context, one, question);
  const { checkIn } = one;
  const reference = referenceOf(one.returnId);
  const stage = returnStageOf(one, context.tower);
  switch (stage) {
    case 'preparing': case 'driveIn':
      return openDoorView(frame, one, context.tower);
    case 'openingAgain':
      return { screen: 'K32', frame, kind: 'reopening', channels: undefined, people: undefined };
    case 'makeSafe':
      return { screen: 'K32', frame, kind: checkIn?.stage === 'braking' ? 'brake' : frame.isOutAgain ? 'fetch' : 'leave', channels: seen(checkIn?.channels, context.tower), people: checkIn?.people };
    case 'everyoneOut':
      return {
        screen: 'K33', frame, given: checkIn?.given ?? [], isProving: checkIn?.stage === 'proving', hasKey: context.allClearKey !== undefined,
        isGiving: question === 'giving',
      };
    case 'checking': case 'goingUp': case 'stored':
      return { screen: 'K35', frame, isStoring: stage !== 'checking' };
    case 'driveOut': case 'notTaken':
      return { screen: 'K39', frame, isOver: stage === 'notTaken', wasIn: one.wasIn, reference };
    case 'paused':
      return { screen: 'K22', pause: pauseView(context, placed(one), one.returnId, question === 'resuming') };
    case 'stalled':
      return { screen: 'K23', errand: 'bringBack', isCancelled: false, reference };
    case 'recovering':
      return { screen: 'K82', stillness: context.tower.stillness, own: placed(one).carAt };
  }
}
