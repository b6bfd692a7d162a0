import assert from 'node:assert/strict';
import { loadSite } from '../../../config/load-site.ts';
import type { WireCommand, WireListener } from '../../wire/wire-watch.ts';
import type { Scene } from '../injection/ongoing.ts';
import { judgeAcknowledged } from './acknowledged.ts';
import type { Acknowledged, DurableIntent, DurableRows } from './durable.port.ts';
import { judgeNeverLies } from './never-lies.ts';
import { judgeWriteAhead } from './write-ahead.ts';

const ROWS: DurableRows = { lastIntentId: 0, openIntents: [], openOrders: [], pallets: {}, cars: {} };
const NOTHING: Acknowledged = { intents: [], outcomes: [], pallets: [], cars: [] };

/** A tower of which nothing is there but its disk, its line, and where things stand. */
function createBench() {
  const loaded = loadSite('tmall-shanghai');
  assert.ok(loaded.ok);
  const site = loaded.value;
  const told: string[] = [];
  const now = { ms: 0, rows: ROWS as DurableRows | undefined, takes: true, findings: [] as readonly string[] };
  const heard: { durable: (() => void)[]; acknowledged: ((one: Acknowledged) => void)[]; found: ((findings: readonly string[]) => void)[]; wire: WireListener[] } = { durable: [], acknowledged: [], found: [], wire: [] };
  const pallets = { P01: { place: 'cell:1-1L', yMm: 0, car: 'C1' as string | undefined } };
  const cars = { C1: { place: 'P01' } };
  const subject = {
    durable: {
      rows: () => now.rows, takes: () => now.takes,
      findings: () => now.findings,
      onDurable: (listener: () => void) => { heard.durable.push(listener); },
      onAcknowledged: (listener: (one: Acknowledged) => void) => { heard.acknowledged.push(listener); },
      onFound: (listener: (findings: readonly string[]) => void) => { heard.found.push(listener); },
    },
    wire: { listen: (listener: WireListener) => { heard.wire.push(listener); } },
    clock: { every: () => () => undefined },
    stage: { site, clock: { nowMs: () => now.ms }, plant: { state: { pallets, cars, lockPin: { position: 1 }, fork: { position: 0 }, palletLock: { position: 1 }, axes: { lift: { positionMm: 0 }, travel: { positionMm: 0 }, shuttle: { positionMm: 700 } } } } },
  };
  const scene = { subject, seen: {} } as unknown as Pick<Scene, 'subject' | 'seen'>;
  const write = (rows: Partial<DurableRows>): void => {
    now.rows = { ...ROWS, ...now.rows, ...rows };
    for (const listener of heard.durable) listener();
  };
  const intent = (intentId: number, motion: string): DurableIntent => ({ intentId, motion, orderId: 'order-1', utcMs: 1000 + intentId });
  return {
    now, told, pallets, cars, scene, write,
    report: (invariant: string) => { told.push(invariant); },
    intend: (...intents: readonly (readonly [number, string])[]) => { write({ openIntents: intents.map(([id, motion]) => intent(id, motion)) }); },
    say: (deviceId: string, rest: Partial<WireCommand>) => {
      const device = site.devices.find(({ id }) => id === deviceId);
      assert.ok(device);
      for (const listener of heard.wire) listener.command({ device, verb: 'execute', what: 'moveTo', outputs: [], on: [], epoch: 1, taken: true, ...rest });
    },
    acknowledge: (one: Partial<Acknowledged>) => { for (const listener of heard.acknowledged) listener({ ...NOTHING, ...one }); },
    find: (...findings: readonly string[]) => { for (const listener of heard.found) listener(findings); },
  };
}

