import type { Command } from 'commander';
import type { VerbOutcome } from './verbs/outcome.ts';

/** How the command line ends a verb and reads a number. */
export interface CliParts {
  readonly finish: (outcome: VerbOutcome, json: boolean) => void;
  readonly wholeNumber: (text: string) => number;
}

/** The verbs that spoil the tower, to show that the simulation would notice. */
export function addSpoilt(sim: Command, { finish, wholeNumber }: CliParts): void {
  sim
    .command('mutants')
    .description('every row of the interlock table spoilt in every way; exit 0 only if each is noticed by an invariant, or answered by name')
    .option('--rows <ids>', 'these only, with commas between them')
    .option('--mutations <names>', 'these only, with commas between them', 'all')
    .option('--seeds <n>', 'runs at random of what the plays have not killed', wholeNumber, 0)
    .option('--seconds <n>', 'simulated seconds of commands for each of those', wholeNumber, 30)
    .option('--results <file>', 'write each fate down there, and go on from it')
    .option('--jobs <n>', 'processes side by side', wholeNumber, 1)
    .option('--share <k/n>', 'of so many shares this one')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simMutants } = await import('./verbs/sim-mutants.ts');
      finish(await simMutants(options as unknown as Parameters<typeof simMutants>[0]), options['json'] === true);
    });
  sim
    .command('planted')
    .description('bugs planted between the parts; exit 0 only if each is found within its seeds')
    .option('--bug <names>', 'these only, with commas between them')
    .option('--budget <n>', 'seeds for each', wholeNumber, 5000)
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simPlanted } = await import('./verbs/sim-planted.ts');
      finish(await simPlanted(options as unknown as Parameters<typeof simPlanted>[0]), options['json'] === true);
    });
}
