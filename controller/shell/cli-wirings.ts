import type { Command } from 'commander';
import type { VerbOutcome } from './verbs/outcome.ts';

/** What the command line lends to each of its parts. */
interface Means {
  readonly finish: (outcome: VerbOutcome, asJson: boolean) => void;
  readonly wholeNumber: (text: string) => number;
}

/** `carillon sim wirings`. */
export function addWirings(sim: Command, { finish, wholeNumber }: Means): void {
  sim
    .command('wirings')
    .description('the software without its safety relay under every single fault, and the relay alone under random commands; exit 0 only if each kept what it answers for')
    .option('--runs <n>', 'runs of each', wholeNumber, 20)
    .option('--seed <n>', 'first seed', wholeNumber, 1)
    .option('--site <site>', 'preset', 'tmall-shanghai')
    .option('--wiring <wiring>', 'software or relay (default: both)')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simWirings } = await import('./verbs/sim-wirings.ts');
      finish(await simWirings(options as unknown as Parameters<typeof simWirings>[0]), options['json'] === true);
    });
}
