import type { StalledView } from '../flow/stalled-view.ts';
import { refusalOf } from './moments.ts';
import type { SamplesOf } from './sample.ts';

const reference = 'C0FFEE12';
const choices = { state: 'stalled', cancellation: 'yes', givesBackMinor: 300_000, taxiUpToMinor: 8000, currency: 'CNY' } as const;
const voucher = { code: '7K2M9QXR', upToMinor: 8000, currency: 'CNY' };
const offered: StalledView = { step: 'choosing', stillness: 'still', carAt: { kind: 'lift' }, choices, isTheirs: true, voucher: undefined, refusal: undefined };
const at = (stalled: Partial<StalledView>, isCancelled = false) => ({ view: { screen: 'K23' as const, errand: 'collect' as const, isCancelled, reference, stalled: { ...offered, ...stalled } } });

/** K23: a car that goes no further, and what may be done about it. */
export const stalledSamples: SamplesOf<'K23'>['K23'] = {
  usual: at({}),
  asking: at({ choices: undefined }),
  'not-here': at({ choices: { ...choices, cancellation: 'no' }, carAt: { kind: 'bay', bay: 'A' }, stillness: 'unknown' }),
  unknown: at({ isTheirs: false, choices: undefined }),
  refused: at({ refusal: refusalOf('notCancellable') }),
  sure: at({ step: 'sure' }),
  cancelling: at({ step: 'cancelling' }),
  done: at({ choices: { ...choices, cancellation: 'done' } }, true),
  voucher: at({ voucher }),
  'done-voucher': at({ choices: { ...choices, cancellation: 'done' }, voucher }, true),
  towers: at({ step: 'towers' }),
  cancelled: at({ choices: { ...choices, state: 'cancelled' } }, true),
  'bring-back': { view: { screen: 'K23', errand: 'bringBack', isCancelled: false, reference } },
};
