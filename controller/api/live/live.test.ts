import assert from 'node:assert/strict';
import type { Role } from '../contract/index.ts';
import { asSocket, fakeSocket } from '../testing/fake-socket.ts';
import { createFakeTower } from '../testing/fake-tower.ts';
import { manualClock } from '../testing/manual-rim.ts';
import { LIVE_LIMITS, createLiveHub } from './live.ts';

/** A part of the snapshot with everything that names a person. */
const SOMEBODY = {
  maintenance: {
    key: 'maintenance', enabling: 'released', blocks: [],
    lockouts: [{ lockoutId: 'tag-1', who: 'Wei', note: 'Wei is in the pit', sinceUtcMs: 0 }],
    forces: [{ deviceId: 'io-bay-A', output: 'lamp-red', level: true, by: 'Wei', sinceUtcMs: 0 }],
  },
  motionLease: { leaseId: 'l-1', motion: 'lift.jog', by: 'Wei', alive: true },
  alarms: {
    unacknowledged: 0, shelved: 0, outOfService: 0, lastTenMinutes: 1, flood: false,
    alarms: [{
      alarmId: 'api.lost', tag: 'api.lost', priority: 'low', state: 'acknowledged', active: true, firstOut: true, chattering: false, shelvable: true, raisedUtcMs: 0, changedUtcMs: 0,
      acknowledgedBy: 'Wei', count: 1, detail: '', cause: '', consequence: '', action: '',
    }],
  },
} as const;

describe('the live channel', () => {
  function bench() {
    const tower = createFakeTower();
    const clock = manualClock();
    const roles = new Map<string, Role>();
    const hub = createLiveHub({ tower, clock, roleOf: (token) => roles.get(token) });
    const join = () => {
      const socket = fakeSocket();
      hub.join(asSocket(socket));
      return socket;
    };
    return { tower, clock, hub, join, roles };
  }

  it('greets, shows the tower, and then tells each change with the next number', () => {
    const { tower, join } = bench();
    const socket = join();
    tower.publish({ atMs: 5 });
    tower.publish({ atMs: 6 });
    assert.deepEqual(socket.types(), ['hello', 'snapshot', 'delta', 'delta']);
    const numbers = socket.heard.map((message) => ('seq' in message ? message.seq : 0));
    assert.deepEqual(numbers, [0, 1, 2, 3]);
  });
  it('gives a fresh snapshot to who has missed something, with the number that the next change follows', () => {
    const { tower, join } = bench();
    const socket = join();
    tower.publish({ atMs: 5 });
    socket.say({ type: 'resync' });
    tower.publish({ atMs: 6 });
    const [snapshot, delta] = socket.heard.slice(-2);
    assert.ok(snapshot?.type === 'snapshot' && delta?.type === 'delta');
    assert.equal(snapshot.tower.atMs, 5);
    assert.equal(delta.seq, snapshot.seq + 1);
  });
  it('answers a ping with its number', () => {
    const socket = bench().join();
    socket.say({ type: 'ping', id: 41 });
    assert.deepEqual(socket.heard.at(-1), { type: 'pong', id: 41 });
  });
  it('drops a client that cannot keep up, and serves the others', () => {
    const { tower, hub, join } = bench();
    const [slow, quick] = [join(), join()];
    slow.bufferedAmount = LIVE_LIMITS.bufferedBytes + 1;
    tower.publish({ atMs: 5 });
    assert.ok(slow.terminated);
    assert.equal(quick.types().at(-1), 'delta');
    assert.equal(hub.count(), 1);
  });
  it('ends a client that breaks the contract or talks without end', () => {
    for (const message of ['{', { type: 'gossip' }, { type: 'ping' }, { type: 'ping', id: 'x' }]) {
      const socket = bench().join();
      socket.say(message);
      assert.equal(socket.closedWith, 1008);
    }
    const { clock, join } = bench();
    const talker = join();
    for (let id = 0; id < LIVE_LIMITS.messagesPerSecond; id += 1) talker.say({ type: 'ping', id });
    assert.equal(talker.closedWith, undefined);
    talker.say({ type: 'ping', id: 99 });
    assert.equal(talker.closedWith, 1008);
    const steady = join();
    for (let second = 0; second < 60; second += 1) {
      steady.say({ type: 'ping', id: second });
      clock.advance(1000);
    }
    assert.equal(steady.closedWith, undefined);
  });
  it('takes so many clients and no more, and another one when one has gone', () => {
    const { hub, join } = bench();
    const first = join();
    while (hub.count() < LIVE_LIMITS.connections) join();
    assert.equal(join().closedWith, 1013);
    first.close(1000);
    assert.equal(join().closedWith, undefined);
  });
  it('tells the names of persons to a technician whose session lives, and to nobody else', () => {
    const { tower, join, roles } = bench();
    roles.set('tech-token', 'technician').set('kiosk-token', 'kiosk');
    const [open, kiosk, technician] = [join(), join(), join()];
    kiosk.say({ type: 'session', token: 'kiosk-token' });
    technician.say({ type: 'session', token: 'tech-token' });
    tower.publish(SOMEBODY);
    const named = (socket: ReturnType<typeof join>): boolean => JSON.stringify(socket.heard.at(-1)).includes('Wei');
    assert.deepEqual([open, kiosk, technician].map(named), [false, false, true]);
    for (const socket of [open, kiosk, technician]) socket.say({ type: 'resync' });
    assert.deepEqual([open, kiosk, technician].map(named), [false, false, true]);
    const deltas = open.heard.filter((message) => message.type === 'delta');
    assert.ok(JSON.stringify(deltas).includes('tag-1') && JSON.stringify(deltas).includes('lamp-red'), 'only the names are missing');
    roles.delete('tech-token');
    tower.publish({ ...SOMEBODY, atMs: 9 });
    assert.equal(named(technician), false, 'its session is over');
    roles.set('tech-token', 'technician');
    technician.say({ type: 'session', token: null });
    assert.deepEqual([technician.types().at(-1), named(technician)], ['snapshot', false]);
  });
  it('says nothing to a client that has gone, and ends all when the controller stops', () => {
    const { tower, hub, join } = bench();
    const [gone, here] = [join(), join()];
    gone.close(1000);
    tower.publish({ atMs: 5 });
    assert.deepEqual(gone.types(), ['hello', 'snapshot']);
    hub.close();
    assert.equal(here.closedWith, 1001);
    tower.publish({ atMs: 6 });
    assert.deepEqual(here.types(), ['hello', 'snapshot', 'delta']);
  });
});
