import assert from 'node:assert/strict';
import { asSocket, fakeSocket } from './testing/fake-socket.ts';
import { createFakeTower } from './testing/fake-tower.ts';
import { manualClock } from './testing/manual-rim.ts';
import { createLiveHub } from './live/live.ts';
import { KIOSK_KEY, openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

const SHELL = 'app://kiosk';

describe('the pages of the kiosk’s shell, which have an origin of their own', () => {
  let bench: ApiBench;
  before(async () => (bench = await openApiBench()));
  after(() => bench.close());
  const ask = (method: 'GET' | 'POST', url: string, token?: string, payload?: object, origin = SHELL) =>
    bench.ask({ method, url, headers: { origin, 'sec-fetch-site': 'cross-site', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }, ...(payload === undefined ? {} : { payload }) });

  it('may read what is open, and sign in as a kiosk', async () => {
    for (const url of ['/api/v1/site', '/api/v1/tower', '/api/v1/cars', '/health']) assert.equal((await ask('GET', url)).status, 200, url);
    assert.equal((await ask('POST', '/api/v1/sessions', undefined, { role: 'kiosk', key: KIOSK_KEY })).status, 201);
  });
  it('may do with a kiosk’s session what a kiosk may', async () => {
    assert.equal((await ask('POST', '/api/v1/stop', await bench.signIn('kiosk'), {})).status, 204);
  });
  it('may not sign in as anybody else, with the right PIN or code', async () => {
    for (const wish of [{ role: 'technician', pin: bench.pin }, { role: 'phone', memberId: 'demo', signInCode: bench.signInCode }]) {
      assert.equal(problemOf(await ask('POST', '/api/v1/sessions', undefined, wish)), 'wrongRole', wish.role);
    }
  });
  it('may not use the session of anybody else, not even for what a kiosk may', async () => {
    const technician = await bench.signIn('technician');
    for (const url of ['/api/v1/stop', '/api/v1/resets', '/api/v1/homings', '/api/v1/settlements']) assert.equal(problemOf(await ask('POST', url, technician, {})), 'wrongRole', url);
    assert.equal(problemOf(await ask('GET', '/api/v1/bookings', await bench.signIn('phone'))), 'wrongRole');
  });
  it('may not ask what is open to pages of other kinds', async () => {
    for (const url of ['/api/v1/sign-in-codes', '/api/v1/backend/notices']) assert.equal(problemOf(await ask('POST', url, undefined, {})), 'wrongRole', url);
  });
  it('are not known under an origin that only looks like theirs', async () => {
    for (const origin of ['app://kiosk.example.org', 'app://other', 'app://kiosk:80', 'app:', 'apps://kiosk', 'null']) assert.equal(problemOf(await ask('GET', '/api/v1/site', undefined, undefined, origin)), 'wrongOrigin', origin);
  });
  it('are not known to the phone’s listener', async () => {
    assert.equal(problemOf(await bench.ask({ method: 'GET', url: '/api/v1/site', headers: { origin: SHELL } }, 'phone')), 'wrongOrigin');
  });
  it('hear no names on the live channel, whatever session they show', () => {
    const tower = createFakeTower();
    const hub = createLiveHub({ tower, clock: manualClock(), roleOf: () => 'technician' });
    const lease = { leaseId: 'l-1', motion: 'lift.jog', by: 'Wei', alive: true } as const;
    const heard = [true, false].map((mayHearNames) => {
      const socket = fakeSocket();
      hub.join(asSocket(socket), mayHearNames);
      socket.say({ type: 'session', token: 't-1' });
      return socket;
    });
    tower.publish({ motionLease: lease });
    assert.deepEqual(heard.map((socket) => JSON.stringify(socket.heard.at(-1)).includes('Wei')), [true, false]);
    hub.close();
  });
});
