import { rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ReadStream } from 'node:tty';
import type { Site } from '../../config/schema/site.schema.ts';
import type { BytePipe, OpenPipe } from '../../hal/ports/byte-pipe.port.ts';

/** A tower whose buses can be put behind ptys. */
export interface ServedBuses {
  readonly openPipe: Readonly<Record<string, OpenPipe>>;
}

/** One pseudo-terminal per bus. */
export interface PtyPorts {
  /** Path of the port to open, by bus id. */
  readonly paths: Readonly<Record<string, string>>;
  /** Pulls the adapter of a bus out: whoever has its port open sees it hang up, and there is none to open. Harmless for one that is out. */
  readonly unplug: (busId: string) => void;
  /** Puts it back, under the same path. Harmless for one that is in. */
  readonly plug: (busId: string) => void;
  readonly close: () => void;
}

interface OpenedPty {
  readonly master: number;
  readonly slave: number;
  readonly pty: string;
}

type OpenPty = (columns: number, rows: number) => OpenedPty;

/** Loads the native part alone: the documented `open` of the package reads from the slave itself and would steal bytes. */
function loadOpenPty(): OpenPty {
  const beside = createRequire(createRequire(import.meta.url).resolve('@lydell/node-pty'));
  const native: unknown = beside(`@lydell/node-pty-${process.platform}-${process.arch}/pty.node`);
  if (typeof native !== 'object' || native === null || !('open' in native) || typeof native.open !== 'function') {
    throw new Error('the native pty part has no open(): pseudo-terminals cannot be made on this machine');
  }
  return native.open as OpenPty;
}

/** Raw: no echo, no line editing, no translation. The slave stays open here, so that a controller may come and go. */
function makeRaw(slave: number): ReadStream {
  const stream = new ReadStream(slave);
  stream.setRawMode(true);
  stream.pause();
  // A terminal that hangs up late must not keep the simulator alive.
  stream.unref();
  return stream;
}

/** The adapter of one bus. */
interface Adapter {
  readonly busId: string;
  readonly path: string;
  readonly plug: () => void;
  readonly unplug: () => void;
  readonly close: () => void;
}

/** Two ends of one pty; ended together. */
interface Plugged {
  readonly line: ReadStream;
  readonly held: ReadStream;
}

/** Carries bytes between ptys and a bus. When the line is cut the pty stays, deaf; once it is mended bytes pass again. */
async function createAdapter(busId: string, path: string, open: OpenPipe, openPty: OpenPty): Promise<Adapter> {
  let pipe: BytePipe | undefined;
  let plugged: Plugged | undefined;

  const connect = async (): Promise<void> => {
    const opened = await open();
    if (!opened.ok) return;
    pipe = opened.value;
    pipe.onBytes((bytes) => plugged?.line.write(bytes));
    pipe.onClosed(() => {
      pipe = undefined;
    });
  };
  const plug = (): void => {
    if (plugged !== undefined) return;
    const { master, slave, pty } = openPty(80, 24);
    const held = makeRaw(slave);
    const line = new ReadStream(master);
    line.unref();
    line.on('data', (bytes: Buffer) => {
      if (pipe === undefined) void connect();
      else pipe.write(bytes);
    });
    // A pty whose far side is gone reads as an error; the controller hears nothing, as from a pulled plug.
    line.on('error', () => line.destroy());
    plugged = { line, held };
    // The name stays when the adapter comes back as another terminal, as udev's names by path do.
    rmSync(path, { force: true });
    symlinkSync(pty, path);
  };
  const unplug = (): void => {
    rmSync(path, { force: true });
    plugged?.line.destroy();
    plugged?.held.destroy();
    plugged = undefined;
  };
  plug();
  await connect();
  return {
    busId, path, plug, unplug,
    close: () => {
      pipe?.close();
      unplug();
    },
  };
}

/** Makes a pty for each bus, named in `folder`, and connects it to the simulated line; baud timing stays that of the line. */
export async function servePtys(site: Site, sim: ServedBuses, folder: string): Promise<PtyPorts> {
  const openPty = loadOpenPty();
  const adapters: Adapter[] = [];
  for (const { id } of site.buses) {
    const open = sim.openPipe[id];
    if (open === undefined) throw new Error(`the simulated tower has no bus "${id}"`);
    adapters.push(await createAdapter(id, join(folder, `tty-${id}`), open, openPty));
  }
  const adapterOf = (busId: string): Adapter => {
    const adapter = adapters.find((each) => each.busId === busId);
    if (adapter === undefined) throw new Error(`there is no bus "${busId}"; known: ${adapters.map((each) => each.busId).join(', ')}`);
    return adapter;
  };
  return {
    paths: Object.fromEntries(adapters.map(({ busId, path }) => [busId, path])),
    unplug: (busId) => adapterOf(busId).unplug(),
    plug: (busId) => adapterOf(busId).plug(),
    close: () => adapters.forEach((each) => each.close()),
  };
}
