import type { PurchaseOffer, PurchaseRequest, PurchaseView } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result, Statement } from '../../ports.ts';
import { readCar } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { createKeyedWork } from '../serial-work.ts';
import { complete } from './completion.ts';
import type { CompletionParts } from './completion.ts';
import { endWithContract, look, offer } from './contracts.ts';
import { nextOf, toPurchase, toPurchaseView } from './purchase.ts';
import type { Purchase } from './purchase.ts';
import { judgeSale, reserve } from './reservation.ts';
import type { SaleParts } from './reservation.ts';

/** Purchases of the cars of one tower. */
export interface Purchases {
  /** Reserves a car and locks its price. Asking again with the same `purchaseId` returns what was reserved. */
  readonly reserve: (memberId: string, purchaseId: string, request: PurchaseRequest) => Promise<Result<PurchaseView, Refusal>>;
  /** What a car that is out with this member costs, and whether it may be reserved. Reserves nothing. */
  readonly quote: (memberId: string, drive: { readonly carId: string; readonly bookingId: string }) => Promise<Result<PurchaseOffer, Refusal>>;
  /** Hands it to whoever makes the contract. Asking again goes on with the same contract. */
  readonly handOff: (memberId: string, purchaseId: string) => Promise<Result<PurchaseView, Refusal>>;
  readonly cancel: (memberId: string, purchaseId: string) => Promise<Result<PurchaseView, Refusal>>;
  /** The member's own, with a look at its contract; a provider that does not answer changes nothing. */
  readonly one: (memberId: string, purchaseId: string) => Promise<Result<PurchaseView, Refusal>>;
  readonly ofMember: (memberId: string) => Promise<Result<readonly PurchaseView[], Refusal>>;
  /** The provider says that a contract has changed: look there. */
  readonly look: (purchaseId: string) => Promise<Result<void, Refusal>>;
  /** Everything that has somewhere to go: contracts looked at, prices that lapse, sales completed. */
  readonly work: () => Promise<Result<void, Refusal>>;
}

/** What purchases need beyond the room's parts. */
export type PurchaseParts = CompletionParts & SaleParts;

async function read(parts: PurchaseParts, query: Statement): Promise<Result<readonly Purchase[], Refusal>> {
  const found = await parts.store.read(query);
  return found.ok ? ok(found.value.map(toPurchase)) : storeRefused(found.error);
}

async function readOne(parts: PurchaseParts, purchaseId: string): Promise<Result<Purchase | undefined, Refusal>> {
  const found = await read(parts, statement('purchase.one', { purchaseId }));
  return found.ok ? ok(found.value[0]) : found;
}

/** The member's own purchase; one of somebody else is as unknown as none. */
async function own(parts: PurchaseParts, memberId: string, purchaseId: string): Promise<Result<Purchase, Refusal>> {
  const found = await readOne(parts, purchaseId);
  if (!found.ok) return found;
  return found.value?.memberId === memberId ? ok(found.value) : refuse('purchaseUnknown', 'There is no such purchase of yours.');
}

/** Whether the price lock has run out. By a clock that nobody believes nothing lapses. */
async function isOver(parts: PurchaseParts, { lockedUntilUtcMs }: Purchase): Promise<Result<boolean, Refusal>> {
  if (parts.wall.utcMs() < lockedUntilUtcMs) return ok(false);
  const doubtful = await parts.isClockDoubtful();
  return doubtful.ok ? ok(!doubtful.value) : doubtful;
}

/** One step of the tower itself. A contract that nobody has signed by the end of the price lock is taken back. */
async function step(parts: PurchaseParts, purchase: Purchase): Promise<Result<void, Refusal>> {
  const over = await isOver(parts, purchase);
  if (!over.ok) return over;
  switch (nextOf(purchase, over.value)) {
    case 'nothing':
      return done;
    case 'complete':
      return complete(parts, purchase);
    case 'lapse':
      return endWithContract(parts, purchase, 'lapsed');
    case 'offer':
    case 'look': {
      // A signature in time counts, so the contract is looked at before the price lapses.
      const seen = await (purchase.state === 'handedOff' ? look(parts, purchase) : over.value ? done : offer(parts, purchase));
      if (!seen.ok || !over.value) return seen;
      const after = await readOne(parts, purchase.purchaseId);
      if (!after.ok) return after;
      return after.value?.state === 'reserved' || after.value?.state === 'handedOff' ? endWithContract(parts, after.value, 'lapsed') : done;
    }
  }
}

/** As far as it gets now: a signature is followed by the sale at once. */
async function advance(parts: PurchaseParts, purchaseId: string): Promise<Result<void, Refusal>> {
  const before = await readOne(parts, purchaseId);
  if (!before.ok || before.value === undefined) return before.ok ? done : before;
  const stepped = await step(parts, before.value);
  if (!stepped.ok) return stepped;
  const after = await readOne(parts, purchaseId);
  if (!after.ok) return after;
  return after.value?.state === 'signed' && before.value.state !== 'signed' ? complete(parts, after.value) : done;
}

