import { startHandOffSchema } from '../../../controller/api/contract/index.ts';
import type { BookingView, HandOffOffer, HandOffState, HandOffView } from '../../../controller/api/contract/index.ts';
import { ok, problem } from './fake-reply.ts';
import type { Reply } from './fake-reply.ts';
import { sampleEligibility } from './phone-script.ts';
import { agreedTerms, sampleHandOff, sampleWalkUp } from './sample-walk-up.ts';

/** The part of the scripted controller that takes over from the kiosk to a phone; one hand-off at a time. */
export interface WalkUpScript {
  /** Cars that somebody else has taken meanwhile. */
  taken: readonly string[];
  /** Undefined for a path that it does not know. */
  readonly answer: (method: string, path: string, body: unknown, bookings: readonly BookingView[]) => Reply | undefined;
}

const TOKEN = 'token-of-the-sample-hand-off-0001';

/** A tower whose cars are all free, and a member for whom every rule is kept. */
export function createWalkUpScript(origin: () => string): WalkUpScript {
  let handOff: HandOffView | undefined;
  let untilUtcMs = 0;
  const at = (state: HandOffState): void => {
    if (handOff !== undefined) handOff = { ...handOff, state, ...(state !== 'opened' && { maskedName: 'J. W.', terms: agreedTerms }) };
  };
  const offer = (view: HandOffView): HandOffOffer => ({
    errand: 'walkUp', state: view.state, expiresInMs: view.expiresInMs, language: 'en', carId: view.carId, window: { fromUtcMs: untilUtcMs - 3_600_000, untilUtcMs },
    ...(view.state === 'claimed' && { eligibility: sampleEligibility }),
  });
  const begin = (body: unknown): Reply => {
    const wish = startHandOffSchema.safeParse(body);
    if (!wish.success || wish.data.errand !== 'walkUp') return problem(400, 'malformed');
    untilUtcMs = wish.data.untilUtcMs;
    handOff = { ...sampleHandOff, carId: wish.data.carId, link: `${origin()}/phone/#take=${TOKEN}` };
    return ok(handOff);
  };
  const script: WalkUpScript = {
    taken: [],
    answer: (method, path, body, bookings) => {
      if (path === '/api/v1/walk-up') return ok({ ...sampleWalkUp, cars: sampleWalkUp.cars.filter(({ carId }) => !script.taken.includes(carId)) });
      if (path === '/api/v1/hand-offs' && method === 'POST') return begin(body);
      if (!path.startsWith('/api/v1/hand-off')) return undefined;
      if (handOff === undefined) return problem(404, 'handOffUnknown');
      if (path === '/api/v1/hand-off-openings') at('opened');
      if (path === '/api/v1/hand-off-claims') at('claimed');
      if (path.startsWith('/api/v1/hand-off-')) return ok(offer(handOff));
      if (method === 'DELETE') {
        handOff = undefined;
        return ok({});
      }
      const { carId } = handOff;
      if (bookings.some((booking) => booking.carId === carId)) at('done');
      return ok(handOff);
    },
  };
  return script;
}
