import { stageOf } from './delivery-stage.ts';
import type { HelpContext, Need } from './help-context.ts';
import { returnStageOf } from './return-stage.ts';
import type { SessionContext } from './session-context.ts';

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
