import { fromCallback, fromPromise } from 'xstate';
import type { MyCar, ReturnBegun, SwapOffers, Swapped } from '../../../controller/api/contract/index.ts';
import type { PageClock } from '../rim/rim.port.ts';
import type { Answer } from '../tower-client/answer.ts';
import type { TowerClient } from '../tower-client/api-client.ts';
import type { RequestKeys } from '../tower-client/request-keys.ts';
import { again } from './ask-again.ts';
import type { MyCarWish } from './flow/my-car-context.ts';
import type { SessionEvent } from './flow/session-context.ts';
import type { ReturnWord } from './flow/session-setup.ts';

/** A photo that a phone has sent is seen on the screen within about two seconds, and a deposit that was given back. */
const LOOK_EVERY_MS = 2000;

/** Effects around a car that is out, fetched or brought back. */
export function createMyCarActors({ client, clock, requestIds }: { readonly client: TowerClient; readonly clock: PageClock; readonly requestIds: RequestKeys }) {
  return {
    lookAtMyCar: fromPromise<Answer<MyCar>, { readonly ticket: string }>(({ input }) => client.myCar(input.ticket)),
    extendMyCar: fromPromise<Answer<MyCar>, MyCarWish & { readonly days: number }>(({ input: { ticket, days, key } }) => client.extendMyCar(ticket, days, requestIds.keyFor(`extend ${key}`))),
    askForSwaps: fromPromise<Answer<SwapOffers>, { readonly ticket: string }>(({ input }) => client.swapOffers(input.ticket)),
    swapMyCar: fromPromise<Answer<Swapped>, MyCarWish & { readonly carId: string }>(({ input: { ticket, carId, key } }) => client.swapMyCar(ticket, carId, requestIds.keyFor(`swap ${key}`))),
    recallCar: fromPromise<Answer<ReturnBegun>, ReturnWord>(({ input: { returnId, allClearKey } }) => client.recall(returnId, allClearKey, requestIds.keyFor(`recall ${returnId}`))),
    watchHandOver: fromCallback<SessionEvent, { readonly collectionId: string; readonly handOverKey: string | undefined }>(({ input: { collectionId, handOverKey }, sendBack }) =>
      handOverKey === undefined ? undefined : again(clock, LOOK_EVERY_MS, () => client.handOver(collectionId, handOverKey), (answer) => { sendBack({ type: 'handOver.told', answer }); })),
    watchReceipt: fromCallback<SessionEvent, { readonly returnId: string; readonly allClearKey: string | undefined }>(({ input: { returnId, allClearKey }, sendBack }) =>
      allClearKey === undefined ? undefined : again(clock, LOOK_EVERY_MS, () => client.returnReceipt(returnId, allClearKey), (answer) => { sendBack({ type: 'receipt.told', answer }); })),
  };
}
