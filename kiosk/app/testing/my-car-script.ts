import { startHandOffSchema } from '../../../controller/api/contract/index.ts';
import type { HandOffState, HandOffView, MyCar, SwapOffers } from '../../../controller/api/contract/index.ts';
import { ok } from './fake-reply.ts';
import type { Reply } from './fake-reply.ts';
import { sampleHandOver, sampleMyCar, sampleReceipt, sampleSwapped, sampleSwaps } from './my-car-stubs.ts';
import { sampleHandOff } from './sample-walk-up.ts';

/** The part of the scripted controller that a car speaks to which is out, fetched or brought back. */
export interface MyCarScript {
  car: MyCar;
  swaps: SwapOffers;
  /** What a phone has done with the code of the kiosk. */
  readonly phoneIs: (state: HandOffState) => void;
  /** Undefined for a request that it does not know. */
  readonly answer: (method: string, path: string, body: unknown) => Reply | undefined;
}

/** A drive that may be extended, bought and swapped. */
export function createMyCarScript(): MyCarScript {
  let handOff: HandOffView | undefined;
  const extended = (days: number): MyCar => {
    const offer = script.car.extensions.offers.find((each) => each.days === days);
    return { ...script.car, extensionDays: days, returnByUtcMs: offer?.returnByUtcMs ?? script.car.returnByUtcMs };
  };
  const script: MyCarScript = {
    car: sampleMyCar, swaps: sampleSwaps,
    phoneIs: (state) => {
      if (handOff !== undefined) handOff = { ...handOff, state };
    },
    answer: (method, path, body) => {
      if (path === '/api/v1/my-car') return ok(script.car);
      if (path === '/api/v1/my-car/extensions') {
        script.car = extended((body as { readonly days: number }).days);
        return ok(script.car);
      }
      if (path === '/api/v1/my-car/swap-offers') return ok(script.swaps);
      if (path === '/api/v1/my-car/swaps') return ok(sampleSwapped);
      if (/^\/api\/v1\/collections\/[^/]+\/hand-overs$/u.test(path)) return ok(sampleHandOver);
      if (/^\/api\/v1\/returns\/[^/]+\/receipts$/u.test(path)) return ok(sampleReceipt);
      if (path === '/api/v1/hand-offs' && method === 'POST') {
        const wish = startHandOffSchema.safeParse(body);
        handOff = wish.success && wish.data.errand !== 'walkUp' ? { ...sampleHandOff, errand: wish.data.errand } : undefined;
        return handOff && ok(handOff);
      }
      if (handOff === undefined || path !== `/api/v1/hand-offs/${handOff.handOffId}`) return undefined;
      if (method === 'DELETE') handOff = undefined;
      return ok(handOff ?? {});
    },
  };
  return script;
}
