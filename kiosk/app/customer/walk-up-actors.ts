import { fromCallback, fromPromise } from 'xstate';
import type { HandOffView } from '../../../controller/api/contract/index.ts';
import type { PageClock } from '../rim/rim.port.ts';
import type { Answer } from '../tower-client/answer.ts';
import type { TowerClient } from '../tower-client/api-client.ts';
import type { RequestKeys } from '../tower-client/request-keys.ts';
import { again } from './ask-again.ts';
import type { SessionEvent } from './flow/session-context.ts';
import type { HandOffWish } from './flow/walk-up-context.ts';

/** A car that somebody books is gone from the screen within about two seconds. */
const OFFER_EVERY_MS = 1500;
/** What is done on a phone is seen on the screen within about a second. */
const HAND_OFF_EVERY_MS = 800;

/** Nobody waits for it here any more: the car is everybody's again. A request that is lost twice is made up for by the tower, which ends it by itself. */
async function giveUp(client: TowerClient, handOffId: string, tries = 2): Promise<void> {
  const given = await client.giveUpHandOff(handOffId);
  if (!given.ok && given.error.code === 'offline' && tries > 1) await giveUp(client, handOffId, tries - 1);
}

/** Effects of taking a car now. */
export function createWalkUpActors({ client, clock, requestIds }: { readonly client: TowerClient; readonly clock: PageClock; readonly requestIds: RequestKeys }) {
  return {
    watchOffer: fromCallback<SessionEvent>(({ sendBack }) => again(clock, OFFER_EVERY_MS, client.walkUp, (answer) => { sendBack({ type: 'offer.told', answer }); })),
    beginHandOff: fromPromise<Answer<HandOffView>, HandOffWish>(({ input: { wish, key } }) => client.beginHandOff(wish, requestIds.keyFor(`hand-off ${key}`))),
    watchHandOff: fromCallback<SessionEvent, { readonly handOffId: string }>(({ input: { handOffId }, sendBack }) => {
      let isDone = false;
      const stop = again(clock, HAND_OFF_EVERY_MS, () => client.handOff(handOffId), (answer) => {
        isDone = answer.ok ? answer.value.state === 'done' : answer.error.code === 'handOffUnknown';
        sendBack({ type: 'handOff.told', answer });
      });
      return () => {
        stop();
        if (!isDone) void giveUp(client, handOffId);
      };
    }),
  };
}
