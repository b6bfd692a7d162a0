import assert from 'node:assert/strict';
import sinon from 'sinon';
import { done, fault, type Actuator, type Armed, type Axis, type AxisStatus, type StillPermitted, type WireFault } from '../ports.ts';
import type { Journal, NewIntent } from '../journal/journal.port.ts';
import type { Interlock } from '../interlocks/interlock.ts';
import { createInterlockBook } from '../interlocks/permit.ts';
import type { Fact, Facts, Truth } from '../sensing/fact.ts';
import { createOutputGate } from './output-gate.ts';
import { createStopLatch } from './stop-control.ts';

const LEVEL_2 = { verb: 'moveTo', targetMm: 3000, velocityMmPerS: 800, accelerationMmPerS2: 400, jerkMmPerS3: 600 } as const;
const MOVES = [{ what: 'pallet', id: 'P01', to: 'carriage' }] as const;
const intent: NewIntent = { motion: 'lift.move', detail: 'to level 2', orderId: undefined, moves: MOVES };
const table: readonly Interlock[] = [
  { id: 'T-1', motions: ['lift.move'], fact: { of: 'tower', name: 'safetyChainClosed' }, expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [5] },
];

function bench() {
  const state = { chain: true as Truth, order: [] as string[] };
  const fact = (): Fact => ({ value: state.chain, cause: 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [] });
  const facts: Facts = { get: fact, revision: 0, updatedAtMs: 0 };
  const clock = { nowMs: () => 0, setTimeout: () => 0, clearTimeout: () => undefined, every: () => () => undefined };
  const effects = { setDriveEnable: sinon.spy(), stopAllDevices: sinon.spy(), abandonRunning: () => { gate.abandon(); }, acknowledgeDefects: sinon.spy(), report: sinon.spy() };
  const stop = createStopLatch(clock, () => facts, effects);
  const journal = {
    intend: sinon.spy(() => { state.order.push('intend'); return Promise.resolve({ ok: true as const, value: 7 }); }),
    conclude: sinon.spy(() => { state.order.push('conclude'); return Promise.resolve(done); }),
  };
  const lift = {
    id: 'lift',
    arm: sinon.spy(() => { state.order.push('arm'); return Promise.resolve({ ok: true as const, value: { deviceId: 'lift', sequence: 3, bootId: 1 } satisfies Armed }); }),
    execute: sinon.spy((_armed: Armed, permitted: StillPermitted) => {
      if (!permitted()) return Promise.resolve(refusedByPermit);
      state.order.push('execute');
      return Promise.resolve(done);
    }),
    setLease: sinon.spy(),
  };
  const gate = createOutputGate({ book: createInterlockBook([], table), facts: () => facts, journal: journal as unknown as Journal, stop, nowMs: () => 0, maxFactsAgeMs: 50, strokeMm: 5800 });
  assert.ok(stop.reset('operator').ok);
  return { state, stop, journal, lift, gate, effects, move: () => gate.move('lift.move', intent, lift as unknown as Actuator<unknown, object>, LEVEL_2) };
}
const refusedByPermit: { ok: false; error: WireFault } = { ok: false, error: { code: 'notPermitted', message: '', deviceId: 'lift' } };