describe('write-ahead on the wire', () => {
  const begin = () => {
    const bench = createBench();
    return { ...bench, judge: judgeWriteAhead(bench.scene.subject, bench.report) };
  };
  it('holds while every frame finds its intent on the disk', () => {
    const { intend, say, told, judge } = begin();
    intend([1, 'lift.move']);
    say('lift', { verb: 'arm' });
    say('lift', {});
    intend([2, 'outer.open:A']);
    say('A.outer', { what: 'open' });
    intend([3, 'fork.engage']);
    say('io-carriage', { verb: 'coils', what: '', outputs: ['fork'], on: ['fork'] });
    assert.deepEqual([told, judge.premises()], [[], { I39: 4, I40: 2 }]);
  });
  it('is broken by a frame that leaves before its intent (I39)', () => {
    const { intend, say, told } = begin();
    say('lift', {});
    intend([1, 'lift.move']);
    assert.deepEqual(told, ['I39']);
  });
  it('is broken by a frame whose intent is of another device, another door or another motion (I39)', () => {
    for (const [motion, device, what] of [['travel.move', 'lift', 'moveTo'], ['outer.open:B', 'A.outer', 'open'], ['outer.close:A', 'A.outer', 'open'], ['lift.home', 'lift', 'moveTo']] as const) {
      const { intend, say, told } = begin();
      intend([1, motion]);
      say(device, { what });
      assert.deepEqual(told, ['I39'], motion);
    }
  });
  it('is broken by a frame long after its intent has ended (I39)', () => {
    const { intend, say, told, now } = begin();
    intend([1, 'travel.move']);
    intend();
    say('travel', {});
    assert.deepEqual(told, []);
    now.ms = 10_000;
    say('travel', {});
    assert.deepEqual(told, ['I39']);
  });
  it('lets somebody out while the disk takes nothing, and moves nothing else', () => {
    const { say, told, now } = begin();
    now.takes = false;
    say('A.outer', { what: 'open' });
    assert.deepEqual(told, []);
    say('A.inner', { what: 'open' });
    assert.deepEqual(told, ['I39']);
  });
  it('asks nothing of a bolt that is given the level of the end at which it stands', () => {
    const { say, told, judge } = begin();
    say('io-carriage', { verb: 'coils', what: '', outputs: ['fork'] });
    say('io-carriage', { verb: 'coils', what: '', outputs: ['lockPin'], on: ['lockPin'] });
    assert.deepEqual([told, judge.premises()], [[], { I39: 0, I40: 0 }]);
    say('io-carriage', { verb: 'coils', what: '', outputs: ['lockPin'] });
    assert.deepEqual(told, ['I39']);
  });
  it('asks nothing of lamps, of the reset of a drive, of refreshes and stops', () => {
    const { say, told, judge } = begin();
    say('io-bay-A', { verb: 'coils', what: '', outputs: ['lampRed'] });
    say('lift', { what: 'resetFault' });
    say('lift', { verb: 'refresh', what: '' });
    say('lift', { verb: 'withdraw', what: '' });
    assert.deepEqual([told, judge.premises()], [[], { I39: 0, I40: 0 }]);
  });
  it('is broken when a pallet is unlocked twice for one intent (I40), not when a device refuses the second frame', () => {
    const unlock = { verb: 'coils', what: '', outputs: ['palletLock'] } as const;
    const { intend, say, told } = begin();
    intend([1, 'palletLock.unlock']);
    say('io-carriage', unlock);
    say('io-carriage', { ...unlock, taken: false });
    assert.deepEqual(told, []);
    say('io-carriage', unlock);
    assert.deepEqual(told, ['I40']);
  });
  it('is broken when a door to the street opens again for an order before anybody knows how the first time ended (I40)', () => {
    const open = { what: 'open' } as const;
    const { intend, say, told } = begin();
    intend([1, 'outer.open:A']);
    say('A.outer', open);
    intend([2, 'outer.open:A']);
    say('A.outer', open);
    assert.deepEqual(told, []);
    // The disk did not take how the second time ended, but how the door closed then.
    intend([2, 'outer.open:A'], [3, 'outer.close:A']);
    intend([2, 'outer.open:A'], [4, 'outer.open:A']);
    say('A.outer', open);
    assert.deepEqual(told, []);
    intend([2, 'outer.open:A'], [4, 'outer.open:A'], [5, 'outer.open:A']);
    say('A.outer', open);
    assert.deepEqual(told, ['I40']);
  });
  it('holds while somebody inside presses again, and the door that lets out opens again: once for each press', () => {
    const open = { what: 'open' } as const;
    const { write, say, told } = begin();
    const pressed = (...ids: readonly number[]): void => { write({ openIntents: ids.map((intentId) => ({ intentId, motion: 'outer.open:A', orderId: undefined, utcMs: intentId })) }); };
    pressed(1);
    say('A.outer', open);
    pressed(1, 2);
    say('A.outer', open);
    assert.deepEqual(told, []);
    say('A.outer', open);
    assert.deepEqual(told, ['I40']);
  });
});

