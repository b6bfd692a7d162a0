// A process of its own in a mount namespace of its own: mounts a disk of ours in the folder that it is given, plays the plan that it is given as
// JSON, and prints the report.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createJournalFinder } from './found-journal.ts';
import { mountDisk } from './mounted-disk.ts';
import { playDisk, type DiskPlan } from './play-disk.ts';

const [folder = '', plan = '{}'] = process.argv.slice(2);

/** A thread waits for the kernel's next request and would hold an orderly exit up. */
const end = (): void => { process.kill(process.pid, 'SIGKILL'); };

const [{ createDisk, DAMAGES }, { createSeededRng }] = await Promise.all([import('../../../../sim/disk/disk.ts'), import('../../../../sim/time/seeded-rng.ts')]);
// Whoever asked has gone.
process.stdin.on('end', end).resume();

const [disk, found] = [join(folder, 'disk'), join(folder, 'found')];
for (const each of [disk, found]) mkdirSync(each);
const mounted = await mountDisk(disk);
const report = await playDisk(JSON.parse(plan) as DiskPlan, { createDisk, damages: DAMAGES, rng: createSeededRng }, mounted, createJournalFinder(found));
mounted.close();
process.stdout.write(`${JSON.stringify(report)}\n`, end);
