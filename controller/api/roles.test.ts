import assert from 'node:assert/strict';
import { openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

const ROLES = ['kiosk', 'phone', 'technician'] as const;
type Asker = (typeof ROLES)[number];

/** What others than technicians may ask for; written apart from the routes. Everything else that has a role is a technician's alone. */
const OTHERS: Readonly<Record<string, readonly Asker[]>> = {
  'delete /api/v1/bookings/{bookingId}/templates': ['phone'], 'get /api/v1/bookings': ['phone'], 'post /api/v1/bookings': ['phone'],
  'get /api/v1/bookings/{bookingId}': ['phone'], 'get /api/v1/eligibility': ['phone'], 'post /api/v1/bookings/{bookingId}/arrivals': ['phone'],
  'post /api/v1/bookings/{bookingId}/cancellations': ['phone'], 'get /api/v1/bookings/{bookingId}/extensions': ['phone'], 'post /api/v1/bookings/{bookingId}/extensions': ['phone'],
  'get /api/v1/me': ['phone'], 'get /api/v1/me/export': ['phone'], 'put /api/v1/me/preferences': ['phone'], 'delete /api/v1/me': ['phone'],
  'get /api/v1/bookings/{bookingId}/photos': ['phone'], 'get /api/v1/bookings/{bookingId}/photos/{moment}/{position}': ['phone'], 'put /api/v1/bookings/{bookingId}/photos/{moment}/{position}': ['phone'],
  'post /api/v1/car-scans': ['phone'],
  'get /api/v1/bookings/{bookingId}/payments': ['phone'], 'post /api/v1/bookings/{bookingId}/payments': ['phone'], 'get /api/v1/bookings/{bookingId}/receipt': ['phone'],
  'get /api/v1/purchases': ['phone'], 'post /api/v1/purchases': ['phone'], 'get /api/v1/purchases/{purchaseId}': ['phone'],
  'post /api/v1/purchases/{purchaseId}/contracts': ['phone'], 'post /api/v1/purchases/{purchaseId}/cancellations': ['phone'],
  'get /api/v1/brigade-map': ['kiosk', 'technician'],
  // Nobody's here: the session of the operator's backend is opened by a signed assertion.
  'post /api/v1/backend/tokens': [],
  'post /api/v1/collections': ['kiosk'], 'post /api/v1/collections/{collectionId}/resumptions': ['kiosk', 'technician'],
  'get /api/v1/walk-up': ['kiosk'], 'post /api/v1/hand-offs': ['kiosk'], 'get /api/v1/hand-offs/{handOffId}': ['kiosk'], 'delete /api/v1/hand-offs/{handOffId}': ['kiosk'],
  'post /api/v1/hand-off-claims': ['phone'],
  'post /api/v1/recognitions': ['kiosk'], 'post /api/v1/kiosk/heartbeat': ['kiosk'], 'post /api/v1/stop': ['kiosk', 'technician'],
  'post /api/v1/my-car': ['kiosk'], 'post /api/v1/my-car/extensions': ['kiosk'], 'post /api/v1/my-car/swap-offers': ['kiosk'], 'post /api/v1/my-car/swaps': ['kiosk'],
  'post /api/v1/returns/{returnId}/receipts': ['kiosk'], 'post /api/v1/returns/{returnId}/recalls': ['kiosk'], 'post /api/v1/collections/{collectionId}/hand-overs': ['kiosk'],
  'post /api/v1/staff-calls': ['kiosk'], 'post /api/v1/staff-calls/{callId}/ends': ['kiosk', 'technician'],
  'post /api/v1/collections/{collectionId}/withdrawals': ['kiosk'],
  'post /api/v1/collections/{collectionId}/choices': ['kiosk'], 'post /api/v1/collections/{collectionId}/cancellations': ['kiosk'], 'post /api/v1/collections/{collectionId}/taxi-vouchers': ['kiosk'],
  'post /api/v1/returns': ['kiosk'], 'post /api/v1/returns/{returnId}/all-clears': ['kiosk', 'technician'],
  'post /api/v1/returns/{returnId}/resumptions': ['kiosk', 'technician'], 'post /api/v1/returns/{returnId}/withdrawals': ['kiosk'],
};
/** Open to every page of the listener. */
const OPEN: readonly string[] = [
  'get /api/v1/health', 'get /health', 'get /api/v1/site', 'get /api/v1/service', 'get /api/v1/cars', 'get /api/v1/catalogue', 'get /api/v1/tower', 'get /api/v1/why', 'get /why', 'post /api/v1/backend/notices', 'post /api/v1/sessions', 'post /api/v1/sign-in-codes',
  // Whoever has scanned a code of the kiosk may see what it is about, before signing in.
  'post /api/v1/hand-off-openings',
  // What the tower shows to everybody in front of it, car by car.
  'get /api/v1/collections/{collectionId}', 'get /api/v1/returns/{returnId}',
];

describe('every route of the API', () => {
  let bench: ApiBench;
  let routes: readonly string[];
  before(async () => {
    bench = await openApiBench();
    const { paths } = (await bench.get<{ readonly paths: Readonly<Record<string, object>> }>('/openapi.json')).body;
    const all = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    // Who erases himself has no session afterwards: that comes last.
    routes = [...all.filter((route) => route !== 'delete /api/v1/me'), 'delete /api/v1/me'];
  });
  after(() => bench.close());

  const ask = (route: string, token: string | undefined) => {
    const [method = '', path = ''] = route.split(' ');
    const headers = { 'idempotency-key': 'k', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
    const options = { method: method.toUpperCase(), url: path.replaceAll(/\{\w+\}/gu, '1'), headers };
    return bench.ask(method === 'get' ? options : { ...options, payload: {} });
  };

  it('is refused to whoever has no session, unless it is open to every page', async () => {
    for (const route of routes) {
      const heard = await ask(route, undefined);
      if (OPEN.includes(route)) assert.notEqual(heard.status, 401, route);
      else assert.equal(problemOf(heard), 'noSession', route);
    }
    assert.deepEqual(bench.tower.asked, []);
  });

  for (const role of ROLES) {
    it(`is refused to a ${role} unless it is theirs, before anything of the request is looked at`, async () => {
      const token = await bench.signIn(role);
      for (const route of routes.filter((one) => !OPEN.includes(one))) {
        const isTheirs = (OTHERS[route] ?? ['technician']).includes(role);
        const { status, body } = await ask(route, token);
        assert.equal((body as { readonly code?: string } | undefined)?.code === 'wrongRole', !isTheirs, `${route} as ${role}: ${String(status)}`);
        assert.notEqual(status, 401, route);
      }
    });
  }
});