describe('the places on the disk', () => {
  const begin = () => {
    const bench = createBench();
    return { ...bench, judge: judgeNeverLies(bench.scene, bench.report) };
  };
  it('hold while they are true, or say that they are not certain', () => {
    const { write, told, judge, pallets } = begin();
    write({ pallets: { P01: 'cell:1-1L' }, cars: { C1: 'P01' } });
    pallets.P01.place = 'shuttle';
    write({ pallets: { P01: 'transfer:cell:1-1L>carriage' } });
    write({ pallets: { P01: 'lift' } });
    write({ pallets: { P01: 'unknown' } });
    assert.deepEqual([told, judge.premises()], [[], { I41: 4 }]);
  });
  it('are broken by a definite place that is not true (I41)', () => {
    const { write, told, pallets } = begin();
    pallets.P01.place = 'lift';
    write({ pallets: { P01: 'cell:1-1L' }, cars: { C1: 'P01' } });
    assert.deepEqual(told, ['I41']);
  });
  it('are broken by a pallet that is between two places and said to be in one (I41)', () => {
    const { write, told, pallets } = begin();
    Object.assign(pallets.P01, { place: 'shuttle', yMm: 700 });
    write({ pallets: { P01: 'lift' }, cars: { C1: 'P01' } });
    assert.deepEqual(told, ['I41']);
  });
  it('are broken by a car that has gone and is said to be there (I41), unless its order is still with people', () => {
    const { write, told, cars } = begin();
    cars.C1.place = 'outside';
    write({ pallets: { P01: 'cell:1-1L' }, cars: { C1: 'P01' }, openOrders: [{ orderId: 'order-1', carId: 'C1', palletId: 'P01', bay: 'A' }] });
    assert.deepEqual(told, []);
    write({ openOrders: [] });
    assert.deepEqual(told, ['I41']);
  });
});

describe('what was acknowledged', () => {
  const begin = () => {
    const bench = createBench();
    return { ...bench, judge: judgeAcknowledged(bench.scene.subject, bench.report) };
  };
  it('holds while it is on the disk, then and later', () => {
    const { write, acknowledge, find, told, judge } = begin();
    write({ lastIntentId: 4, pallets: { P01: 'lift' }, cars: { C1: 'outside' } });
    acknowledge({ intents: [4], outcomes: [3], pallets: [['P01', 'lift']], cars: [['C1', 'outside']] });
    find();
    write({});
    assert.deepEqual([told, judge.premises()], [[], { I43: 1, I45: 1 }]);
  });
  it('is broken by an intent, an outcome or a place that is not on the disk (I45)', () => {
    for (const one of [{ intents: [5] }, { outcomes: [4] }, { pallets: [['P01', 'lift']] }, { cars: [['C1', 'P01']] }] as const) {
      const { write, acknowledge, told } = begin();
      write({ lastIntentId: 4, openIntents: [{ intentId: 4, motion: 'lift.move', orderId: undefined, utcMs: 0 }], pallets: { P01: 'cell:1-1L' }, cars: { C1: 'outside' } });
      acknowledge(one);
      assert.deepEqual(told, ['I45']);
    }
  });
  it('is broken by what the next controller does not find (I45)', () => {
    const { write, acknowledge, find, told } = begin();
    write({ lastIntentId: 4 });
    acknowledge({ intents: [4] });
    find();
    write({ lastIntentId: 3 });
    assert.deepEqual(told, ['I45']);
  });
  it('is broken by a file that is not whole (I43), found or still in use', async () => {
    const [found, used] = [begin(), begin()];
    found.find('the audit chain breaks at row 7');
    used.now.findings = ['the audit chain breaks at row 7'];
    await used.judge.end?.();
    assert.deepEqual([found.told, used.told], [['I43'], ['I43']]);
  });
});
