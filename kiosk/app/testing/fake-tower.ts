import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import { openSessionSchema, recognitionRequestSchema } from '../../../controller/api/contract/index.ts';
import type { RecognitionRequest, ServiceView, SiteView, TowerSnapshot } from '../../../controller/api/contract/index.ts';
import { ok, problem } from './fake-reply.ts';
import { answerHelp } from './help-script.ts';
import type { Reply } from './fake-reply.ts';
import type { DriveScript } from './drive-script.ts';
import type { MyCarScript } from './my-car-script.ts';
import { createPhoneScript, SAMPLE_CODE } from './phone-script.ts';
import type { PhoneScript } from './phone-script.ts';
import { restingTower, sampleCars, sampleCatalogue, sampleCollection, sampleSite } from './sample-tower.ts';
import { SAMPLE_RETURN, sampleRecognition } from './sample-visit.ts';
import { createWalkUpScript } from './walk-up-script.ts';
import type { WalkUpScript } from './walk-up-script.ts';

/** The policy that the pages must live with. */
export const PAGE_POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'", "connect-src 'self'", "img-src 'self' blob:",
  "media-src 'self' blob:", "font-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
  '.woff2': 'font/woff2', '.json': 'application/json',
};

export { SAMPLE_CODE } from './phone-script.ts';
export { SAMPLE_RETURN, sampleRecognition } from './sample-visit.ts';
export const SAMPLE_KEY = 'kiosk-key';
/** What the fake has been asked, for tests to look at. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
}

export interface FakeTower {
  readonly origin: string;
  readonly asked: readonly Asked[];
  /** Shows the pages another tower: as a delta, or as a gap that they must notice. */
  readonly show: (tower: TowerSnapshot, how?: 'delta' | 'gap') => void;
  /** Decides recognitions; without it the sample code alone is known. */
  recognise: (request: RecognitionRequest) => Reply;
  site: SiteView;
  /** Folders of the pages that are not there: nothing in them is served. */
  missing: readonly string[];
  /** Opening hours, backend and payments. */
  service: ServiceView;
  collect: () => Reply;
  bringBack: () => Reply;
  /** What a member is told. */
  readonly phone: PhoneScript;
  /** What may be taken now, and how a hand-off to a phone goes. */
  readonly walkUp: WalkUpScript;
  /** What the kiosk is told of a car that is out, fetched or brought back; nothing unless a test says it. */
  myCar: MyCarScript | undefined;
  /** What a member on a drive is told; nothing unless a test says it. */
  drive: DriveScript | undefined;
  /** Ends all connections and refuses new ones until `on` again. */
  readonly setReachable: (isReachable: boolean) => void;
  readonly close: () => Promise<void>;
}

/** RFC 7396 patch that makes `after` of `before`. */
function patchBetween(before: unknown, after: unknown): unknown {
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(before) || !isObject(after)) return after;
  const removed = Object.keys(before).filter((key) => after[key] === undefined).map((key) => [key, null] as const);
  const changed = Object.entries(after).flatMap(([key, value]) =>
    value === undefined || JSON.stringify(before[key]) === JSON.stringify(value) ? [] : [[key, patchBetween(before[key], value)] as const]);
  return Object.fromEntries([...removed, ...changed]);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return undefined;
  const bytes = Buffer.concat(chunks);
  return request.headers['content-type'] === 'image/jpeg' ? { jpegBytes: bytes.length } : JSON.parse(bytes.toString('utf8'));
}

