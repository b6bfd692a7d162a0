import { z } from 'zod';
import { no, yes } from '../answers.ts';
import type { Said } from '../answers.ts';
import { contractRequestSchema } from '../records.ts';
import { digestOf } from '../state.ts';
import type { Contract } from '../state.ts';
import type { Desk } from './payments.ts';

/** How it stands, or that it was never offered. */
export function lookAtContract({ memory, publicUrl }: Desk, purchaseId: string): Said {
  const contract = memory.state.contracts.get(purchaseId);
  if (contract === undefined) return no('contractUnknown', `Nothing is known of a contract for the purchase ${purchaseId}. Offer it first.`);
  return yes({ state: contract.state, contractRef: `sandbox-${purchaseId}`, signUrl: `${publicUrl()}/sandbox/contracts/${encodeURIComponent(purchaseId)}` });
}

/** Makes out the contract; the same id with the same content has one effect. */
export function offerContract(desk: Desk, towerId: string, body: unknown): Said {
  const asked = contractRequestSchema.safeParse(body);
  if (!asked.success) return no('requestInvalid', z.prettifyError(asked.error));
  const request = asked.data;
  const known = desk.memory.state.contracts.get(request.purchaseId);
  if (known !== undefined) {
    const isSame = known.towerId === towerId && digestOf(known.request) === digestOf(request);
    return isSame ? lookAtContract(desk, request.purchaseId) : no('idConflict', `The contract of ${request.purchaseId} was offered with another content. Nothing was done.`);
  }
  const stored = desk.memory.write({ kind: 'contract', towerId, request, utcMs: desk.wall.utcMs() });
  return stored.ok ? lookAtContract(desk, request.purchaseId) : no('storeFailed', stored.error.message);
}

/** Sets another state; whoever may not have it has been refused before. */
export function changeContract(desk: Desk, purchaseId: string, state: Contract['state']): Said {
  const stored = desk.memory.write({ kind: 'contractState', purchaseId, state, utcMs: desk.wall.utcMs() });
  return stored.ok ? lookAtContract(desk, purchaseId) : no('storeFailed', stored.error.message);
}

/** Takes the offer back. */
export function withdrawContract(desk: Desk, purchaseId: string): Said {
  const contract = desk.memory.state.contracts.get(purchaseId);
  if (contract?.state === 'signed') return no('contractSigned', `The contract of ${purchaseId} is signed by both sides and cannot be taken back here. Nothing was done.`);
  return contract?.state === 'offered' ? changeContract(desk, purchaseId, 'declined') : lookAtContract(desk, purchaseId);
}
