/** What somebody puts into the slot. */
export type Coin = 'genuine' | 'false';

/** The slot as people meet it, and its truth. */
export interface CoinSlot {
  /** Puts a coin in. A false one, and one that finds the escrow taken, falls back at once. */
  readonly insert: (coin: Coin) => void;
  /** Coins that lie in the tray for whoever takes them. */
  readonly tray: () => number;
  /** Coins that the tower has kept for good. */
  readonly kept: () => number;
}

/** The slot with its wires. */
export interface WiredCoinSlot extends CoinSlot {
  /** The contact under the escrow. */
  readonly held: () => boolean;
  /** The magnet of the flap. */
  readonly setFlap: (open: boolean) => void;
  /** Nothing rolls and nothing is being verified. */
  readonly atRest: () => boolean;
}

/** Size, weight and alloy are judged while the coin rolls through. */
const VERIFY_MS = 400;

/** An empty acceptor. `wake`: something has changed for the tower to see. */
export function createCoinSlot(nowMs: () => number, wake: () => void): WiredCoinSlot {
  let insertedAtMs: number | undefined;
  let inTray = 0;
  let inBox = 0;
  let flapOpen = false;

  const verified = (): boolean => insertedAtMs !== undefined && nowMs() - insertedAtMs >= VERIFY_MS;
  const fallBack = (): void => {
    if (insertedAtMs === undefined) return;
    insertedAtMs = undefined;
    inTray += 1;
  };
  return {
    insert: (coin) => {
      wake();
      if (coin === 'false' || flapOpen || (insertedAtMs !== undefined && !verified())) {
        inTray += 1;
        return;
      }
      // The next genuine coin pushes the one before into the box.
      if (insertedAtMs !== undefined) inBox += 1;
      insertedAtMs = nowMs();
    },
    tray: () => inTray,
    kept: () => inBox + (verified() ? 1 : 0),
    held: () => verified() && !flapOpen,
    setFlap: (open) => {
      flapOpen = open;
      if (open) fallBack();
      wake();
    },
    atRest: () => insertedAtMs === undefined || verified(),
  };
}
