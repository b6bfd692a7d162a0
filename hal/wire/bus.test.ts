import assert from 'node:assert/strict';
import { createFarEnd, type FarEnd, type Heard, type Reply } from '../drivers/testing/far-end.ts';
import { createHandClock, type HandClock } from '../system/testing/hand-clock.ts';
import { createBus, type Bus } from './bus.ts';
import { readRegisters } from './modbus-ascii/request.ts';
import type { BusMember, Ending, Transaction } from './transaction.ts';

const CYCLE_MS = 40;
const TIMEOUT_MS = 25;
const silence = (): undefined => undefined;
const echo = (request: Heard): Reply => ({ hex: `${request.hex.slice(0, 4)}020001` });

/** A member that is polled once a round and never in doubt. */
function member(unit: number, endings: Ending[] = []): BusMember {
  let polled = false;
  const poll: Transaction = {
    prepare: () => readRegisters(unit, 3, 0x0100, 1),
    finish: (ending) => endings.push(ending),
  };
  return {
    unit,
    beginRound: () => (polled = false),
    nextInRound: () => {
      if (polled) return undefined;
      polled = true;
      return poll;
    },
    wantsProbe: () => false,
    barrier: () => undefined,
    strayAnswer: () => false,
    isSteady: () => true,
    connected: () => undefined,
    disconnected: () => undefined,
  };
}

const asking = (unit: number, address: number, finish: Transaction['finish']): Transaction => ({ prepare: () => readRegisters(unit, 3, address, 1), finish });

describe('bus', () => {
  let clock: HandClock;
  let far: FarEnd;
  let bus: Bus;
  let one: BusMember;

  const build = (reply: (request: Heard, index: number) => Reply, answerMs?: number): void => {
    clock = createHandClock();
    far = createFarEnd(clock, reply, answerMs);
    bus = createBus({ id: 'test', cycleMs: CYCLE_MS, timeoutMs: TIMEOUT_MS, clock, openPipe: far.openPipe });
    one = member(1);
    bus.add(one);
    bus.add(member(2));
    bus.start();
  };
  afterEach(() => bus.close());

  const order = (): string => far.heard.map((request) => `${request.unit}:${request.hex.slice(4, 8)}`).join(' ');

  it('begins its first round at the start and sends the frames of a round back to back', async () => {
    build(echo);
    await clock.windTo(39);
    assert.deepEqual(far.heard.map((request) => request.atMs), [0, 5]);
    assert.equal(clock.pending(), 0, 'an idle bus keeps no timer');
  });

  it('begins the next round at the next multiple when one takes longer than the cycle', async () => {
    build(echo, 24);
    await clock.windTo(165);
    assert.deepEqual(far.heard.map((request) => request.atMs), [0, 24, 80, 104, 160]);
    assert.equal(bus.isQuiet(), false);
  });

  it('lets stop frames go first, then requests in their order, then the round', async () => {
    build(echo);
    await clock.windTo(1);
    const finish = (): void => undefined;
    bus.submit(one, asking(1, 0x0a, finish));
    bus.submit(one, asking(1, 0x0b, finish));
    bus.submitUrgent(one, asking(1, 0x0f, finish));
    await clock.windTo(39);
    assert.equal(order(), '1:0100 1:000f 1:000a 1:000b 2:0100');
  });

  it('waits for an answer until its deadline, not longer, and keeps one request on the line', async () => {
    build(silence);
    const endings: [Ending, number][] = [];
    await clock.windTo(1);
    bus.submit(one, asking(1, 0x0a, (ending) => endings.push([ending, clock.nowMs()])));
    await clock.windTo(60);
    assert.deepEqual(endings, [['timeout', 2 * TIMEOUT_MS]]);
    assert.deepEqual(far.heard.map((request) => request.atMs), [0, 25, 50]);
  });

  it('ends a request as garbled when something came that was not its answer', async () => {
    build(() => ({ raw: ':010302000199\r\n' }));
    const endings: Ending[] = [];
    await clock.windTo(1);
    bus.submit(one, asking(1, 0x0a, (ending) => endings.push(ending)));
    await clock.windTo(60);
    assert.deepEqual(endings, ['garbled']);
    assert.equal(bus.counters().garbled, 3);
  });

  it('takes the right answer although noise came before it', async () => {
    build((request) => ({ raw: `\u0000\u00ff:01${far.frame(`${request.hex.slice(0, 4)}020001`)}` }));
    await clock.windTo(39);
    assert.equal(bus.counters().timeouts, 0);
    assert.equal(bus.counters().requests, 2);
  });

  it('counts and drops an answer that comes while nobody waits', async () => {
    build(echo);
    await clock.windTo(20);
    far.say(far.frame('0103020001'));
    await clock.windTo(39);
    assert.equal(bus.counters().lateAnswers, 1);
  });

  it('ends everything that waits as disconnected when the line is lost, and sends none of it later', async () => {
    build(silence);
    const endings: Ending[] = [];
    await clock.windTo(1);
    bus.submit(one, asking(1, 0x0a, (ending) => endings.push(ending)));
    bus.submitUrgent(one, asking(1, 0x0f, (ending) => endings.push(ending)));
    far.hangUp();
    assert.deepEqual(endings, ['disconnected', 'disconnected']);
    assert.equal(bus.isConnected(), false);
    bus.submit(one, asking(1, 0x0b, (ending) => endings.push(ending)));
    assert.deepEqual(endings, ['disconnected', 'disconnected', 'disconnected']);
    await clock.wind(1000);
    assert.equal(far.opened(), 2);
    assert.equal(/000[abf]/.test(order()), false);
  });

  it('opens a new line after a loss, more and more rarely while it is refused', async () => {
    build(echo);
    await clock.windTo(1);
    far.refuse(true);
    far.hangUp();
    await clock.wind(3000);
    assert.match(bus.lostBecause(), /no such port/);
    far.refuse(false);
    await clock.wind(4000);
    assert.equal(bus.isConnected(), true);
    far.heard.length = 0;
    await clock.wind(2 * CYCLE_MS);
    assert.equal(far.heard.length, 4);
    assert.ok(far.heard.every((request) => request.atMs % CYCLE_MS <= 5), 'rounds keep their phase over a new line');
  });

  it('opens a new line when nobody on it answers for two seconds: the old one may be dead without saying so', async () => {
    build(silence);
    await clock.wind(2600);
    assert.equal(far.opened(), 2);
  });

  it('drops what waits for a device when it is told to, stop frames excepted', async () => {
    build(echo);
    const endings: string[] = [];
    await clock.windTo(1);
    bus.submit(one, asking(1, 0x0a, (ending) => endings.push(`a ${ending}`)));
    bus.submitUrgent(one, asking(1, 0x0f, (ending) => endings.push(`f ${ending}`)));
    bus.cancel(one);
    await clock.windTo(39);
    assert.deepEqual(endings, ['a superseded', 'f answered']);
  });

  it('is quiet once a whole round has passed with nothing but polls', async () => {
    build(echo);
    await clock.windTo(20);
    assert.equal(bus.isQuiet(), false);
    await clock.windTo(CYCLE_MS + 20);
    assert.equal(bus.isQuiet(), true);
    bus.submit(one, asking(1, 0x0a, () => undefined));
    assert.equal(bus.isQuiet(), false);
    await clock.windTo(2 * CYCLE_MS + 20);
    assert.equal(bus.isQuiet(), false);
    await clock.windTo(3 * CYCLE_MS + 20);
    assert.equal(bus.isQuiet(), true);
  });
});
