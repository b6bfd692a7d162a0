import { refuse } from '../bookings/refusal.ts';
import type { Refusal } from '../bookings/refusal.ts';
import type { Result } from '../ports.ts';
import type { ApiContext } from './context.ts';

/** Does something of a collection for whoever was recognised for it at this kiosk, and for nobody else. */
export async function forCustomer<T>({ collectionKeys }: Pick<ApiContext, 'collectionKeys'>, collectionId: string, key: string, deed: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
  if (!collectionKeys.isTheirs(collectionId, key)) return refuse('ticketWrong', 'Only the person that was recognised here can do this. Nothing was changed. It can be done on the phone.');
  return deed();
}
