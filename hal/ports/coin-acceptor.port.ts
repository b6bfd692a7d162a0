import type { LineFault } from './line.port.ts';
import type { Result } from './result.ts';

/**
 * A coin acceptor with an escrow. It swallows what is put in, verifies it by itself, and lets what is not genuine fall back without a
 * word; a genuine coin lies in the escrow until it is given back or the next one pushes it into the box.
 */
export interface CoinAcceptor {
  /** A genuine coin lies in the escrow; undefined when the acceptor does not answer. */
  readonly held: () => boolean | undefined;
  /** Opens or shuts the flap of the escrow; open, the coin falls back to the customer. */
  readonly setFlap: (open: boolean) => Result<void, LineFault>;
}
