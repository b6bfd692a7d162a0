import type { Clock } from '../../../hal/ports/clock.port.ts';
import { connectControl, type ControlClient } from '../simulation/control-socket.ts';
import { snapshotOf } from './welcome.ts';

const LOOK_EVERY_MS = 500;
/** A customer finds the coin after so many looks: five seconds. */
const FINDS_COIN_LOOKS = 10;

/** Where the screen is and where the street is. */
export interface Street {
  readonly controllerUrl: string;
  readonly controlSocket: string;
  readonly clock: Clock;
  readonly ending: AbortSignal;
}

/**
 * Holds the public screen of a simulated tower in front of its customers: they put the coin in where one is asked for, drive out the cars that are handed over, and drive in, get
 * out, press both buttons and leave with those that are awaited. Whoever was sent is remembered beside the tower. Resolves when ended.
 */
export async function sendCustomers({ controllerUrl, controlSocket, clock, ending }: Street): Promise<void> {
  let hands: ControlClient | undefined;
  let looksAtSlot = 0;
  while (!ending.aborted) {
    try {
      const { collections, returns, coin } = await snapshotOf(controllerUrl);
      hands ??= await connectControl(controlSocket);
      await hands.act('meet', { collections, returns });
      // Long enough for whoever stands at the screen to read that it asks for the coin.
      looksAtSlot = coin === 'awaiting' ? looksAtSlot + 1 : 0;
      if (looksAtSlot === FINDS_COIN_LOOKS) await hands.act('insert-coin', { coin: 'genuine' });
    } catch {
      // A controller that is being started again shows no screen, and its simulator may go with it: nobody comes until both are back.
      hands?.close();
      hands = undefined;
    }
    await new Promise<void>((resolve) => { clock.setTimeout(resolve, LOOK_EVERY_MS); });
  }
  hands?.close();
}
