import assert from 'node:assert/strict';
import type { SocketListeners } from '../rim/rim.port.ts';
import { createManualClock } from '../../testing/manual-clock.ts';
import { restingTower } from '../testing/sample-tower.ts';
import { createLiveStore, PING_MS, RETRY_MS, SILENCE_MS } from './live-store.ts';

function bench() {
  const clock = createManualClock();
  const sockets: { readonly listeners: SocketListeners; readonly sent: string[]; isClosed: boolean }[] = [];
  const store = createLiveStore({
    clock,
    openSocket: (_path, listeners) => {
      const socket = { listeners, sent: [] as string[], isClosed: false };
      sockets.push(socket);
      return { send: (text) => socket.sent.push(text), close: () => (socket.isClosed = true) };
    },
  });
  const say = (message: unknown): void => sockets.at(-1)!.listeners.onMessage(typeof message === 'string' ? message : JSON.stringify(message));
  return { clock, sockets, store, say, snapshot: (seq: number) => say({ type: 'snapshot', seq, tower: restingTower }) };
}
const isResync = (text: string): boolean => text === JSON.stringify({ type: 'resync' });

describe('live store', () => {
  it('is connecting until the first snapshot, and says what it heard from then on', () => {
    const { store, say, snapshot } = bench();
    say({ type: 'hello', protocol: 1, bootId: 'boot-1', siteId: 'tmall-shanghai' });
    assert.equal(store.read().link, 'connecting');
    snapshot(7);
    assert.equal(store.read().link, 'live');
    say({ type: 'delta', seq: 8, patch: { axes: { lift: { positionMm: 777 } } } });
    assert.equal(store.read().tower?.axes['lift']?.positionMm, 777);
    assert.equal(store.read().tower?.axes['travel']?.positionMm, 500);
  });
  it('shows the session that it is given, on every connection, and takes it back', () => {
    const { store, sockets, say, clock, snapshot } = bench();
    const shown = () => sockets.map(({ sent }) => sent.map((text) => JSON.parse(text) as { type: string; token?: string | null }).filter(({ type }) => type === 'session').map(({ token }) => token));
    store.showSession('t-1');
    assert.deepEqual(shown(), [[]], 'not before the other end has spoken');
    say({ type: 'hello', protocol: 1, bootId: 'boot-1', siteId: 'tmall-shanghai' });
    snapshot(1);
    assert.deepEqual(shown(), [['t-1']]);
    sockets[0]!.listeners.onClosed();
    clock.advance(RETRY_MS.first);
    say({ type: 'hello', protocol: 1, bootId: 'boot-1', siteId: 'tmall-shanghai' });
    store.showSession(undefined);
    assert.deepEqual(shown(), [['t-1'], ['t-1', null]]);
  });
  it('asks for a fresh snapshot after a gap and ignores what follows until it comes', () => {
    const { store, sockets, say, snapshot } = bench();
    snapshot(1);
    say({ type: 'delta', seq: 3, patch: { state: 'execute' } });
    say({ type: 'delta', seq: 4, patch: { state: 'stopped' } });
    assert.equal(store.read().tower?.state, 'idle');
    assert.equal(sockets[0]!.sent.filter(isResync).length, 1);
    snapshot(4);
    say({ type: 'delta', seq: 5, patch: { state: 'execute' } });
    assert.equal(store.read().tower?.state, 'execute');
  });
  it('drops a delta that it has already applied', () => {
    const { store, say, snapshot } = bench();
    snapshot(5);
    say({ type: 'delta', seq: 5, patch: { state: 'stopped' } });
    assert.equal(store.read().tower?.state, 'idle');
  });
  for (const [what, message] of [
    ['a delta that would make a tower outside the contract', { type: 'delta', seq: 2, patch: { state: 'dancing' } }],
    ['a message of an unknown kind', { type: 'gossip' }],
    ['something that is not JSON', '{'],
  ] as const) {
    it(`keeps the last true tower and asks again after ${what}`, () => {
      const { store, sockets, say, snapshot } = bench();
      snapshot(1);
      say(message);
      assert.equal(store.read().tower?.state, 'idle');
      assert.ok(sockets[0]!.sent.some(isResync));
    });
  }
  it('says that the connection is lost after silence, keeps what was last true, and tries again', () => {
    const { store, sockets, clock, snapshot } = bench();
    snapshot(1);
    clock.advance(SILENCE_MS + PING_MS);
    assert.equal(store.read().link, 'lost');
    assert.equal(store.read().tower?.state, 'idle');
    assert.ok(sockets[0]!.isClosed);
    clock.advance(RETRY_MS.first);
    assert.equal(sockets.length, 2);
    snapshot(1);
    assert.equal(store.read().link, 'live');
  });
  it('stays live as long as pings are answered, though nothing changes', () => {
    const { store, clock, say, snapshot } = bench();
    snapshot(1);
    for (let id = 1; id <= 20; id += 1) {
      clock.advance(PING_MS);
      say({ type: 'pong', id });
    }
    assert.equal(store.read().link, 'live');
  });
  it('tells an answer to a ping from news of the tower', () => {
    const { store, clock, say, snapshot } = bench();
    snapshot(1);
    const toldAtMs = clock.nowMs();
    clock.advance(PING_MS);
    say({ type: 'pong', id: 1 });
    assert.deepEqual([store.read().heardAtMs, store.read().toldAtMs], [toldAtMs + PING_MS, toldAtMs]);
  });
  it('waits longer before each further try, up to a limit', () => {
    const { sockets, clock } = bench();
    const pauses: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const before = sockets.length;
      const lostAtMs = clock.nowMs();
      sockets.at(-1)!.listeners.onClosed();
      while (sockets.length === before) clock.advance(10);
      pauses.push(clock.nowMs() - lostAtMs);
    }
    assert.deepEqual(pauses, [250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  });
  it('lets a late message of a connection that was given up change nothing', () => {
    const { store, sockets, clock, snapshot } = bench();
    snapshot(1);
    clock.advance(SILENCE_MS + PING_MS);
    sockets[0]!.listeners.onMessage(JSON.stringify({ type: 'snapshot', seq: 9, tower: { ...restingTower, state: 'execute' } }));
    assert.equal(store.read().tower?.state, 'idle');
    assert.equal(store.read().link, 'lost');
  });
});