describe('output gate', () => {
  it('writes the intent before it arms, and arms before it executes', async () => {
    const b = bench();
    const passed = await b.move();
    assert.ok(passed.ok);
    assert.deepEqual(b.state.order, ['intend', 'arm', 'execute']);
    assert.equal(passed.value.sequence, 3);
  });

  it('sends nothing and writes nothing while an interlock refuses, and says which', async () => {
    const b = bench();
    b.state.chain = undefined;
    const refused = await b.move();
    assert.ok(!refused.ok && refused.error.code === 'refused');
    assert.deepEqual(refused.error.broken.map((rule) => rule.interlockId), ['T-1']);
    assert.deepEqual(b.state.order, []);
  });

  it('sends nothing when the journal does not take the intent', async () => {
    const b = bench();
    b.journal.intend = sinon.spy(() => Promise.resolve(fault('full', 'disk full'))) as never;
    const gate = createOutputGate({ book: createInterlockBook([], table), facts: () => ({ get: () => ({ value: true, cause: 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [] }), revision: 0, updatedAtMs: 0 }), journal: b.journal as unknown as Journal, stop: b.stop, nowMs: () => 0, maxFactsAgeMs: 50, strokeMm: 5800 });
    const refused = await gate.move('lift.move', intent, b.lift as unknown as Actuator<unknown, object>, LEVEL_2);
    assert.ok(!refused.ok && refused.error.code === 'journalUnavailable');
    sinon.assert.notCalled(b.lift.arm);
    assert.equal([...gate.running()].length, 0);
  });

  it('does not execute when the fact is lost between arming and executing, and concludes the intent', async () => {
    const b = bench();
    const arm = b.lift.arm;
    b.lift.arm = sinon.spy(() => { b.state.chain = false; return arm(); });
    const refused = await b.move();
    assert.ok(!refused.ok && refused.error.code === 'notPermitted');
    assert.deepEqual(b.state.order, ['intend', 'arm', 'conclude']);
  });

  it('does not execute when a stop came and went while the command was on its way', async () => {
    const b = bench();
    const arm = b.lift.arm;
    b.lift.arm = sinon.spy(() => {
      b.stop.stopBecause({ code: 'requested', motion: undefined, broken: [], detail: '' });
      assert.ok(b.stop.reset('operator').ok);
      return arm();
    });
    const refused = await b.move();
    assert.ok(!refused.ok && refused.error.code === 'notPermitted');
    assert.ok(!b.state.order.includes('execute'));
  });

  it('takes no motion but the way out for one that may go without the journal', async () => {
    const b = bench();
    await assert.rejects(b.gate.move('lift.move', { ...intent, letsOut: true }, b.lift as unknown as Actuator<unknown, object>, LEVEL_2), /lets nobody out/u);
    assert.equal(b.lift.arm.callCount, 0);
  });

  it('tells what the journal has from the intent on, also when a stop keeps the frame from leaving', async () => {
    const b = bench();
    const told = sinon.spy();
    b.gate.onIntended(told);
    const { arm } = b.lift;
    b.lift.arm = sinon.spy(() => {
      sinon.assert.calledOnceWithExactly(told, MOVES);
      b.stop.stopBecause({ code: 'requested', motion: undefined, broken: [], detail: '' });
      return arm();
    });
    assert.ok(!(await b.move()).ok);
    b.journal.intend = sinon.spy(() => Promise.resolve({ ok: false as const, error: { code: 'full', message: '' } })) as never;
    assert.ok(!(await b.move()).ok);
    sinon.assert.calledOnce(told);
  });

  it('takes one command a device at a time', async () => {
    const b = bench();
    const first = b.move();
    const second = await b.move();
    assert.ok(!second.ok && second.error.code === 'superseded');
    assert.ok((await first).ok);
  });

  it('renews leases only of what runs, and none after a stop', async () => {
    const b = bench();
    assert.ok((await b.move()).ok);
    b.gate.renewLeases(true);
    sinon.assert.calledWith(b.lift.setLease, true);
    b.stop.stopBecause({ code: 'requested', motion: undefined, broken: [], detail: '' });
    b.lift.setLease.resetHistory();
    b.gate.renewLeases(true);
    sinon.assert.notCalled(b.lift.setLease);
  });
});

describe('output gate, clearing the fault of a drive', () => {
  function faulty(change: Partial<AxisStatus> = {}) {
    const b = bench();
    const status = { drive: 'fault', brakeReleased: false, velocityMmPerS: 0, errorCode: 0x8130, ...change };
    const axis = { ...b.lift, link: () => 'live', observed: () => ({ value: status, confirmedAtMs: 0 }) } as unknown as Axis;
    return { ...b, status, clear: () => b.gate.clearFault(axis) };
  }

  it('sends resetFault and nothing else, also while a stop is latched, without an intent', async () => {
    const b = faulty();
    b.stop.stopBecause({ code: 'requested', motion: undefined, broken: [], detail: '' });
    assert.deepEqual(await b.clear(), done);
    sinon.assert.calledOnceWithExactly(b.lift.arm as sinon.SinonSpy, { verb: 'resetFault' });
    assert.deepEqual(b.state.order, ['arm', 'execute']);
    assert.equal([...b.gate.running()].length, 0);
  });

  for (const [what, change] of [['has no fault', { drive: 'readyToSwitchOn' }], ['still reacts to its fault', { drive: 'faultReactionActive' }], ['has its brake open', { brakeReleased: true }]] as const) {
    it(`tells a drive nothing that ${what}`, async () => {
      const b = faulty(change);
      const refused = await b.clear();
      assert.ok(!refused.ok && refused.error.code === 'refused');
      sinon.assert.notCalled(b.lift.arm);
    });
  }

  it('tells a drive nothing whose standstill is not known, nor one with a command', async () => {
    const unknown = faulty();
    unknown.state.chain = undefined;
    assert.ok(!(await unknown.clear()).ok);
    const busy = faulty();
    assert.ok((await busy.move()).ok);
    busy.lift.arm.resetHistory();
    assert.ok(!(await busy.clear()).ok);
    sinon.assert.notCalled(busy.lift.arm);
  });

  it('does not execute when the standstill is lost after arming', async () => {
    const b = faulty();
    const arm = b.lift.arm;
    b.lift.arm = sinon.spy(() => { b.status.brakeReleased = true; return arm(); });
    const other = { ...b.lift, link: () => 'live', observed: () => ({ value: b.status, confirmedAtMs: 0 }) } as unknown as Axis;
    assert.ok(!(await b.gate.clearFault(other)).ok);
    assert.ok(!b.state.order.includes('execute'));
  });
});

