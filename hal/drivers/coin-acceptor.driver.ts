import type { CoinAcceptor } from '../ports/coin-acceptor.port.ts';
import type { Gpio } from '../ports/line.port.ts';

/** Names of its two lines in the site file. */
export const COIN_LINES = { held: 'coinHeld', flap: 'coinReturn' } as const;

/** A coin acceptor on two GPIO lines: a contact under the escrow, and the magnet of its flap. */
export function createCoinAcceptor(gpio: Pick<Gpio, 'input' | 'output'>): CoinAcceptor {
  const held = gpio.input(COIN_LINES.held);
  const flap = gpio.output(COIN_LINES.flap);
  return { held: held.level, setFlap: flap.write };
}
