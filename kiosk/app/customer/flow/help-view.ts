import type { SnapshotFrom } from 'xstate';
import type { Refusal } from '../../tower-client/answer.ts';
import type { customerSessionMachine } from './customer-session.machine.ts';
import type { HelpTopic } from './help-context.ts';
import type { SessionContext } from './session-context.ts';

/** Where a call of the staff is. */
export type CallStage = 'placing' | 'ringing' | 'unanswered' | 'coming' | 'callsBack' | 'noted' | 'hangingUp' | 'unplaced' | 'ended';

/** A call of the staff as its customer sees it. */
export interface CallView {
  readonly stage: CallStage;
  readonly reference: string | undefined;
  readonly minutes: number | undefined;
  readonly refusal: Refusal | undefined;
  /** The tower is not heard: nobody here knows whether somebody answers. */
  readonly isUnheard: boolean;
  /** After two failures in a row another way is offered instead. */
  readonly mayCallAgain: boolean;
}

/** What help shows. `mayStop`: something moves for this customer, so Stop stays in reach. */
export type HelpView =
  | { readonly screen: 'K60'; readonly topic: HelpTopic | undefined; readonly isCalled: boolean; readonly mayStop: boolean; readonly stop: SessionContext['stop'] }
  | { readonly screen: 'K61'; readonly call: CallView; readonly mayStop: boolean; readonly stop: SessionContext['stop'] }
  | { readonly screen: 'K62'; readonly mayStop: boolean; readonly stop: SessionContext['stop'] };

type Snapshot = SnapshotFrom<typeof customerSessionMachine>;

/** Failures in a row after which the same press is not offered again. */
const MOST_TRIES = 2;

function callStage(snapshot: Snapshot): CallStage {
  const at = (state: 'placing' | 'noted' | 'hangingUp' | 'unplaced' | 'ended'): boolean => snapshot.matches({ help: { open: { calling: state } } });
  for (const stage of ['placing', 'noted', 'hangingUp', 'unplaced', 'ended'] as const) if (at(stage)) return stage;
  if (snapshot.matches({ help: { open: { calling: { waiting: 'answered' } } } })) return snapshot.context.help.call?.how ?? 'ringing';
  return snapshot.matches({ help: { open: { calling: { waiting: 'unanswered' } } } }) ? 'unanswered' : 'ringing';
}

function callView(snapshot: Snapshot): CallView {
  const { help, tower } = snapshot.context;
  const { call, refusal, tries } = help;
  return { stage: callStage(snapshot), reference: call?.reference, minutes: call?.minutes, refusal, isUnheard: tower.service === 'unheard', mayCallAgain: tries < MOST_TRIES };
}

/** What help shows; undefined while it is closed. */
export function helpView(snapshot: Snapshot): HelpView | undefined {
  if (!snapshot.matches({ help: 'open' })) return undefined;
  const { help, tower, collection, bringing, stop } = snapshot.context;
  const mayStop = tower.service === 'open' && tower.stillness !== 'still' && (collection !== undefined || bringing !== undefined);
  if (snapshot.matches({ help: { open: 'calling' } })) return { screen: 'K61', call: callView(snapshot), mayStop, stop };
  if (snapshot.matches({ help: { open: 'emergency' } })) return { screen: 'K62', mayStop, stop };
  return { screen: 'K60', topic: snapshot.matches({ help: { open: 'reading' } }) ? help.topic : undefined, isCalled: help.call !== undefined, mayStop, stop };
}
