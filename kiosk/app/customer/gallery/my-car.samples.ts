import type { ConditionPhotos, MyCar, Recognition, ReturnReceipt, SwapBooking, SwapOffer } from '../../../../controller/api/contract/index.ts';
import { sampleCollection } from '../../testing/sample-tower.ts';
import { sampleRecognition } from '../../testing/sample-visit.ts';
import { sampleWalkUp } from '../../testing/sample-walk-up.ts';
import type { MyCarView } from '../flow/my-car-view.ts';
import { longCar, refusalOf } from './moments.ts';
import type { SamplesOf } from './sample.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 2, 17, 6);
const DUE = NOW + 2 * DAY_MS + 5 * HOUR_MS;
const LINK = 'https://tower.example/phone/#take=Zk3vQx7bTn2sYw8pRc5dLf1gHj6mKa4e';

const { cell: _cell, ...known } = sampleRecognition;
const recognition: Recognition = { ...known, errand: 'bringBack' };
const long: Recognition = { ...recognition, maskedName: 'M.-L. von W. zu H.', car: longCar };
const nothing = { state: 'nothing', amountMinor: 0 } as const;
const atPhone = { state: 'atPhone', amountMinor: 39_900 } as const;

const offers: MyCar['extensions']['offers'] = [1, 2, 3, 4, 5].map((days) => ({ days, returnByUtcMs: DUE + days * DAY_MS, feeMinor: days * 39_900, possible: true }));
const blocked: MyCar['extensions']['offers'] = offers.map((offer) => ({ ...offer, possible: false, code: 'extensionTaken' }));
const carOf = ({ cell: _where, level: _level, free: _free, ready: _ready, priceMinor: _price, ...car }: (typeof sampleWalkUp.cars)[number]): SwapOffer['car'] => car;
const swapOffers: readonly SwapOffer[] = sampleWalkUp.cars.map((car) => ({ car: carOf(car), level: car.level, untilUtcMs: NOW + 4 * HOUR_MS, returnByUtcMs: NOW + 3 * DAY_MS, depositMinor: 300_000, feeMinor: 0 }));
const [firstSwap] = swapOffers;
if (firstSwap === undefined) throw new Error('no car stands in the sample tower');
const booked: SwapBooking = { bookingId: 'b-2', car: firstSwap.car, untilUtcMs: firstSwap.untilUtcMs, returnByUtcMs: firstSwap.returnByUtcMs, code: '7K2M9QXT', owed: nothing };
const own: MyCar = {
  bookingId: recognition.bookingId, currency: 'CNY', nowUtcMs: NOW, returnByUtcMs: DUE, extensionDays: 0, extensions: { currency: 'CNY', offers }, owed: nothing,
  purchase: { priceMinor: 28_990_000, lockHours: 48 },
};

type Of<Id extends MyCarView['screen']> = Extract<MyCarView, { readonly screen: Id }>;
const mine: Of<'K50'> = { screen: 'K50', recognition, own, isAsking: false, refusal: undefined };
const extend: Of<'K51'> = { screen: 'K51', stage: 'offers', offers, chosen: offers[1], currency: 'CNY', returnByUtcMs: DUE, owed: nothing, phone: undefined, refusal: undefined };
const buy: Of<'K52'> = { screen: 'K52', carName: `${recognition.car.brand} ${recognition.car.model}`, purchase: own.purchase, currency: 'CNY', phone: undefined, refusal: undefined };
const swap: Of<'K53'> = { screen: 'K53', stage: 'list', offers: swapOffers, codes: [], chosen: firstSwap, booked, mayPay: true, currency: 'CNY', phone: undefined, refusal: undefined };

const photos = (...taken: ConditionPhotos['taken']): ConditionPhotos => ({ taken, link: LINK });
const some = photos('front', 'left', 'rear');
const all = photos('front', 'left', 'rear', 'right', 'inside', 'dashboard');
const handOver: Of<'K25'> = { screen: 'K25', bay: 'B', recognition, handOver: { returnByUtcMs: DUE, photos: some } };
const paid: ReturnReceipt = { isClosed: true, currency: 'CNY', deposit: { amountMinor: 300_000, state: 'givenBack' }, photos: some, link: LINK, recallMs: 97_000 };
const receipt: Of<'K36'> = { screen: 'K36', carId: sampleCollection.carId, level: '3', reference: 'R0FFEE34', receipt: paid, isRecalling: false, refusal: undefined };
const purchaseOf = (state: 'reserved' | 'handedOff' | 'sold') => ({ ...own.purchase, own: { state, priceMinor: 28_990_000, lockedUntilUtcMs: NOW + DAY_MS } });

