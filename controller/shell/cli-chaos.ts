import type { Command } from 'commander';
import type { VerbOutcome } from './verbs/outcome.ts';

/** How the command line ends a verb and reads a number. */
interface CliParts {
  readonly finish: (outcome: VerbOutcome, json: boolean) => void;
  readonly wholeNumber: (text: string) => number;
  readonly positiveNumber: (text: string) => number;
}

/** `carillon sim chaos`. */
export function addChaos(sim: Command, { finish, wholeNumber, positiveNumber }: CliParts): void {
  sim
    .command('chaos')
    .description('the processes of towers at work are killed, stopped, unplugged and starved of disk; exit 0 only if outputs become safe and screens truthful in time, and every journal opens whole')
    .option('--cycles <n>', 'how often something is done', wholeNumber, 50)
    .option('--seed <n>', 'seed of what is done and when', wholeNumber, 1)
    .option('--jobs <n>', 'towers side by side', wholeNumber, 1)
    .option('--site <site>', 'preset or path of a site file', 'tmall-shanghai')
    .option('--speed <factor>', 'speed of the simulators against the clock, for a slow machine: at most 1', positiveNumber, 1)
    .option('--results <file>', 'write down what has been played, and go on from it')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simChaos } = await import('./verbs/sim-chaos.ts');
      finish(await simChaos(options as unknown as Parameters<typeof simChaos>[0]), options['json'] === true);
    });
}
