import { rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Clock } from '../../hal/ports/clock.port.ts';
import type { SimGpio } from './sim-gpio.ts';

/** A tower whose lines can be served. Its clock must count from the zero of CLOCK_MONOTONIC, as the stamps do. */
export interface ServedGpio {
  readonly clock: Clock;
  readonly gpio: SimGpio;
}

/** The running server. */
export interface GpioServer {
  readonly close: () => void;
}

/** Levels are repeated this often, so that a reader can tell a quiet line from a dead one. */
const REPEAT_MS = 20;
const NS_PER_MS = 1e6;

/** `{"set":"watchdog","level":true,"monoNs":"123"}`, or undefined for anything else. */
function settingOf(text: string): { readonly name: string; readonly level: boolean; readonly atMs: number } | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof message !== 'object' || message === null) return undefined;
  const { set, level, monoNs } = message as Record<string, unknown>;
  const atMs = typeof monoNs === 'string' ? Number(monoNs) / NS_PER_MS : Number.NaN;
  return typeof set === 'string' && typeof level === 'boolean' && Number.isFinite(atMs) ? { name: set, level, atMs } : undefined;
}

function levels({ clock, gpio }: ServedGpio): string {
  const inputs: Record<string, boolean> = {};
  for (const line of gpio.lines.values()) {
    const level = line.direction === 'in' ? gpio.levelOf(line.name) : undefined;
    if (level !== undefined) inputs[line.name] = level;
  }
  return `${JSON.stringify({ inputs, monoNs: String(Math.round(clock.nowMs() * NS_PER_MS)) })}\n`;
}

function listen(socket: Socket, { clock, gpio }: ServedGpio): void {
  const lines = createInterface({ input: socket });
  // A controller that is killed resets the connection; the reader repeats that as an error of its own, which unheard ends the tower.
  lines.on('error', () => socket.destroy());
  lines.on('line', (text) => {
    const setting = settingOf(text);
    if (setting === undefined) {
      socket.write(`${JSON.stringify({ error: 'not a setting: {"set":name,"level":boolean,"monoNs":string} is expected' })}\n`);
      return;
    }
    // An edge counts from when it was made, not from when it arrived; a stamp of the future counts from now.
    const driven = gpio.drive(setting.name, setting.level, Math.min(setting.atMs, clock.nowMs()));
    if (!driven.ok) socket.write(`${JSON.stringify({ error: driven.error.message })}\n`);
  });
}

/** Whether somebody serves the socket at `path`. */
function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Serves the GPIO lines on a Unix socket, for a controller in another process: newline JSON, levels of all inputs on
 * connection, on each change and every 20 ms; settings of outputs with the instant at which they were made. Outputs keep
 * their level when the controller goes, as the pins of a chip do. Rejects when another simulator serves that path.
 */
export async function serveGpio(path: string, sim: ServedGpio): Promise<GpioServer> {
  if (await isServed(path)) throw new Error(`another simulator serves its GPIO lines at ${path}: end it first`);
  await rm(path, { force: true });
  const sockets = new Set<Socket>();
  const send = (): void => {
    if (sockets.size === 0) return;
    const message = levels(sim);
    for (const socket of sockets) socket.write(message);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.write(levels(sim));
    listen(socket, sim);
  });
  await listening(server, path);
  sim.gpio.onEdge(send);
  const end = sim.clock.every(REPEAT_MS, send);
  return {
    close: () => {
      end();
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
