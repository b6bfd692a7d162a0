import type { WalkUpCar } from '../../../../controller/api/contract/index.ts';
import { sampleHandOff, agreedTerms, sampleWalkUp, sampleWindows } from '../../testing/sample-walk-up.ts';
import { filtered } from '../flow/car-filter.ts';
import type { WalkUpView } from '../flow/walk-up-view.ts';
import { longCar, refusalOf } from './moments.ts';
import type { SamplesOf } from './sample.ts';

const [first, second] = sampleWalkUp.cars;
if (first === undefined || second === undefined) throw new Error('no car stands in the sample tower');
const long: WalkUpCar = { ...first, brand: longCar.brand, model: longCar.model, plate: longCar.plate };
const { terms } = sampleWalkUp;
const { ready: _ready, priceMinor: _price, ...unsure } = second;

type Of<Id extends WalkUpView['screen']> = Extract<WalkUpView, { readonly screen: Id }>;
const wall: Of<'K40'> = { screen: 'K40', cars: sampleWalkUp.cars, count: sampleWalkUp.cars.length, filter: {}, knobs: ['seats', 'energy', 'price'], currency: terms.currency, code: undefined };
const windows = sampleWindows.map((window) => ({ ...window, isFree: true }));
const howLong: Of<'K42'> = { screen: 'K42', car: first, isGone: false, windows, terms, isAsking: false, refusal: undefined };
const handOff: Of<'K43'> = { screen: 'K43', car: first, stage: 'waiting', link: sampleHandOff.link, untilUtcMs: sampleWindows[0]?.untilUtcMs, maskedName: undefined, codes: [] };
const agreed: Of<'K44'> = { screen: 'K44', car: first, terms: agreedTerms, maskedName: 'J. W.', isWhole: false, isAsking: false, refusal: undefined };
const filter = { energy: 'BEV' } as const;

/** A car is chosen and taken now. */
export const walkUpSamples: SamplesOf<'K40' | 'K41' | 'K42' | 'K43' | 'K44'> = {
  K40: {
    usual: { view: wall },
    filtered: { view: { ...wall, cars: filtered(wall.cars ?? [], filter), filter } },
    'none-like-that': { view: { ...wall, cars: [], filter: { seats: 2 } } },
    few: { view: { ...wall, cars: [long, unsure], count: 2, knobs: [] } },
    none: { view: { ...wall, cars: [], count: 0, knobs: [] } },
    asking: { view: { ...wall, cars: undefined, count: 0, knobs: [] } },
    closed: { view: { ...wall, cars: [], count: 0, knobs: [], code: 'outsideHours' } },
  },
  K41: {
    usual: { view: { screen: 'K41', car: first, isGone: false, terms } },
    long: { view: { screen: 'K41', car: long, isGone: false, terms } },
    unsure: { view: { screen: 'K41', car: unsure, isGone: false, terms: { ...terms, feeMinor: 0, depositMinor: 0 } } },
    gone: { view: { screen: 'K41', car: first, isGone: true, terms } },
  },
  K42: {
    usual: { view: howLong },
    booked: { view: { ...howLong, windows: windows.map((window, i) => ({ ...window, isFree: i === 0 })) } },
    refused: { view: { ...howLong, refusal: refusalOf('carTaken'), isGone: true } },
    asking: { view: { ...howLong, isAsking: true } },
  },
  K43: {
    usual: { view: handOff },
    asking: { view: { ...handOff, stage: 'asking', link: undefined } },
    opened: { view: { ...handOff, stage: 'opened' } },
    claimed: { view: { ...handOff, stage: 'claimed', maskedName: 'M.-L. von W. zu H.' } },
    refused: { view: { ...handOff, stage: 'refused', maskedName: 'M.-L. von W. zu H.', codes: ['licenceExpires', 'carsExhausted'] } },
    paying: { view: { ...handOff, stage: 'paying', maskedName: 'J. W.' } },
    over: { view: { ...handOff, stage: 'over', link: undefined } },
  },
  K44: {
    usual: { view: agreed },
    fee: { view: { ...agreed, terms: { ...agreedTerms, feeMinor: 9900 } } },
    whole: { view: { ...agreed, isWhole: true } },
    asking: { view: { ...agreed, isAsking: true } },
    refused: { view: { ...agreed, refusal: refusalOf('offline') } },
  },
};
