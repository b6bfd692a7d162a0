import type { SnapshotFrom } from 'xstate';
import type { ExtensionOffer, HandOver, MyCar, Owed, ProblemCode, PurchaseOffer, Recognition, ReturnReceipt, SwapBooking, SwapOffer } from '../../../../controller/api/contract/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import type { customerSessionMachine } from './customer-session.machine.ts';
import type { SessionContext } from './session-context.ts';
import type { HandOffStage } from './walk-up-view.ts';

/** The phone at work for this screen. */
export interface PhoneView {
  readonly stage: HandOffStage;
  readonly link: string | undefined;
  /** Why there is no code: the tower gave none. Absent when one has run out. */
  readonly refusal?: Refusal;
}

/** What a car that is out, fetched or brought back shows. */
export type MyCarView =
  | { readonly screen: 'K50'; readonly recognition: Recognition; readonly own: MyCar | undefined; readonly isAsking: boolean; readonly refusal: Refusal | undefined }
  | {
    readonly screen: 'K51';
    readonly stage: 'offers' | 'confirming' | 'asking' | 'done' | 'phone';
    readonly offers: readonly ExtensionOffer[];
    readonly chosen: ExtensionOffer | undefined;
    readonly currency: string;
    readonly returnByUtcMs: number;
    readonly owed: Owed;
    readonly phone: PhoneView | undefined;
    readonly refusal: Refusal | undefined;
  }
  | { readonly screen: 'K52'; readonly carName: string; readonly purchase: PurchaseOffer; readonly currency: string; readonly phone: PhoneView | undefined; readonly refusal: Refusal | undefined }
  | {
    readonly screen: 'K53';
    readonly stage: 'asking' | 'list' | 'confirming' | 'booking' | 'done' | 'phone';
    readonly offers: readonly SwapOffer[];
    readonly codes: readonly ProblemCode[];
    readonly chosen: SwapOffer | undefined;
    readonly booked: SwapBooking | undefined;
    readonly mayPay: boolean;
    readonly currency: string;
    readonly phone: PhoneView | undefined;
    readonly refusal: Refusal | undefined;
  }
  | { readonly screen: 'K25'; readonly bay: string; readonly recognition: Recognition | undefined; readonly handOver: HandOver }
  | { readonly screen: 'K34'; readonly receipt: ReturnReceipt; readonly isStored: boolean }
  | {
    readonly screen: 'K36';
    readonly carId: string;
    readonly level: string | undefined;
    readonly reference: string;
    readonly receipt: ReturnReceipt | undefined;
    readonly isRecalling: boolean;
    readonly refusal: Refusal | undefined;
  };

type Snapshot = SnapshotFrom<typeof customerSessionMachine>;

function phoneOf(snapshot: Snapshot): PhoneView | undefined {
  const at = (state: 'asking' | 'over' | 'done' | 'waiting'): boolean => snapshot.matches({ journey: { myCar: { onPhone: state } } });
  const { handOff, refusal } = snapshot.context.myCar;
  if (at('asking')) return { stage: 'asking', link: undefined };
  if (at('over')) return { stage: 'over', link: undefined, ...(refusal && { refusal }) };
  if (at('done')) return { stage: 'done', link: undefined };
  return at('waiting') ? { stage: handOff?.state ?? 'waiting', link: handOff?.link } : undefined;
}

function extendView(snapshot: Snapshot, car: MyCar, phone: PhoneView | undefined): MyCarView {
  const { offer, refusal } = snapshot.context.myCar;
  const at = (state: 'confirming' | 'asking' | 'done'): boolean => snapshot.matches({ journey: { myCar: { extending: state } } });
  const stage = phone !== undefined ? 'phone' : at('confirming') ? 'confirming' : at('asking') ? 'asking' : at('done') ? 'done' : 'offers';
  const { extensions: { offers }, currency, returnByUtcMs, owed } = car;
  return { screen: 'K51', stage, offers, chosen: offer, currency, returnByUtcMs, owed, phone, refusal };
}

function swapView(snapshot: Snapshot, car: MyCar, phone: PhoneView | undefined): MyCarView {
  const { swaps, swapOffer, swapped, refusal } = snapshot.context.myCar;
  const at = (state: 'list' | 'confirming' | 'booking' | 'done'): boolean => snapshot.matches({ journey: { myCar: { swapping: state } } });
  const stage = phone !== undefined ? 'phone' : at('list') ? 'list' : at('confirming') ? 'confirming' : at('booking') ? 'booking' : at('done') ? 'done' : 'asking';
  return {
    screen: 'K53', stage, offers: swaps?.offers ?? [], codes: swaps?.codes ?? [], chosen: swapOffer, booked: swapped?.swap ?? car.swap, mayPay: swapped !== undefined, currency: car.currency, phone, refusal,
  };
}

/** The screen of a car that is out; undefined when nobody has come for that. */
export function myCarView(snapshot: Snapshot): MyCarView | undefined {
  const { recognition, myCar: { car, errand, refusal } } = snapshot.context;
  if (!snapshot.matches({ journey: 'myCar' }) || recognition === undefined) return undefined;
  if (car === undefined) return { screen: 'K50', recognition, own: car, isAsking: snapshot.matches({ journey: { myCar: 'looking' } }), refusal };
  const phone = phoneOf(snapshot);
  const isAt = (state: 'extending' | 'buying' | 'swapping'): boolean => snapshot.matches({ journey: { myCar: state } });
  if (isAt('extending') || (phone !== undefined && errand === 'payExtension')) return extendView(snapshot, car, phone);
  if (isAt('swapping') || (phone !== undefined && errand === 'paySwap')) return swapView(snapshot, car, phone);
  if (isAt('buying') || phone !== undefined) return { screen: 'K52', carName: `${recognition.car.brand} ${recognition.car.model}`, purchase: car.purchase, currency: car.currency, phone, refusal };
  return { screen: 'K50', recognition, own: car, isAsking: snapshot.matches({ journey: { myCar: 'looking' } }), refusal };
}

/** K25, while the car stands with its person and has not been accepted; never once the bay is being proven. Undefined where this screen speaks for nobody. */
export function handOverView({ recognition, handOverKey, myCar: { handOver, isAccepted } }: SessionContext, bay: string): MyCarView | undefined {
  return handOver === undefined || handOverKey === undefined || isAccepted ? undefined : { screen: 'K25', bay, recognition, handOver };
}

/** K34, when the person has asked for it and nothing stands in the way: the car is locked in. */
export function conditionView({ myCar: { receipt, isConditionOpen } }: SessionContext, isStored: boolean): MyCarView | undefined {
  return receipt === undefined || !isConditionOpen ? undefined : { screen: 'K34', receipt, isStored };
}

/** What K36 shows of the receipt. */
export function receiptView({ myCar: { receipt, refusal } }: SessionContext, isRecalling: boolean): Pick<Extract<MyCarView, { readonly screen: 'K36' }>, 'receipt' | 'isRecalling' | 'refusal'> {
  return { receipt, isRecalling, refusal };
}

