import type { Refusal } from '../../tower-client/answer.ts';
import type { FollowedCall } from './staff-call-digest.ts';
import type { TowerDigest } from './tower-digest.ts';

/** What help is about; each has a picture. */
export const helpTopics = ['recognise', 'carNotComing', 'bringBack', 'payment', 'lost', 'emergency'] as const;
export type HelpTopic = (typeof helpTopics)[number];

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
  /** The tower was asked for the last of them, and has not been heard to take it. */
  readonly isUnsettled: boolean;
  /** Failures in a row. */
  readonly tries: number;
  readonly refusal: Refusal | undefined;
  /** Somebody stands here and waits for an answer: that is no idle screen. */
  readonly isWaiting: boolean;
}

/** Help that nobody has asked for. */
export const noHelp: HelpContext = { openedIn: undefined, needAtOpening: undefined, screen: '', topic: undefined, call: undefined, placed: 0, isUnsettled: false, tries: 0, refusal: undefined, isWaiting: false };

/** Help after the tower has changed. */
export function followHelp(help: HelpContext, tower: TowerDigest): HelpContext {
  const { call } = help;
  if (call === undefined || tower.service === 'unheard') return help;
  const found = tower.staffCalls.find(({ callId }) => callId === call.callId);
  return { ...help, call: found === undefined ? { ...call, isMissing: call.isSeen } : { ...found, isSeen: true, isMissing: false } };
}
