import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, read, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createSystemClock } from '../../../../hal/system/system-clock.ts';
import type { DiskImage, DiskOp } from '../../../../sim/disk/disk.ts';
import type { DiskTrouble } from '../../../../sim/disk/disk-trouble.ts';
import type { Written } from './series-writer.ts';

/** Something that happened on a disk, in its order. */
export type DiskEvent = DiskOp | { readonly op: 'told'; readonly text: string };

/** What one program run on one disk has left. */
export interface Episode {
  readonly written: Written;
  readonly events: readonly DiskEvent[];
  /** The number of the first file of the disk, for whoever does the same again. */
  readonly firstNode: number;
  /** How many operations the disk has refused. */
  readonly refused: number;
}

/** A disk under a program that works on a journal in another process: who serves a file system must not wait for it. */
export interface MountedDisk {
  /** Puts in a disk that holds these files, lets the writer work up to this step, and says what it did. */
  readonly play: (upTo: number, before?: DiskImage, trouble?: DiskTrouble) => Promise<Episode>;
  readonly close: () => void;
}

const WRITER = fileURLToPath(new URL('./series-writer.ts', import.meta.url));
const DEVICE = '/dev/fuse';
/** Nothing can be read before the kernel has mounted it. */
const MOUNTS_MS = 5;

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve));

/** Mounts a disk at this folder, in whatever mount namespace this process lives, and starts a writer on it. */
export async function mountDisk(folder: string): Promise<MountedDisk> {
  const [{ createDisk }, { createAilment }, { createFuseDisk, FIRST_NODE }, { REQUEST_BYTES }] = await Promise.all([
    import('../../../../sim/disk/disk.ts'), import('../../../../sim/disk/disk-trouble.ts'), import('../../../../sim/disk/fuse-disk.ts'), import('../../../../sim/disk/fuse-layout.ts'),
  ]);
  let [disk, ailment, events, lastNode] = [createDisk(), createAilment(undefined), [] as DiskEvent[], FIRST_NODE];
  const served = createFuseDisk({
    disk: () => disk, ailment: () => ailment,
    onOp: (op) => { events.push(op); },
    onTold: (text) => { events.push({ op: 'told', text }); },
    nextNode: () => (lastNode += 1),
  });
  const clock = createSystemClock();
  const device = openSync(DEVICE, 'r+');
  const buffer = Buffer.alloc(REQUEST_BYTES);
  const serve = (): void => {
    read(device, buffer, 0, REQUEST_BYTES, null, (error, length) => {
      if (error) {
        if (error.code === 'EPERM') clock.setTimeout(serve, MOUNTS_MS);
        return;
      }
      const reply = served.answer(Buffer.from(buffer.subarray(0, length)));
      if (reply !== undefined) writeSync(device, reply);
      serve();
    });
  };
  serve();
  const mounted = await ended(spawn('mount', ['-i', '-t', 'fuse', '-o', 'fd=3,rootmode=40000,user_id=0,group_id=0', 'none', folder], { stdio: ['ignore', 'inherit', 'inherit', device] }));
  if (mounted !== 0) throw new Error('the disk cannot be mounted');
  const writer = spawn(process.execPath, [WRITER, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: writer.stdout })[Symbol.asyncIterator]();
  return {
    play: async (upTo, before, trouble) => {
      const firstNode = lastNode + 1;
      disk = createDisk(before, firstNode);
      lastNode += before?.size ?? 0;
      [ailment, events] = [createAilment(trouble), []];
      const recorded = events;
      writer.stdin.write(`${String(upTo)}\n`);
      const answer = await answers.next();
      if (answer.done === true) throw new Error('the writer has died');
      return { written: JSON.parse(answer.value) as Written, events: recorded, firstNode, refused: ailment.refused() };
    },
    close: () => { writer.kill(); },
  };
}
