import { connect, type Socket } from 'node:net';
import type { Clock } from '../../ports/clock.port.ts';
import type { Gpio, LineFault, OutputLine } from '../../ports/line.port.ts';
import { done, fault, ok, type Result } from '../../ports/result.ts';
import { createInputTable, type GpioSite, type InputTable } from './input-table.ts';

/** What the socket driver needs. The clock must be the system's: its zero is the zero of the stamps. */
export interface SocketGpioParts {
  readonly path: string;
  readonly site: GpioSite;
  readonly clock: Clock;
}

interface SocketState {
  socket: Socket | undefined;
  rest: string;
  closed: boolean;
}

const RECONNECT_MS = 250;
/** A message of sixteen lines takes a few hundred characters; more without a line end is not one. */
const MAX_MESSAGE_CHARS = 16_384;
const NS_PER_MS = 1e6;

/** Levels by line name and the sender's monotonic instant in ms; undefined when the text is not such a message. */
function inputsOf(text: string): { readonly levels: readonly (readonly [string, boolean])[]; readonly atMs: number } | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof message !== 'object' || message === null || !('inputs' in message) || !('monoNs' in message)) return undefined;
  const { inputs, monoNs } = message;
  const atMs = typeof monoNs === 'string' ? Number(monoNs) / NS_PER_MS : Number.NaN;
  if (typeof inputs !== 'object' || inputs === null || !Number.isFinite(atMs)) return undefined;
  return { levels: Object.entries(inputs).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'), atMs };
}

function take(text: string, table: InputTable, clock: Clock): void {
  const message = inputsOf(text);
  if (message === undefined) return;
  // A stamp of the future would keep a level fresh for too long.
  const atMs = Math.min(message.atMs, clock.nowMs());
  for (const [name, level] of message.levels) table.set(name, level, atMs);
}

function listen(state: SocketState, socket: Socket, table: InputTable, clock: Clock): void {
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const messages = (state.rest + chunk).split('\n');
    state.rest = messages.pop() ?? '';
    for (const text of messages) take(text, table, clock);
    if (state.rest.length > MAX_MESSAGE_CHARS) socket.destroy();
  });
}

/** Connects; the promise tells how the first attempt went. A connection that is lost later is sought again. */
function open(state: SocketState, parts: SocketGpioParts, table: InputTable): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const socket = connect(parts.path);
    let connected = false;
    let reason: Error | undefined;
    socket.on('error', (error) => (reason = error));
    socket.on('connect', () => {
      connected = true;
      state.socket = socket;
      state.rest = '';
      resolve(undefined);
    });
    socket.on('close', () => {
      if (state.socket === socket) state.socket = undefined;
      if (!connected) resolve(reason ?? new Error('the connection was closed'));
      if (connected && !state.closed) seekAgain(state, parts, table);
    });
    listen(state, socket, table, parts.clock);
  });
}

function seekAgain(state: SocketState, parts: SocketGpioParts, table: InputTable): void {
  parts.clock.setTimeout(() => {
    if (state.closed) return;
    void open(state, parts, table).then((failed) => {
      if (failed !== undefined) seekAgain(state, parts, table);
    });
  }, RECONNECT_MS);
}

function outputOf(state: SocketState, parts: SocketGpioParts, name: string): OutputLine {
  const isOutput = parts.site.gpio.lines.some((line) => line.name === name && line.direction === 'out');
  return {
    name,
    write: (level) => {
      if (!isOutput) return fault('wrongDirection', `The site has no GPIO output "${name}". Nothing was written.`);
      if (state.socket === undefined) return fault('failed', `GPIO output "${name}" could not be written: the simulator is not connected.`);
      const monoNs = String(Math.round(parts.clock.nowMs() * NS_PER_MS));
      state.socket.write(`${JSON.stringify({ set: name, level, monoNs })}\n`);
      return done;
    },
  };
}

/**
 * The GPIO lines of a simulator in another process, over a Unix socket: JSON lines, `{"set","level","monoNs"}` to it and
 * `{"inputs","monoNs"}` from it (on connect, on every change, every 20 ms). Inputs that are too old read undefined.
 */
export async function createSocketGpio(parts: SocketGpioParts): Promise<Result<Gpio, LineFault>> {
  const state: SocketState = { socket: undefined, rest: '', closed: false };
  const table = createInputTable(parts.site, parts.clock);
  const failed = await open(state, parts, table);
  if (failed !== undefined) return fault('notFound', `The simulated GPIO lines at ${parts.path} cannot be reached: ${failed.message}. Start the simulator first.`);
  return ok({
    // Levels come by themselves; there is nothing to fetch.
    sample: () => undefined,
    input: table.input,
    output: (name) => outputOf(state, parts, name),
    onEdge: table.onEdge,
    close: () => {
      state.closed = true;
      state.socket?.destroy();
    },
  });
}
