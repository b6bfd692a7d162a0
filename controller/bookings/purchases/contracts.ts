import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { ContractProvider, ContractState } from '../providers/contracts.port.ts';
import type { Providers } from '../providers/providers.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { afterContract } from './purchase.ts';
import type { Purchase } from './purchase.ts';

/** What handing over to the maker of contracts needs. */
export interface ContractParts extends BookingParts {
  readonly providers: Pick<Providers, 'contracts'>;
}

const unavailable = refuse('contractUnavailable', 'The contract service does not answer just now. Your price stays locked. Please try again soon.');

/** Ends a purchase: the car is everybody's again. */
async function end(parts: BookingParts, { purchaseId, carId, memberId, isOffered }: Purchase, state: 'lapsed' | 'cancelled'): Promise<Result<void, Refusal>> {
  const utcMs = parts.wall.utcMs();
  const stored = await parts.store.commit([
    statement('purchase.end', { purchaseId, state, isOffered: isOffered ? 1 : 0, utcMs }, 1),
    auditStatement('purchaseEnded', { purchaseId, carId, state }, utcMs),
    tell(parts, { type: 'purchase.ended', subject: `purchase/${purchaseId}`, data: { purchaseId, carId, memberId, state } }),
  ]);
  return stored.ok || stored.error.code === 'conflict' ? done : storeRefused(stored.error);
}

/** Writes down what the provider says of the contract. */
async function record(parts: BookingParts, purchase: Purchase, { state, contractRef, signUrl }: ContractState): Promise<Result<void, Refusal>> {
  const { purchaseId, carId } = purchase;
  const utcMs = parts.wall.utcMs();
  const next = afterContract(purchase.state, state);
  // Taken back at the end of the price lock, before a cut kept the journal from saying so: that is a lapse.
  if (next === 'cancelled') return end(parts, { ...purchase, isOffered: true }, utcMs >= purchase.lockedUntilUtcMs ? 'lapsed' : 'cancelled');
  if (next === purchase.state) return done;
  const written = next === 'signed' ? statement('purchase.sign', { purchaseId, contractRef, utcMs }, 1) : statement('purchase.handOff', { purchaseId, contractRef, signUrl, utcMs }, 1);
  const stored = await parts.store.commit([written, auditStatement('contractChanged', { purchaseId, carId, state: next, contractRef }, utcMs)]);
  return stored.ok || stored.error.code === 'conflict' ? done : storeRefused(stored.error);
}

/** Hands the purchase to the provider, or asks again with the same id for what it may have made already. */
export async function offer(parts: ContractParts, purchase: Purchase): Promise<Result<void, Refusal>> {
  const { contracts } = parts.providers;
  if (contracts === undefined) return unavailable;
  const { purchaseId, memberId, priceMinor, currency, car } = purchase;
  // Durable before the provider hears of it: a contract that it may have made is never forgotten.
  const marked = await parts.store.commit([statement('purchase.offer', { purchaseId, utcMs: parts.wall.utcMs() }, 1)]);
  if (!marked.ok) return marked.error.code === 'conflict' ? refuse('purchaseOver', 'This purchase has ended, or goes on already. Please look at it again.') : storeRefused(marked.error);
  const made = await contracts.offer({ purchaseId, buyer: memberId, vin: car.vin, variantId: car.variantId, amountMinor: priceMinor, currency });
  return made.ok ? record(parts, purchase, made.value) : unavailable;
}

/** Asks the provider where the contract is. */
export async function look(parts: ContractParts, purchase: Purchase): Promise<Result<void, Refusal>> {
  const { contracts } = parts.providers;
  if (contracts === undefined || purchase.state !== 'handedOff') return done;
  const seen = await contracts.look(purchase.purchaseId);
  return seen.ok ? record(parts, purchase, seen.value) : unavailable;
}

/** Takes the contract back. Answers what stands at the provider afterwards: `declined` when it binds nobody any more. */
async function withdraw(contracts: ContractProvider, { purchaseId, memberId, priceMinor, currency, car, contractRef }: Purchase): Promise<Result<ContractState | undefined, Refusal>> {
  if (contractRef === undefined) {
    // An offer whose answer was lost may still be on its way: once it is known there, a late one has no effect.
    const known = await contracts.offer({ purchaseId, buyer: memberId, vin: car.vin, variantId: car.variantId, amountMinor: priceMinor, currency });
    if (!known.ok) return known.error.code === 'refused' ? ok(undefined) : unavailable;
  }
  const withdrawn = await contracts.withdraw(purchaseId);
  if (withdrawn.ok) return ok(undefined);
  if (withdrawn.error.code === 'unreachable') return unavailable;
  const seen = await contracts.look(purchaseId);
  return seen.ok ? ok(seen.value) : unavailable;
}

/**
 * Ends a purchase, with its contract first. A contract that has been signed binds: then the purchase goes on. Nothing ends on what is not
 * known: the car stays promised until the provider has answered.
 */
export async function endWithContract(parts: ContractParts, purchase: Purchase, state: 'lapsed' | 'cancelled'): Promise<Result<void, Refusal>> {
  if (!purchase.isOffered) return end(parts, purchase, state);
  const { contracts } = parts.providers;
  if (contracts === undefined) return unavailable;
  const left = await withdraw(contracts, purchase);
  if (!left.ok) return left;
  if (left.value === undefined || left.value.state === 'declined') return end(parts, purchase, state);
  if (left.value.state === 'offered') return unavailable;
  const recorded = await record(parts, purchase, left.value);
  return recorded.ok ? refuse('contractSigned', 'The contract has been signed already. This purchase cannot be cancelled here any more.') : recorded;
}