async function handOff(parts: PurchaseParts, memberId: string, purchaseId: string): Promise<Result<void, Refusal>> {
  const found = await own(parts, memberId, purchaseId);
  if (!found.ok) return found;
  const { state } = found.value;
  if (state === 'lapsed' || state === 'cancelled') return refuse('purchaseOver', 'This purchase has ended. Please reserve the car again.');
  if (state !== 'reserved') return advance(parts, purchaseId);
  const over = await isOver(parts, found.value);
  if (!over.ok) return over;
  if (over.value) return refuse('priceLapsed', 'The locked price has run out. Please reserve the car again.');
  const offered = await offer(parts, found.value);
  return offered.ok ? advance(parts, purchaseId) : offered;
}

async function cancel(parts: PurchaseParts, memberId: string, purchaseId: string): Promise<Result<void, Refusal>> {
  const found = await own(parts, memberId, purchaseId);
  if (!found.ok) return found;
  switch (found.value.state) {
    case 'lapsed':
    case 'cancelled':
      return done;
    case 'signed':
    case 'sold':
      return refuse('contractSigned', 'The contract has been signed already. This purchase cannot be cancelled here any more.');
    case 'reserved':
    case 'handedOff':
      return endWithContract(parts, found.value, 'cancelled');
  }
}

/** The price stands on the car; a purchase of its own goes before every reason against a new one. */
async function quote(parts: PurchaseParts, memberId: string, { carId, bookingId }: { readonly carId: string; readonly bookingId: string }): Promise<Result<PurchaseOffer, Refusal>> {
  const [car, kept] = [await readCar(parts, carId), await read(parts, statement('purchase.ofCar', { carId }))];
  if (!car.ok) return car;
  if (!kept.ok) return kept;
  const price = car.value?.['priceMinor'];
  const offer = { lockHours: parts.site.booking.beyond.priceLockHours, ...(typeof price === 'number' && { priceMinor: price }) };
  const [purchase] = kept.value;
  if (purchase?.memberId === memberId) {
    const { state, priceMinor, lockedUntilUtcMs } = purchase;
    return ok({ ...offer, own: { state, priceMinor, lockedUntilUtcMs } });
  }
  if (purchase !== undefined) return ok({ ...offer, code: 'carReserved' });
  const judged = await judgeSale(parts, memberId, { carId, bookingId });
  if (judged.ok) return ok(offer);
  return judged.error.code === 'storeUnavailable' ? judged : ok({ ...offer, code: judged.error.code });
}

/** The purchases of one tower. Each is worked on once at a time. */
export function createPurchases(parts: PurchaseParts): Purchases {
  const inTurn = createKeyedWork();
  const view = async (memberId: string, purchaseId: string): Promise<Result<PurchaseView, Refusal>> => {
    const found = await own(parts, memberId, purchaseId);
    return found.ok ? ok(toPurchaseView(found.value)) : found;
  };
  const then = async (acted: Result<unknown, Refusal>, memberId: string, purchaseId: string) => (acted.ok ? view(memberId, purchaseId) : acted);
  return {
    reserve: (memberId, purchaseId, request) => inTurn(purchaseId, async () => then(await reserve(parts, memberId, purchaseId, request), memberId, purchaseId)),
    quote: (memberId, drive) => quote(parts, memberId, drive),
    handOff: (memberId, purchaseId) => inTurn(purchaseId, async () => then(await handOff(parts, memberId, purchaseId), memberId, purchaseId)),
    cancel: (memberId, purchaseId) => inTurn(purchaseId, async () => then(await cancel(parts, memberId, purchaseId), memberId, purchaseId)),
    one: async (memberId, purchaseId) => {
      const found = await own(parts, memberId, purchaseId);
      if (!found.ok) return found;
      const advanced = await inTurn(purchaseId, () => advance(parts, purchaseId));
      return !advanced.ok && advanced.error.code === 'storeUnavailable' ? advanced : view(memberId, purchaseId);
    },
    ofMember: async (memberId) => {
      const found = await read(parts, statement('purchase.ofMember', { memberId }));
      return found.ok ? ok(found.value.map(toPurchaseView)) : found;
    },
    look: (purchaseId) => inTurn(purchaseId, () => advance(parts, purchaseId)),
    work: async () => {
      const open = await read(parts, statement('purchase.open'));
      if (!open.ok) return open;
      for (const { purchaseId } of open.value) {
        const advanced = await inTurn(purchaseId, () => advance(parts, purchaseId));
        // A provider that does not answer is asked again; the journal that does not is what the caller must hear of.
        if (!advanced.ok && advanced.error.code === 'storeUnavailable') return advanced;
      }
      return done;
    },
  };
}
