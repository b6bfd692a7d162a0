import { rmSync } from 'node:fs';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** Something that a person at the simulated tower does, or asks: JSON lines on a Unix socket beside the journal. */
export interface ControlRequest {
  readonly id: number;
  readonly act: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export type ControlAnswer = { readonly id: number; readonly ok: true; readonly value: unknown } | { readonly id: number; readonly ok: false; readonly message: string };

/** Serves requests until closed. A handler that throws answers with its message; the simulator goes on. */
export function serveControl(path: string, handle: (act: string, args: Readonly<Record<string, unknown>>) => unknown): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => { socket.destroy(); });
    const lines = createInterface({ input: socket });
    // Whoever is killed resets the connection; the reader repeats that as an error of its own, which unheard ends the process.
    lines.on('error', () => { socket.destroy(); });
    lines.on('line', (line) => {
      socket.write(`${JSON.stringify(answer(line, handle))}\n`);
    });
  });
  // One that was killed leaves its socket behind; the folder is that of this run, so nobody else serves here.
  rmSync(path, { force: true });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => { resolve(server); });
  });
}

function answer(line: string, handle: (act: string, args: Readonly<Record<string, unknown>>) => unknown): ControlAnswer {
  let id = -1;
  try {
    const request = JSON.parse(line) as ControlRequest;
    id = request.id;
    return { id, ok: true, value: handle(request.act, request.args) ?? null };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** The other end: acts at the simulated tower from another process. */
export interface ControlClient {
  readonly act: (act: string, args?: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly close: () => void;
}

/** Connects to a running simulator. Rejects when there is none. */
export async function connectControl(path: string): Promise<ControlClient> {
  const socket = await open(path);
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
  let lastId = 0;
  const lines = createInterface({ input: socket });
  lines.on('error', () => { socket.destroy(); });
  lines.on('line', (line) => {
    const reply = JSON.parse(line) as ControlAnswer;
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) asked?.resolve(reply.value);
    else asked?.reject(new Error(reply.message));
  });
  socket.on('close', () => {
    for (const asked of waiting.values()) asked.reject(new Error('the simulator has gone'));
    waiting.clear();
  });
  socket.on('error', () => { socket.destroy(); });
  return {
    act: (act, args = {}) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) {
          reject(new Error('the simulator has gone'));
          return;
        }
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        socket.write(`${JSON.stringify({ id: lastId, act, args } satisfies ControlRequest)}\n`);
      }),
    close: () => { socket.destroy(); },
  };
}

function open(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
