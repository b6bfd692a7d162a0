import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { BackendCore } from './backend-core.ts';

/** A backend that listens. */
export interface ServedBackend {
  /** Without a slash at its end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What is served, and where: `port` on 127.0.0.1, 0 takes a free one. */
export interface ServeOptions {
  readonly port: number;
  /** Asked for every request: the core is made once the address is known. */
  readonly core: () => BackendCore;
  readonly onBug: (error: unknown) => void;
}

/** One byte more than a request may hold: the core refuses it. */
const MOST_BYTES = 4 * 1024 * 1024 + 1;
const REQUEST_MS = 10_000;
const HOST = '127.0.0.1';

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= MOST_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MOST_BYTES);
}

async function answer(core: BackendCore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));
  const said = await core.answer({ method: request.method ?? '', target: request.url ?? '/', headers, body: await bodyOf(request) });
  response.writeHead(said.status, said.headers).end(said.body);
}

/** Serves it on this machine only. Rejects when the port is taken. */
export async function serveBackend({ port, core, onBug }: ServeOptions): Promise<ServedBackend> {
  const server: Server = createServer((request, response) => {
    answer(core(), request, response).catch((error: unknown) => {
      onBug(error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ type: 'urn:carillon:backend:internal', title: 'internal', status: 500, code: 'internal', detail: 'The backend has failed at this request. Whether anything was done is unknown; ask again with the same id.' }));
    });
  });
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = REQUEST_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the backend listens nowhere');
  return {
    url: `http://${HOST}:${String(address.port)}`,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}
