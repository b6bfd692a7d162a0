import type { Command } from 'commander';
import type { VerbOutcome } from './verbs/outcome.ts';

/** How the command line ends a verb and reads a number. */
interface CliParts {
  readonly finish: (outcome: VerbOutcome, json: boolean) => void;
  readonly wholeNumber: (text: string) => number;
}

/** `carillon sim disk`. */
export function addDisk(sim: Command, { finish, wholeNumber }: CliParts): void {
  sim
    .command('disk')
    .description('a real journal file on a disk of our own (FUSE): the power goes at every write and flush, and the disk refuses from every operation on; exit 0 only if every journal that is found is whole')
    .option('--steps <n>', 'steps that the journal takes', wholeNumber, 24)
    .option('--cuts <n>', 'boundaries at which the power goes, spread over all', wholeNumber, 100_000)
    .option('--draws <n>', 'images of each cut for each damage that draws lots', wholeNumber, 2)
    .option('--troubles <n>', 'runs on a full, read-only or failing disk, spread over all operations', wholeNumber, 300)
    .option('--inside <n>', 'images from which the journal goes on, with further cuts', wholeNumber, 30)
    .option('--seed <n>', 'seed of what is lost', wholeNumber, 1)
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simDisk } = await import('./verbs/sim-disk.ts');
      finish(await simDisk(options as unknown as Parameters<typeof simDisk>[0]), options['json'] === true);
    });
}
