import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Role } from '../contract/index.ts';
import { towerSnapshotSchema } from '../contract/index.ts';
import { granted } from '../../journal/testing/journal-bench.ts';
import { MEMBER, demoSite, openApiBench } from '../testing/api-bench.ts';
import type { ApiBench } from '../testing/api-bench.ts';
import { createFakeTower } from '../testing/fake-tower.ts';
import { asSocket, fakeSocket } from '../testing/fake-socket.ts';
import { manualClock } from '../testing/manual-rim.ts';
import { LIVE_LIMITS } from './live.ts';
import { PHONE_LIMITS, createPhoneHub } from './phone-live.ts';

describe('the live channel of phones', () => {
  function bench() {
    const tower = createFakeTower();
    const clock = manualClock();
    const roles = new Map<string, Role>([['phone-token', 'phone'], ['kiosk-token', 'kiosk']]);
    const hub = createPhoneHub({ tower, clock, roleOf: (token) => roles.get(token) });
    const join = (token?: string) => {
      const socket = fakeSocket();
      hub.join(asSocket(socket));
      if (token !== undefined) socket.say({ type: 'session', token });
      return socket;
    };
    return { tower, clock, roles, hub, join };
  }

  it('tells nothing of the tower before somebody has signed in, and ends a connection that does not', () => {
    const { tower, clock, hub, join } = bench();
    const stranger = join();
    tower.publish({ atMs: 5 });
    assert.deepEqual(stranger.types(), ['hello']);
    clock.advance(PHONE_LIMITS.signInWithinMs);
    assert.equal(stranger.closedWith, 1008);
    assert.equal(hub.count(), 0);
  });
  it('takes the session of a phone and of nobody else', () => {
    for (const token of ['kiosk-token', 'made-up', null]) {
      const { join } = bench();
      const socket = join();
      socket.say({ type: 'session', token });
      assert.deepEqual([socket.types(), socket.closedWith], [['hello'], 1008]);
    }
    const asking = bench().join();
    asking.say({ type: 'resync' });
    assert.equal(asking.closedWith, 1008);
  });
  it('shows where things are, and neither alarms, orders, technicians nor who is in a bay', () => {
    const { tower, join } = bench();
    tower.publish({
      bays: { A: { state: 'open', person: 'present', reason: undefined } }, alarms: { tag: 'secret' }, maintenance: { lockouts: [{ who: 'Wei' }] }, motionLease: { by: 'Wei' },
      returns: [{ returnId: 'r-1' }], orders: [{ orderId: 'o-1' }], quarantines: [{ place: 'x' }], siteEvents: [{ event: 'y' }],
    });
    const member = join('phone-token');
    const shown = member.heard.at(-1);
    assert.ok(shown?.type === 'snapshot');
    assert.ok(towerSnapshotSchema.safeParse(shown.tower).success);
    assert.deepEqual(shown.tower.bays['A'], { state: 'open', person: 'unknown' });
    tower.publish({ bays: { A: { person: 'present', state: 'closing' } }, alarms: { tag: 'secret' }, axes: { lift: { positionMm: 1 } } });
    tower.publish({ alarms: { tag: 'secret' } });
    tower.publish({ atMs: 9 });
    const told = member.heard.slice(2);
    assert.deepEqual(told.map((message) => (message.type === 'delta' ? message.patch : {})), [{ bays: { A: { state: 'closing' } }, axes: { lift: { positionMm: 1 } } }, { atMs: 9 }]);
    assert.deepEqual(told.map((message) => ('seq' in message ? message.seq - shown.seq : 0)), [1, 2], 'its own numbers, without a gap');
    assert.ok(!/secret|Wei|r-1|o-1|present/u.test(JSON.stringify(member.heard)));
  });
  it('ends when the session ends', () => {
    const { tower, roles, join } = bench();
    const member = join('phone-token');
    roles.delete('phone-token');
    tower.publish({ atMs: 5 });
    assert.deepEqual([member.types(), member.closedWith], [['hello', 'snapshot'], 1008]);
  });
  it('drops who cannot keep up, who talks without end, and who comes when it is full', () => {
    const { tower, hub, join } = bench();
    const slow = join('phone-token');
    slow.bufferedAmount = LIVE_LIMITS.bufferedBytes + 1;
    tower.publish({ atMs: 5 });
    assert.ok(slow.terminated);
    const talker = join('phone-token');
    for (let id = 0; id < LIVE_LIMITS.messagesPerSecond; id += 1) talker.say({ type: 'ping', id });
    assert.equal(talker.closedWith, 1008);
    while (hub.count() < PHONE_LIMITS.connections) join('phone-token');
    assert.equal(join().closedWith, 1013);
    hub.close();
    assert.equal(hub.count(), 0);
  });
});

describe('the live channel on the listener of phones', () => {
  let bench: ApiBench;
  let address: string;
  before(async () => {
    const site = demoSite((base) => ({ ...base, network: { controller: { ...base.network.controller, port: 0 }, phone: { ...base.network.phone, port: 0 } } }));
    bench = await openApiBench({ site });
    address = granted(await bench.api.listen()).phone;
  });
  after(() => bench.close());
  const connect = (origin: string): WebSocket => new WebSocket(`${address.replace('http', 'ws')}/api/v1/live`, { origin });

  it('is closed to pages of other addresses', async () => {
    const stranger = connect('http://elsewhere.example');
    const [error] = (await once(stranger, 'error')) as [Error];
    assert.match(error.message, /403/u);
  });
  it('opens with the session of a member, over the network', async () => {
    const opened = await fetch(`${address}/api/v1/sessions`, {
      method: 'POST', headers: { 'content-type': 'application/json', origin: address }, body: JSON.stringify({ role: 'phone', memberId: MEMBER, signInCode: bench.signInCode }),
    });
    const { token } = (await opened.json()) as { readonly token: string };
    const socket = connect(address);
    const [hello] = (await once(socket, 'message')) as [Buffer];
    assert.match(hello.toString(), /"hello"/u);
    const answer = once(socket, 'message');
    socket.send(JSON.stringify({ type: 'session', token }));
    const [snapshot] = (await answer) as [Buffer];
    assert.match(snapshot.toString(), /"snapshot"/u);
    socket.close();
    await once(socket, 'close');
  });
});
