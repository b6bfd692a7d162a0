import { deliveryAt } from '../../testing/delivery-script.ts';
import type { CallStage, CallView } from '../flow/help-view.ts';
import { refusalOf } from './moments.ts';
import type { SamplesOf } from './sample.ts';

const still = { mayStop: false, stop: 'none' } as const;
const call = (stage: CallStage, more: Partial<CallView> = {}): { readonly view: { readonly screen: 'K61'; readonly call: CallView; readonly mayStop: false; readonly stop: 'none' } } => ({
  view: { screen: 'K61', call: { stage, reference: '7K2M9Q', minutes: undefined, refusal: undefined, isUnheard: false, mayCallAgain: true, ...more }, ...still },
});
const page = (topic: 'recognise' | 'carNotComing' | 'bringBack' | 'payment' | 'lost') => ({ view: { screen: 'K60' as const, topic, isCalled: false, ...still } });

/** Help, the call of the staff, and what to know in an emergency. */
export const helpSamples: SamplesOf<'K60' | 'K61' | 'K62'> = {
  K60: {
    usual: { view: { screen: 'K60', topic: undefined, isCalled: false, ...still } },
    called: { view: { screen: 'K60', topic: undefined, isCalled: true, ...still } },
    moving: { view: { screen: 'K60', topic: undefined, isCalled: false, mayStop: true, stop: 'failed' }, tower: deliveryAt(24) },
    recognise: page('recognise'),
    'car-not-coming': page('carNotComing'),
    'bring-back': page('bringBack'),
    payment: page('payment'),
    lost: page('lost'),
  },
  K61: {
    usual: call('ringing'),
    placing: call('placing', { reference: undefined }),
    unanswered: call('unanswered'),
    coming: call('coming'),
    'calls-back': call('callsBack', { minutes: 10 }),
    noted: call('noted'),
    'hanging-up': call('hangingUp'),
    'not-ended': call('ringing', { refusal: refusalOf('offline') }),
    unheard: call('ringing', { isUnheard: true }),
    unplaced: call('unplaced', { reference: undefined, refusal: refusalOf('offline') }),
    'unplaced-again': call('unplaced', { reference: undefined, refusal: refusalOf('offline'), mayCallAgain: false }),
    often: call('unplaced', { reference: undefined, refusal: refusalOf('tooManyRequests'), mayCallAgain: false }),
    ended: call('ended', { reference: undefined }),
  },
  K62: {
    usual: { view: { screen: 'K62', ...still } },
    moving: { view: { screen: 'K62', mayStop: true, stop: 'asked' }, tower: deliveryAt(24) },
  },
};
