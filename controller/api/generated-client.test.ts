import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { NOON_UTC_MS, granted } from '../journal/testing/journal-bench.ts';
import type { BookingView, CarScan, CatalogueView, Eligibility, Problem } from './contract/index.ts';
import { OPERATIONS } from './operations.ts';
import { MEMBER, demoSite, openApiBench } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

const HOUR_MS = 3_600_000;

interface Document {
  readonly [part: string]: unknown;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;
}

/** What a generated call answers: the value, or the problem, never both. */
interface Told<T> {
  readonly data?: T;
  readonly error?: Problem;
  readonly response: Response;
}
type Call<T> = (options: object) => Promise<Told<T>>;

/** The part of the generated module that this test uses; its own types are made with it and cannot be imported before. */
interface Generated {
  readonly openSession: Call<{ readonly token: string }>;
  readonly getCatalogue: Call<CatalogueView>;
  readonly scanCar: Call<CarScan>;
  readonly judgeEligibility: Call<Eligibility>;
  readonly bookCar: Call<BookingView>;
  readonly listBookings: Call<{ readonly bookings: readonly BookingView[] }>;
  readonly getBooking: Call<BookingView>;
}

const served = async (bench: ApiBench, listener: 'controller' | 'phone'): Promise<Document> => (await bench.ask<Document>({ method: 'GET', url: '/openapi.json' }, listener)).body;
const operationsOf = ({ paths }: Document) => Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId ?? ''));

describe('the OpenAPI documents', () => {
  let bench: ApiBench;
  before(async () => {
    bench = await openApiBench();
  });
  after(() => bench.close());

  it('of both listeners, and that of the backend, are valid by the published schema of OpenAPI 3.1', async () => {
    const backend = fileURLToPath(new URL('../../config/backend/openapi.yaml', import.meta.url));
    for (const document of [await served(bench, 'controller'), await served(bench, 'phone'), backend]) {
      const validator = new Validator();
      const judged = await validator.validate(typeof document === 'string' ? document : { ...document });
      assert.equal(judged.valid, true, JSON.stringify(judged.errors));
      assert.equal(validator.version, '3.1');
    }
  });

  it('name every route once, and no route that is not there', async () => {
    const [controller, phone] = [await served(bench, 'controller'), await served(bench, 'phone')];
    const names = operationsOf(controller);
    assert.deepEqual(names.filter((name, at) => names.indexOf(name) < at), []);
    const all = new Set([...names, ...operationsOf(phone)]);
    assert.deepEqual(Object.values(OPERATIONS).map(({ operationId }) => operationId).filter((name) => !all.has(name)), []);
  });

  it('tell a phone of its own routes only', async () => {
    const { paths } = await served(bench, 'phone');
    for (const path of Object.keys(paths)) {
      for (const method of Object.keys(paths[path] ?? {})) {
        const url = path.replaceAll(/\{\w+\}/gu, '1');
        const heard = await bench.ask({ method: method.toUpperCase(), url, ...(method !== 'get' && { payload: {} }) }, 'phone');
        assert.notEqual((heard.body as Partial<Problem>).code, 'notFound', `${method} ${path}`);
      }
    }
    for (const foreign of ['/api/v1/stop', '/api/v1/recognitions', '/api/v1/collections', '/api/v1/resets', '/api/v1/backend/tokens']) assert.ok(!(foreign in paths), foreign);
  });
});

describe('a client that is generated from the document of the phone listener', function () {
  this.timeout(60_000);
  let bench: ApiBench;
  let api: Generated;
  let baseUrl: string;
  let folder: string;
  before(async () => {
    bench = await openApiBench({ site: demoSite((site) => ({ ...site, network: { ...site.network, controller: { ...site.network.controller, port: 0 }, phone: { ...site.network.phone, port: 0 } } })) });
    baseUrl = granted(await bench.api.listen()).phone;
    folder = mkdtempSync(join(tmpdir(), 'carillon-client-'));
    await createClient({
      input: `${baseUrl}/openapi.json`,
      output: { path: join(folder, 'client'), module: { extension: '.ts' } },
      plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
      logs: { level: 'silent', file: false },
    });
    api = (await import(pathToFileURL(join(folder, 'client/index.ts')).href)) as Generated;
  });
  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const window = { fromUtcMs: NOON_UTC_MS, untilUtcMs: NOON_UTC_MS + HOUR_MS };
  const told = <T>({ data, error }: Told<T>): T => {
    assert.ok(data !== undefined, JSON.stringify(error));
    return data;
  };

  it('signs in, scans a car, asks whether it may be had, books it once however often it asks, and is told problems as what they are', async () => {
    const session = told(await api.openSession({ baseUrl, body: { role: 'phone', memberId: MEMBER, signInCode: bench.signInCode } }));
    const signedIn = { baseUrl, auth: () => session.token };
    const [vehicle] = told(await api.getCatalogue(signedIn)).vehicles;
    const scan = told(await api.scanCar({ ...signedIn, body: { by: 'text', text: vehicle?.vin ?? '' } }));
    const carId = scan.candidates[0]?.carIds[0] ?? '';
    assert.equal(carId, vehicle?.carId);
    assert.equal(told(await api.judgeEligibility({ ...signedIn, query: { carId, ...window } })).eligible, true);

    const wish = { ...signedIn, headers: { 'idempotency-key': 'generated-1' }, body: { carId, ...window, language: 'en' } };
    const booking = told(await api.bookCar(wish));
    assert.equal(told(await api.bookCar(wish)).bookingId, booking.bookingId);
    assert.deepEqual(told(await api.listBookings(signedIn)).bookings.map(({ bookingId }) => bookingId), [booking.bookingId]);
    assert.equal(told(await api.getBooking({ ...signedIn, path: { bookingId: booking.bookingId } })).carId, carId);

    const taken = await api.bookCar({ ...wish, headers: { 'idempotency-key': 'generated-2' } });
    assert.equal(taken.data, undefined);
    assert.equal(taken.response.status, taken.error?.status);
    assert.equal(taken.error?.code, 'carTaken');
    assert.equal((await api.bookCar({ ...wish, headers: { 'idempotency-key': 'generated-1' }, body: { ...wish.body, language: 'zh' } })).error?.code, 'idempotencyMismatch');
    assert.equal((await api.listBookings({ baseUrl })).error?.code, 'noSession');
  });
});
