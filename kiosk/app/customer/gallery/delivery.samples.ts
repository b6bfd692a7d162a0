import { deliveryAt, pausedAt } from '../../testing/delivery-script.ts';
import { stalledSamples } from './stalled.samples.ts';
import { deliveryMoment, followedIn, pauseIn, refusalOf } from './moments.ts';
import type { SamplesOf } from './sample.ts';
import type { Sample } from './sample.ts';
import type { CustomerView } from '../flow/customer-view.ts';

type Coming = Sample<Extract<CustomerView, { readonly screen: 'K21' }>>;
type Paused = Sample<Extract<CustomerView, { readonly screen: 'K22' }>>;

function coming(atS: number, stop: 'none' | 'telling' | 'asked' | 'failed' = 'none', change: Parameters<typeof deliveryMoment>[1] = {}): Coming {
  const { tower, collection } = deliveryMoment(atS, change);
  return { view: { screen: 'K21', collection, stop, returnByUtcMs: Date.UTC(2026, 2, 17, 4) }, tower, frame: { followedCarId: collection.carId } };
}

function paused(tower: ReturnType<typeof pausedAt>, change = {}, isResuming = false): Paused {
  return { view: { screen: 'K22', pause: pauseIn(tower, change, isResuming) }, tower, frame: { followedCarId: followedIn(tower).carId } };
}

const inLine = { leaving: 'offered', refusal: undefined } as const;
const waiting = deliveryMoment(0, { phase: 'queued', ahead: 2 });
const next = deliveryMoment(0, { phase: 'queued', ahead: 0 });
const atBay = { tower: deliveryAt(60), frame: { followedCarId: followedIn(deliveryAt(60)).carId } };

/** From waiting in line to the goodbye. */
export const deliverySamples: SamplesOf<'K20' | 'K21' | 'K22' | 'K23' | 'K24' | 'K26' | 'K27'> = {
  K20: {
    usual: { view: { screen: 'K20', ahead: 2, collection: waiting.collection, now: { kind: 'receive', waitsForPeople: true }, ...inLine }, tower: waiting.tower },
    next: { view: { screen: 'K20', ahead: 0, collection: next.collection, ...inLine, leaving: 'no' }, tower: next.tower },
    leaving: { view: { screen: 'K20', ahead: 2, collection: waiting.collection, leaving: 'sure', refusal: refusalOf('orderMoving') }, tower: waiting.tower },
  },
  K21: {
    usual: coming(24),
    finding: coming(4),
    taking: coming(12),
    bay: coming(36),
    counting: coming(44, 'none', { estimate: { lowS: 6, highS: 12 } }),
    'stop-asked': coming(24, 'asked'),
    'stop-telling': coming(24, 'telling'),
    'stop-failed': coming(24, 'failed'),
    unheard: { ...coming(24), link: 'lost' },
    still: { ...coming(24), display: { isStill: true } },
    spoken: { ...coming(24), display: { isSpoken: true }, caption: 'K21.stopHint' },
  },
  K22: {
    usual: paused(pausedAt(24, 'operator')),
    customer: paused(pausedAt(24, 'customer')),
    refused: paused(pausedAt(24, 'customer'), { refusal: refusalOf('notPermitted') }),
    resuming: paused(pausedAt(24, 'customer'), {}, true),
    technician: paused(pausedAt(36, 'technician')),
  },
  K23: stalledSamples,
  K24: {
    usual: { view: { screen: 'K24', bay: 'A', mayEnter: true }, ...atBay },
    opening: { view: { screen: 'K24', bay: 'A', mayEnter: false }, ...atBay, tower: deliveryAt(53) },
  },
  K26: {
    usual: { view: { screen: 'K26', bay: 'A', isProving: false, isPersonSeen: true }, ...atBay },
    proving: { view: { screen: 'K26', bay: 'A', isProving: true, isPersonSeen: false }, ...atBay },
  },
  K27: {
    usual: { view: { screen: 'K27', returnByUtcMs: Date.UTC(2026, 2, 17, 4) } },
    bought: { view: { screen: 'K27', returnByUtcMs: undefined } },
  },
};
