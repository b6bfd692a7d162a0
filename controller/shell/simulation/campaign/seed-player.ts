/**
 * A process that plays the ranges of seeds it is told, one after the other, and answers each with its report. It lives for a whole campaign: a
 * fresh process spends the first seconds reading and compiling the program. Ends when whoever tells it has gone.
 */
import type { SeedRange } from './seed-processes.ts';
import { playSeeds } from './play-seeds.ts';

process.on('message', ({ from, runs, site }: SeedRange) => {
  void playSeeds(from, runs, site, () => undefined).then((report) => { process.send?.(report); });
});

process.on('disconnect', () => { process.exit(); });
