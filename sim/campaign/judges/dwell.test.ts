import assert from 'node:assert/strict';
import type { StageSnapshot } from '../../scenarios/stage.port.ts';
import type { WireCommand, WireListener } from '../../wire/wire-watch.ts';
import { judgeBeginning } from './beginning.ts';
import { judgeDwell } from './dwell.ts';

const QUIET: StageSnapshot = { state: 'idle', reasons: [], recovery: [], axes: {}, bays: {}, collections: [], orders: [] };
const ORDER = { orderId: 'order-1', kind: 'stow', phase: 'carrying', stage: 'running', back: false } as const;
const CLOSE: Partial<WireCommand> = { verb: 'execute', what: 'close', taken: true, epoch: 1 };

/** A tower that shows what it is told to show, looked at every second; nothing in it moves. */
function bench() {
  const broken = [] as string[];
  const listeners: WireListener[] = [];
  const state = { nowMs: 0, shown: QUIET, place: 'cell:1-1L', isAlive: true, isShut: false };
  const report = (invariant: string, detail: string): void => { broken.push(`${invariant} ${detail}`); };
  const standing = { velocityMmPerS: 0 };
  const plant = { state: { axes: { lift: standing, shuttle: standing }, doors: { 'A.outer': { velocityPerS: 0, get locked() { return state.isShut; } } }, pallets: { get P01() { return { place: state.place }; } } } };
  const subject = {
    wire: { listen: (listener: WireListener) => { listeners.push(listener); } },
    process: { isAlive: () => state.isAlive },
    clock: { every: () => () => undefined },
    stage: { clock: { nowMs: () => state.nowMs }, plant, site: { control: { stopTimeoutMs: 4000 }, bayRules: { customerTimeoutMs: 600_000 } }, tower: { snapshot: () => ({ seq: 0, tower: state.shown }) } },
  } as unknown as Parameters<typeof judgeDwell>[0] & Parameters<typeof judgeBeginning>[0];
  const beginning = judgeBeginning(subject, report);
  const dwell = judgeDwell(subject, report, beginning.staffActs);
  return {
    state, broken, dwell, beginning,
    told: (command: Partial<WireCommand>): void => { for (const { command: hear } of listeners) hear({ device: { id: 'A.outer' }, what: '', outputs: [], on: [], ...command } as WireCommand); },
    lasts: (ms: number, shown: Partial<StageSnapshot>): void => {
      state.shown = { ...QUIET, ...shown };
      for (const endMs = state.nowMs + ms; state.nowMs < endMs; state.nowMs += 1000) dwell.look?.(state.shown);
    },
  };
}

describe('how long a tower dwells', () => {
  it('stops within its time, or an alarm says that it does not (I48)', () => {
    const { broken, lasts, dwell } = bench();
    lasts(9000, { state: 'stopping' });
    lasts(600_000, { state: 'stopped' });
    lasts(60_000, { state: 'aborting', alarms: { alarms: [{ alarmId: 'stop.deadline', state: 'unacknowledged', firstOut: true }], unacknowledged: 1 } });
    lasts(1000, {});
    assert.deepEqual(broken, []);
    lasts(12_000, { state: 'aborting' });
    assert.match(broken.join(), /^I48 aborting for 10000 ms, at most 8000, and no alarm says so/u);
    assert.ok((dwell.premises()['I48'] ?? 0) > 0);
  });

  it('lets an order wait for its customer as long as the site does, and no order stand at work for a minute (I48)', () => {
    const { broken, lasts } = bench();
    lasts(599_000, { state: 'execute', orders: [{ ...ORDER, phase: 'handover' }] });
    lasts(55_000, { state: 'execute', orders: [ORDER] });
    lasts(600_000, { state: 'held', orders: [{ ...ORDER, stage: 'paused' }] });
    assert.deepEqual(broken, []);
    lasts(70_000, { state: 'execute', orders: [ORDER] });
    assert.match(broken.join(), /^I48 standing at order-1 carrying for 6\d000 ms/u);
  });

  it('lets a door try to close again three times by itself, and anew after a person was asked or it has shut (I48)', () => {
    const { broken, told, state, beginning } = bench();
    const tries = (times: number): void => { for (let n = 0; n < times; n += 1) told(CLOSE); };
    tries(4);
    beginning.staffActed();
    tries(4);
    state.isShut = true;
    told({ ...CLOSE, what: 'open' });
    tries(4);
    assert.deepEqual(broken, []);
    tries(1);
    assert.deepEqual(broken, ['I48 A.outer is told to close for the 5th time']);
  });
});

describe('the first motion of a controller', () => {
  const MOVE: Partial<WireCommand> = { verb: 'execute', what: 'moveTo', taken: true };

  it('comes after journal and sensors agree, and after nothing is in transit (I36)', () => {
    const { state, broken, told, beginning } = bench();
    told({ ...MOVE, epoch: 1 });
    assert.deepEqual(broken, []);
    beginning.died();
    state.shown = { ...QUIET, state: 'recovering' };
    told({ verb: 'coils', outputs: ['lampRed'], epoch: 2 });
    told({ verb: 'execute', what: 'open', epoch: 2 });
    assert.deepEqual(broken, []);
    told({ ...MOVE, epoch: 2 });
    state.shown = QUIET;
    state.place = 'shuttle';
    told({ ...MOVE, epoch: 3 });
    assert.deepEqual(broken, ['I36 A.outer is told to move by a controller that still finds out what stands where', 'I36 A.outer is told to move by a new controller with P01 between two places, and nobody has said so']);
    assert.equal(beginning.premises()['I36'], 3);
  });

  it('may come on the word of a person, which counts for the controller that has heard it (I36)', () => {
    const { state, broken, told, beginning } = bench();
    state.shown = { ...QUIET, state: 'recovering' };
    beginning.staffActed();
    told({ ...MOVE, epoch: 1 });
    assert.deepEqual(broken, []);
    beginning.staffActed();
    beginning.died();
    told({ ...MOVE, epoch: 2 });
    assert.equal(broken.length, 1);
  });
});
