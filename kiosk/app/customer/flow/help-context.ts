import type { StaffCallView } from '../../../../controller/api/contract/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import { stageOf } from './delivery-stage.ts';
import { returnStageOf } from './return-stage.ts';
import type { SessionContext } from './session-context.ts';
import type { TowerDigest } from './tower-digest.ts';

/** What help is about; each has a picture. */
export const helpTopics = ['recognise', 'carNotComing', 'bringBack', 'payment', 'lost', 'emergency'] as const;
export type HelpTopic = (typeof helpTopics)[number];

/** A call of the staff as the tower shows it. */
export type StaffCallDigest = Pick<StaffCallView, 'callId' | 'reference' | 'state'> & { readonly how: 'coming' | 'callsBack' | undefined; readonly minutes: number | undefined };

/** The call of this customer. `isSeen`: the tower has named it at least once; from then on its silence means that it has ended. */
export interface FollowedCall extends StaffCallDigest {
  readonly isSeen: boolean;
  readonly isMissing: boolean;
}

/** What the customer must see at once: the car is there, or goes no further by itself. */
export type Need = 'arrived' | 'inBay' | 'stalled' | 'driveIn' | 'makeSafe' | 'everyoneOut' | 'driveOut';

/** What help remembers of its customer. */
export interface HelpContext {
  /** Session in which it was opened; undefined once everything has been forgotten. */
  readonly openedIn: number | undefined;
  /** What was needed of the customer when it was opened: asking for help then closes nothing. */
  readonly needAtOpening: Need | undefined;
  /** Screen on which help was asked for. */
  readonly screen: string;
  readonly topic: HelpTopic | undefined;
  readonly call: FollowedCall | undefined;
  /** Calls so far: one key for each, so that a lost answer never makes two. */
  readonly placed: number;
  /** Failures in a row. */
  readonly tries: number;
  readonly refusal: Refusal | undefined;
  /** Somebody stands here and waits for an answer: that is no idle screen. */
  readonly isWaiting: boolean;
}

/** Help that nobody has asked for. */
export const noHelp: HelpContext = { openedIn: undefined, needAtOpening: undefined, screen: '', topic: undefined, call: undefined, placed: 0, tries: 0, refusal: undefined, isWaiting: false };

/** Calls of the staff, boiled down. */
export const callDigests = (calls: readonly StaffCallView[] = []): readonly StaffCallDigest[] =>
  calls.map(({ callId, reference, state, answer }) => ({ callId, reference, state, how: answer?.how, minutes: answer?.minutes }));

/** The call that the tower has just taken. */
export function placedCall(view: StaffCallView): FollowedCall | undefined {
  const [digest] = callDigests([view]);
  return digest && { ...digest, isSeen: false, isMissing: false };
}

/** Help after the tower has changed. */
export function followHelp(help: HelpContext, tower: TowerDigest): HelpContext {
  const { call } = help;
  if (call === undefined || tower.service === 'unheard') return help;
  const found = tower.staffCalls.find(({ callId }) => callId === call.callId);
  return { ...help, call: found === undefined ? { ...call, isMissing: call.isSeen } : { ...found, isSeen: true, isMissing: false } };
}

/** What the journey needs of its customer at this moment. */
export function needOf({ collection, bringing, tower }: Pick<SessionContext, 'collection' | 'bringing' | 'tower'>): Need | undefined {
  if (collection !== undefined) {
    switch (stageOf(collection, tower)) {
      case 'doorOpening': case 'goIn': return 'arrived';
      case 'driveOut': case 'provingEmpty': return 'inBay';
      case 'stalled': case 'cancelled': return 'stalled';
      default: return undefined;
    }
  }
  if (bringing === undefined) return undefined;
  const stage = returnStageOf(bringing, tower);
  switch (stage) {
    case 'driveIn': case 'makeSafe': case 'everyoneOut': case 'driveOut': case 'stalled': return stage;
    case 'openingAgain': return 'driveOut';
    default: return undefined;
  }
}

/** Whether help has to make way: the journey needs its customer for something new, or the customer has gone. */
export function helpIsOver(context: SessionContext): boolean {
  const { help, session } = context;
  const need = needOf(context);
  return help.openedIn !== session || (need !== undefined && need !== help.needAtOpening);
}

/** Help that is being opened, from this screen. A call that has not ended is kept. */
export const openedHelp = (context: SessionContext, screen: string): HelpContext =>
  ({ ...context.help, openedIn: context.session, needAtOpening: needOf(context), screen, topic: undefined, refusal: undefined, isWaiting: false });