/** A car that is out, fetched or brought back. */
export const myCarSamples: SamplesOf<'K25' | 'K34' | 'K36' | 'K50' | 'K51' | 'K52' | 'K53'> = {
  K25: {
    usual: { view: handOver },
    long: { view: { ...handOver, recognition: long, handOver: { returnByUtcMs: DUE, photos: photos() } } },
    all: { view: { ...handOver, handOver: { photos: all } } },
    'no-name': { view: { ...handOver, recognition: undefined } },
  },
  K34: {
    usual: { view: { screen: 'K34', receipt: paid, isStored: true } },
    none: { view: { screen: 'K34', receipt: { ...paid, photos: photos() }, isStored: false } },
    all: { view: { screen: 'K34', receipt: { ...paid, photos: all }, isStored: true } },
  },
  K36: {
    usual: { view: receipt },
    late: { view: { ...receipt, receipt: { ...paid, deposit: { amountMinor: 300_000, state: 'onItsWay' }, late: { minutes: 95, feeMinor: 39_600, isDeclined: true } } } },
    closing: { view: { ...receipt, receipt: { ...paid, isClosed: false, recallMs: 0 } } },
    over: { view: { ...receipt, level: undefined, receipt: { ...paid, recallMs: 0 } } },
    recalling: { view: { ...receipt, isRecalling: true } },
    refused: { view: { ...receipt, refusal: refusalOf('towerUnavailable') } },
    'no-key': { view: { ...receipt, receipt: undefined } },
  },
  K50: {
    usual: { view: mine },
    late: { view: { ...mine, recognition: long, own: { ...own, late: { sinceUtcMs: NOW - 3 * HOUR_MS, feeMinor: 29_700, nextRiseUtcMs: NOW + HOUR_MS }, extensions: { currency: 'CNY', offers: blocked }, purchase: { lockHours: 48, code: 'notForSale' }, owed: atPhone } } },
    booked: { view: { ...mine, own: { ...own, swap: booked, purchase: purchaseOf('reserved'), returnByUtcMs: NOW + 25 * 60_000 } } },
    asking: { view: { ...mine, own: undefined, isAsking: true } },
    refused: { view: { ...mine, own: undefined, refusal: refusalOf('offline') } },
  },
  K51: {
    usual: { view: extend },
    conflict: { view: { ...extend, offers: offers.map((offer, i) => (i < 2 ? offer : { ...offer, possible: false, code: 'extensionTaken' })) } },
    none: { view: { ...extend, offers: blocked, refusal: refusalOf('extensionTaken') } },
    confirming: { view: { ...extend, stage: 'confirming' } },
    asking: { view: { ...extend, stage: 'asking' } },
    done: { view: { ...extend, stage: 'done', returnByUtcMs: DUE + 2 * DAY_MS } },
    'at-phone': { view: { ...extend, stage: 'done', owed: atPhone } },
    waiting: { view: { ...extend, stage: 'done', owed: { state: 'waiting', amountMinor: 39_900 } } },
    phone: { view: { ...extend, stage: 'phone', phone: { stage: 'waiting', link: LINK } } },
    'phone-over': { view: { ...extend, stage: 'phone', phone: { stage: 'over', link: undefined } } },
  },
  K52: {
    usual: { view: buy },
    long: { view: { ...buy, carName: `${longCar.brand} ${longCar.model}` } },
    'not-for-sale': { view: { ...buy, purchase: { lockHours: 48, code: 'notForSale' } } },
    reserved: { view: { ...buy, purchase: purchaseOf('reserved') } },
    sold: { view: { ...buy, purchase: purchaseOf('sold') } },
    phone: { view: { ...buy, phone: { stage: 'waiting', link: LINK } } },
    claimed: { view: { ...buy, phone: { stage: 'claimed', link: LINK } } },
    'phone-refused': { view: { ...buy, phone: { stage: 'over', link: undefined, refusal: { code: 'contractUnavailable', message: '' } } } },
    done: { view: { ...buy, phone: { stage: 'done', link: undefined } } },
  },
  K53: {
    usual: { view: swap },
    asking: { view: { ...swap, stage: 'asking', offers: [] } },
    none: { view: { ...swap, offers: [], codes: ['carsExhausted', 'licenceExpires'] } },
    refused: { view: { ...swap, offers: [], refusal: refusalOf('offline') } },
    confirming: { view: { ...swap, stage: 'confirming', chosen: { ...firstSwap, car: { ...firstSwap.car, ...longCar }, feeMinor: 9900 } } },
    booking: { view: { ...swap, stage: 'booking' } },
    done: { view: { ...swap, stage: 'done' } },
    owed: { view: { ...swap, stage: 'done', booked: { ...booked, owed: { state: 'atPhone', amountMinor: 300_000 } } } },
    phone: { view: { ...swap, stage: 'phone', phone: { stage: 'opened', link: LINK } } },
  },
};