describe('stop', () => {
  it('is latched after a start until somebody resets it', async () => {
    const b = bench();
    b.stop.stopBecause({ code: 'requested', motion: undefined, broken: [], detail: '' });
    const refused = await b.move();
    assert.ok(!refused.ok && refused.error.code === 'stopLatched');
    assert.ok(b.stop.reset('operator').ok);
    assert.ok((await b.move()).ok);
  });

  it('runs every effect even if one throws, and keeps the first reason', () => {
    const b = bench();
    b.effects.setDriveEnable = sinon.spy(() => { throw new Error('line gone'); });
    b.stop.stopBecause({ code: 'safetyChain', motion: undefined, broken: [], detail: 'first' });
    b.stop.stopBecause({ code: 'interlock', motion: undefined, broken: [], detail: 'second' });
    sinon.assert.calledTwice(b.effects.stopAllDevices);
    sinon.assert.called(b.effects.report);
    assert.equal(b.stop.latched()?.detail, 'first');
  });

  it('is not cleared by a reset that was asked for before it, also when motion had been stopped already', () => {
    const b = bench();
    b.stop.stop({ code: 'safetyChain', motion: undefined, broken: [], atMs: 5, detail: 'first' });
    const askedFor = b.stop.latched()?.atMs ?? NaN;
    b.stop.stop({ code: 'requested', motion: undefined, broken: [], atMs: 7, detail: 'somebody presses Stop' });
    assert.equal(b.stop.latched()?.detail, 'first');
    const early = b.stop.reset('technician', askedFor, 'panel');
    assert.ok(!early.ok && early.error.code === 'stillUnsafe');
    assert.ok(b.stop.reset('technician', b.stop.latched()?.atMs, 'panel').ok);
  });

  it('is not reset while its cause is there, nor by somebody of lower rank', () => {
    const b = bench();
    b.state.chain = false;
    const permit = createInterlockBook([], table).permit('lift.move', { get: () => ({ value: false, cause: 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [] }), revision: 0, updatedAtMs: 0 });
    assert.ok(!permit.granted);
    b.stop.stopBecause({ code: 'interlock', motion: 'lift.move', broken: permit.broken, detail: '' });
    const byCustomer = b.stop.reset('customer');
    assert.ok(!byCustomer.ok && byCustomer.error.code === 'notAllowed');
    const tooEarly = b.stop.reset('technician');
    assert.ok(!tooEarly.ok && tooEarly.error.code === 'stillUnsafe');
    b.state.chain = true;
    assert.ok(b.stop.reset('technician').ok);
  });

  it('does not wait for what only homing mends, asks for the same person, and leaves the motion refused', async () => {
    const b = bench();
    b.state.chain = undefined;
    const homed: readonly Interlock[] = [{ ...table[0]!, reset: 'technician', mendedBy: 'homing' }];
    const permit = createInterlockBook([], homed).permit('lift.move', { get: () => ({ value: false, cause: 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [] }), revision: 0, updatedAtMs: 0 });
    assert.ok(!permit.granted);
    b.stop.stopBecause({ code: 'interlock', motion: 'lift.move', broken: permit.broken, detail: '' });
    const byOperator = b.stop.reset('operator');
    assert.ok(!byOperator.ok && byOperator.error.code === 'notAllowed');
    assert.ok(b.stop.reset('technician').ok);
    const refused = await b.move();
    assert.ok(!refused.ok && refused.error.code === 'refused');
  });
});
