import type { Result, Statement, StoreFault, StoreHealth, StoreRow } from '../ports.ts';

/** Client to store thread. Each request gets exactly one reply with its `id`. */
export type StoreRequest =
  | { readonly id: number; readonly kind: 'commit'; readonly batch: readonly Statement[] }
  | { readonly id: number; readonly kind: 'read'; readonly query: Statement };

/** Store thread to client. */
export type StoreReply =
  | { readonly id: number; readonly kind: 'result'; readonly result: Result<readonly StoreRow[] | undefined, StoreFault>; readonly health: StoreHealth }
  /** A mistake of the program: an unknown statement, a missing parameter. */
  | { readonly id: number; readonly kind: 'thrown'; readonly message: string }
  /** Another client's commit has changed the health. */
  | { readonly kind: 'health'; readonly health: StoreHealth };

/** Owner to store thread. */
export type StoreOrder = { readonly kind: 'connect'; readonly port: MessagePort } | { readonly kind: 'close' };

/** Store thread to owner. */
export type StoreNews = { readonly kind: 'opened' } | { readonly kind: 'refused'; readonly error: StoreFault } | { readonly kind: 'closed' };

type MessagePort = import('node:worker_threads').MessagePort;
