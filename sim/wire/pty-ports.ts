import { createRequire } from 'node:module';
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

interface Bridge {
  readonly busId: string;
  readonly path: string;
  readonly close: () => void;
}

/** Carries bytes between a pty and a bus. When the line is cut the pty stays, deaf; once it is mended bytes pass again. */
async function bridge(busId: string, open: OpenPipe, openPty: OpenPty): Promise<Bridge> {
  const { master, slave, pty } = openPty(80, 24);
  const held = makeRaw(slave);
  const line = new ReadStream(master);
  line.unref();
  let pipe: BytePipe | undefined;
  let closed = false;

  const connect = async (): Promise<void> => {
    const opened = await open();
    if (!opened.ok) return;
    pipe = opened.value;
    pipe.onBytes((bytes) => {
      if (!closed) line.write(bytes);
    });
    pipe.onClosed(() => {
      pipe = undefined;
    });
  };
  line.on('data', (bytes: Buffer) => {
    if (pipe === undefined) void connect();
    else pipe.write(bytes);
  });
  // A pty whose far side is gone reads as an error; the controller hears nothing, as from a pulled plug.
  line.on('error', () => line.destroy());
  await connect();
  return {
    busId,
    path: pty,
    close: () => {
      closed = true;
      pipe?.close();
      line.destroy();
      held.destroy();
    },
  };
}

/** Makes a pty for each bus and connects it to the simulated line; baud timing stays that of the line. */
export async function servePtys(site: Site, sim: ServedBuses): Promise<PtyPorts> {
  const openPty = loadOpenPty();
  const bridges: Bridge[] = [];
  for (const { id } of site.buses) {
    const open = sim.openPipe[id];
    if (open === undefined) throw new Error(`the simulated tower has no bus "${id}"`);
    bridges.push(await bridge(id, open, openPty));
  }
  return {
    paths: Object.fromEntries(bridges.map(({ busId, path }) => [busId, path])),
    close: () => bridges.forEach((each) => each.close()),
  };
}
