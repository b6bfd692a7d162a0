// A process of its own: mounts a played /sys/class/gpio into its mount namespace, runs onoff's user in there (another
// process: who serves a file system must not wait for it), and moves pins as told on its standard input: `<pin> <0|1>`.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, read, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createSystemClock } from '../../../system/system-clock.ts';
import { createFuseServer } from './fuse-server.ts';
import { createSysfsTree } from './sysfs-tree.ts';

const MOUNT_POINT = '/sys/class/gpio';
const FIRST_PIN = 512;
const REQUEST_BYTES = 135_168;

const tree = createSysfsTree('carillon-io', FIRST_PIN, 16);
const server = createFuseServer(tree);
const clock = createSystemClock();
const device = openSync('/dev/fuse', 'r+');
const buffer = Buffer.alloc(REQUEST_BYTES);

/** A thread waits for the kernel's next request and would hold an orderly exit up. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

function serve(): void {
  read(device, buffer, 0, REQUEST_BYTES, null, (error, length) => {
    if (error) {
      // Before the mount nothing can be read; after the end of the mount nothing will be.
      if (error.code === 'EPERM') clock.setTimeout(serve, 5);
      else end();
      return;
    }
    const reply = server.answer(Buffer.from(buffer.subarray(0, length)));
    if (reply !== undefined) writeSync(device, reply);
    serve();
  });
}

function mount(args: readonly string[], extra: readonly number[], then: () => void): void {
  const child = spawn('mount', [...args], { stdio: ['ignore', 'inherit', 'inherit', ...extra] });
  child.on('exit', (code) => (code === 0 ? then() : end()));
}

function runUser(): void {
  const user = spawn(process.execPath, [fileURLToPath(new URL('./use-onoff.ts', import.meta.url))], { stdio: [3, 4, 'inherit'] });
  user.on('exit', end);
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const [pin = 0, level = 0] = line.split(' ').map(Number);
  if (!tree.drive(FIRST_PIN + pin, level === 1)) return;
  for (const notice of server.edge(FIRST_PIN + pin)) writeSync(device, notice);
}).on('close', end);

serve();
mount(['-t', 'tmpfs', 'tmpfs', '/sys/class'], [], () => {
  mkdirSync(MOUNT_POINT);
  mount(['-i', '-t', 'fuse', '-o', 'fd=3,rootmode=40000,user_id=0,group_id=0', 'none', MOUNT_POINT], [device], runUser);
});
