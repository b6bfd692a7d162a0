import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { ServerMessage } from '../contract/index.ts';
import { serverMessageSchema } from '../contract/index.ts';
import { createFakeTower } from '../testing/fake-tower.ts';
import { manualClock } from '../testing/manual-rim.ts';
import { LIVE_LIMITS, createLiveHub } from './live.ts';
import type { LiveSocket } from './live.ts';

/** The server's end of a connection, without a network. */
function fakeSocket() {
  const emitter = new EventEmitter();
  const heard: ServerMessage[] = [];
  const socket = {
    bufferedAmount: 0,
    closedWith: undefined as number | undefined,
    terminated: false,
    heard,
    on: emitter.on.bind(emitter),
    send: (text: string) => void heard.push(serverMessageSchema.parse(JSON.parse(text))),
    close: (code: number) => {
      socket.closedWith = code;
      emitter.emit('close');
    },
    terminate: () => {
      socket.terminated = true;
      emitter.emit('close');
    },
    say: (message: unknown) => emitter.emit('message', Buffer.from(typeof message === 'string' ? message : JSON.stringify(message))),
    types: () => heard.map(({ type }) => type),
  };
  return socket;
}
const asSocket = (socket: ReturnType<typeof fakeSocket>): LiveSocket => socket as unknown as LiveSocket;

describe('the live channel', () => {
  function bench() {
    const tower = createFakeTower();
    const clock = manualClock();
    const hub = createLiveHub({ tower, clock });
    const join = () => {
      const socket = fakeSocket();
      hub.join(asSocket(socket));
      return socket;
    };
    return { tower, clock, hub, join };
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
