/** A process that plays the visits it is told, one after the other, and answers each. Ends when whoever tells it has gone. */
import { createCutPlayer, type CutOrder } from './cut-player.ts';

const play = createCutPlayer();

process.on('message', (order: CutOrder) => {
  void play(order).then((done) => { process.send?.(done); });
});