/** A scripted controller that speaks the contract, and serves the built pages under their real policy. */
export async function startFakeTower(distFolder: string, port = 0): Promise<FakeTower> {
  const asked: Asked[] = [];
  let tower = restingTower;
  let seq = 1;
  let isReachable = true;

  const answer = (fake: FakeTower, { method, path, body }: Asked): Reply => {
    if (method === 'GET' && path === '/api/v1/site') return ok(fake.site);
    if (method === 'GET' && path === '/api/v1/service') return ok(fake.service);
    const helped = answerHelp(method, path, body);
    if (helped !== undefined) return helped;
    const ofMyCar = fake.myCar?.answer(method, path, body);
    if (ofMyCar !== undefined) return ofMyCar;
    const handedOver = fake.walkUp.answer(method, path, body, fake.phone.bookings);
    if (handedOver !== undefined) return handedOver;
    const driven = fake.drive?.answer(method, path, body);
    if (driven !== undefined) return driven;
    if (method === 'GET' && path === '/api/v1/catalogue') return ok(sampleCatalogue);
    if (method === 'GET' && path === '/api/v1/cars') return ok({ cars: sampleCars.map((car, i) => ({ ...car, available: i !== 2 })) });
    if (method === 'GET') return fake.phone.answer(path) ?? problem(404, 'notFound');
    if (method !== 'POST') return problem(404, 'notFound');
    switch (path) {
      case '/api/v1/sessions': {
        const opened = openSessionSchema.safeParse(body);
        if (!opened.success) return problem(400, 'malformed');
        if (opened.data.role === 'kiosk') return opened.data.key === SAMPLE_KEY ? ok({ token: 'token-1', role: 'kiosk', expiresInMs: 600_000 }) : problem(401, 'kioskKeyWrong');
        return opened.data.role === 'phone' && opened.data.signInCode === '123456' ? ok({ token: 'token-2', role: 'phone', expiresInMs: 600_000 }) : problem(401, 'signInWrong');
      }
      case '/api/v1/recognitions': {
        const request = recognitionRequestSchema.safeParse(body);
        return request.success ? fake.recognise(request.data) : problem(400, 'malformed');
      }
      case '/api/v1/collections':
        return fake.collect();
      case '/api/v1/returns':
        return fake.bringBack();
      case '/api/v1/bookings':
        return fake.phone.book(body);
      case '/api/v1/car-scans':
        return fake.phone.scan(body);
      case '/api/v1/sign-in-codes':
        return ok({ expiresInMs: 600_000, digits: 6 });
      default:
        return /^\/api\/v1\/(?:stop|collections\/[^/]+\/resumptions|returns\/[^/]+\/(?:all-clears|resumptions|withdrawals))$/u.test(path) ? ok({}) : problem(404, 'notFound');
    }
  };

  const serveFile = async (path: string, response: ServerResponse): Promise<void> => {
    const file = join(distFolder, normalize(path.endsWith('/') ? `${path}index.html` : path));
    const isThere = file.startsWith(distFolder) && !fake.missing.some((folder) => path.startsWith(folder));
    const content = isThere ? await readFile(file).catch(() => undefined) : undefined;
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': PAGE_POLICY });
    response.end(content);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (!path.startsWith('/api/')) return serveFile(path, response);
    if (!isReachable) {
      response.destroy();
      return;
    }
    const one = { method: request.method ?? 'GET', path, body: await bodyOf(request), headers: request.headers };
    asked.push(one);
    const { status, body } = answer(fake, one);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

  const http = createServer((request, response) => void serve(request, response));
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (!isReachable) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (line) => {
      line.send(JSON.stringify({ type: 'hello', protocol: 1, bootId: tower.bootId, siteId: tower.siteId }));
      line.send(JSON.stringify({ type: 'snapshot', seq, tower }));
      line.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as { readonly type: string; readonly id?: number };
        if (message.type === 'resync') line.send(JSON.stringify({ type: 'snapshot', seq, tower }));
        if (message.type === 'ping' && isReachable) line.send(JSON.stringify({ type: 'pong', id: message.id }));
      });
    });
  });
  await new Promise<void>((resolve) => void http.listen(port, '127.0.0.1', resolve));
  const address = http.address();

  const fake: FakeTower = {
    origin: `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`,
    asked,
    show: (next, how = 'delta') => {
      const patch = patchBetween(tower, next);
      tower = next;
      seq += how === 'gap' ? 2 : 1;
      for (const line of sockets.clients) line.send(JSON.stringify({ type: 'delta', seq, patch }));
    },
    recognise: (request) =>
      request.by === 'code' && request.code === SAMPLE_CODE ? ok(sampleRecognition) : request.by === 'code' ? problem(403, 'codeWrong', { attemptsLeft: 3 }) : problem(403, 'notRecognised'),
    site: sampleSite, missing: [],
    service: { utcMs: 0, hours: { open: true }, backend: 'connected', payments: true },
    collect: () => ok({ ...sampleCollection, handOverKey: 'hand-over-key' }),
    phone: createPhoneScript(),
    walkUp: createWalkUpScript(() => fake.origin),
    myCar: undefined,
    drive: undefined,
    bringBack: () => ok({ returnId: SAMPLE_RETURN, carId: sampleCollection.carId, allClearKey: 'all-clear-key' }),
    setReachable: (reachable) => {
      isReachable = reachable;
      if (!reachable) for (const line of sockets.clients) line.terminate();
    },
    close: async () => {
      for (const line of sockets.clients) line.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => void http.close(() => { resolve(); }));
    },
  };
  return fake;
}
