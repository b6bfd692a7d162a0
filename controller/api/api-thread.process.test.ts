import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import WebSocket from 'ws';
import type { Clock } from '../ports.ts';
import { startStoreThread } from '../journal/worker-store.ts';
import type { StoreThread } from '../journal/worker-store.ts';
import { seedInventory } from '../journal/inventory.ts';
import { NOON_UTC_MS, SITE, demoStock, granted, tempFolder } from '../journal/testing/journal-bench.ts';
import { startApiThread } from './api-thread.ts';
import type { ApiThread } from './api-thread.ts';
import type { ServerMessage } from './contract/index.ts';
import { createFakeTower } from './testing/fake-tower.ts';

const clock: Clock = {
  nowMs: () => performance.now(),
  setTimeout: (fn, delayMs) => setTimeout(fn, delayMs),
  clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
  every: (periodMs, fn) => {
    const timer = setInterval(fn, periodMs);
    return () => clearInterval(timer);
  },
};

describe('the API in a thread of its own', function () {
  this.timeout(30_000);
  const folder = tempFolder();
  const tower = createFakeTower();
  let store: StoreThread;
  let api: ApiThread;
  const entry = new URL('../shell/up/api-entry.ts', import.meta.url);
  const parts = (port: number): Parameters<typeof startApiThread>[0] => ({
    site: SITE, store: store.connect(), tower, clock, kioskKey: 'key-of-this-run', technicianPin: '402817', secondPin: undefined, seedDemoMember: true,
    entry, port, phonePort: 0, staticRoot: join(folder.path, 'no-pages'), keyFolder: folder.path,
  });
  const start = (port = 0) => startApiThread(parts(port));
  before(async () => {
    store = granted(await startStoreThread({ path: join(folder.path, 'journal.sqlite'), siteId: SITE, utcMs: NOON_UTC_MS }));
    granted(await seedInventory(store.store, demoStock(), NOON_UTC_MS));
    api = granted(await start());
  });
  after(async () => {
    await api.close();
    await store.close();
    folder.remove();
  });
  const post = async (base: string, path: string, body: object, token?: string) => {
    const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const response = await fetch(base + path, { method: 'POST', body: JSON.stringify(body), headers });
    return { status: response.status, body: response.status === 204 ? undefined : ((await response.json()) as { token: string }) };
  };

  it('answers over HTTP on both listeners, from the same journal', async () => {
    const { memberId, signInCode } = api.demoMember!;
    const phone = await post(api.phoneUrl, '/api/v1/sessions', { role: 'phone', memberId, signInCode });
    assert.equal(phone.status, 201);
    const cars = await fetch(`${api.phoneUrl}/api/v1/cars`, { headers: { authorization: `Bearer ${phone.body!.token}` } });
    assert.equal(((await cars.json()) as { cars: unknown[] }).cars.length, 16);
    const technician = await post(api.controllerUrl, '/api/v1/sessions', { role: 'technician', pin: '402817' });
    assert.equal((await post(api.controllerUrl, '/api/v1/resets', {}, technician.body!.token)).status, 204);
    assert.ok(tower.asked.includes('reset technician'));
  });
  it('pushes changes of the tower to a WebSocket, in order', async () => {
    const socket = new WebSocket(`${api.controllerUrl.replace('http', 'ws')}/api/v1/live`, { origin: api.controllerUrl });
    const heard: ServerMessage[] = [];
    socket.on('message', (data) => heard.push(JSON.parse((data as Buffer).toString())));
    await once(socket, 'open');
    while (heard.length < 2) await wait(5);
    for (let i = 0; i < 20; i += 1) tower.publish({ atMs: 1000 + i });
    while (heard.length < 22) await wait(5);
    const [hello, snapshot, ...deltas] = heard;
    assert.equal(hello?.type, 'hello');
    assert.ok(snapshot?.type === 'snapshot');
    assert.deepEqual(deltas.map((delta) => (delta.type === 'delta' ? delta.seq - snapshot.seq : 0)), Array.from({ length: 20 }, (_, i) => i + 1));
    socket.close();
    await once(socket, 'close');
  });
  it('refuses a WebSocket of another page', async () => {
    const socket = new WebSocket(`${api.controllerUrl.replace('http', 'ws')}/api/v1/live`, { origin: 'http://evil.example' });
    const [error] = (await once(socket, 'error')) as [Error];
    assert.match(error.message, /403/u);
  });
  it('counts as alive while it answers, and as dead once it has ended', async () => {
    const second = granted(await start());
    while (second.alive() !== true) await wait(10);
    await second.close();
    assert.equal(second.alive(), false);
  });
  it('tells its owner when its thread has died, and is then dead for good', async () => {
    const heard: string[] = [];
    const dying = `new BroadcastChannel('doom').onmessage = () => { throw new Error('a bug in a route') }; await import('${entry.href}');`;
    const doomed = granted(await startApiThread({ ...parts(0), entry: new URL(`data:text/javascript,${encodeURIComponent(dying)}`), onBug: (where) => heard.push(where) }));
    let hasEnded = false;
    void doomed.ended.then(() => { hasEnded = true; });
    while (doomed.alive() !== true) await wait(10);
    assert.equal(hasEnded, false);
    const doom = new BroadcastChannel('doom');
    doom.postMessage('now');
    await doomed.ended;
    doom.close();
    assert.equal(doomed.alive(), false);
    assert.deepEqual(heard, ['API thread']);
    await doomed.close();
  });
  it('says which port is taken, and starts nothing', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as { port: number };
    const refused = await start(port);
    assert.ok(!refused.ok);
    assert.match(refused.error.message, new RegExp(`Port ${port} on 127.0.0.1 is taken by another program\\. Nothing was started`));
    blocker.close();
  });
  it('keeps the demonstration member’s code when it is started again in the same run', async () => {
    const second = granted(await start());
    assert.deepEqual(second.demoMember, api.demoMember);
    await second.close();
  });
});
