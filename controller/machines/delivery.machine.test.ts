import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createActor, fromPromise } from 'xstate';
import { createVirtualClock } from '../../sim/time/virtual-clock.ts';
import type { DeliverPhase, DeliverRecord, InventoryMove } from '../journal/journal.port.ts';
import { done, type Result } from '../ports.ts';
import { deliveryMachine } from './delivery.machine.ts';
import type { Where } from './delivery/delivery.setup.ts';
import { orderFault, type OrderFault } from './orders/order-fault.ts';
import { createFactBoard } from './testing/fact-board.ts';
import { later } from './testing/unit-bench.ts';
import type { TransferVerb } from './transfer/next-step.ts';

type Answer = Result<void, OrderFault>;
const LIMITS = { emptyHoldMs: 2500, customerMs: 600_000, proveShutMs: 13_000, writeMs: 10_000, transferMs: 900_000, doorMs: 33_000, stopMs: 8000 };
const EMPTY = { 'A.envelopeClear': true, 'A.palletOnly': true, 'A.personClear': true, 'A.palletSeated': true } as const;
const fail = (code: OrderFault['code']): Answer => ({ ok: false, error: orderFault(code, code) });

/** A delivery whose carriage, doors, journal and customer are in the hands of the test. */
function bench(phase: DeliverPhase = 'queued', found = false, written: Answer = done) {
  const clock = createVirtualClock();
  const facts = createFactBoard();
  const record: DeliverRecord = { kind: 'deliver', orderId: 'c1', bookingId: undefined, carId: 'SH-06', palletId: 'P06', fromCell: '2-1R', bay: 'A', phase };
  const passage = later<Answer>();
  const writePhase = sinon.stub<[DeliverPhase, readonly InventoryMove[]], Promise<Answer>>().resolves(written);
  const transfer = sinon.stub<[string], Promise<Answer>>().resolves(done);
  const openBay = sinon.stub<[], Promise<Answer>>().resolves(done);
  const shutBay = sinon.stub<[], Promise<Answer>>().resolves(done);
  const machine = deliveryMachine.provide({
    actors: {
      writePhase: fromPromise<Answer, { readonly record: DeliverRecord; readonly moves: readonly InventoryMove[] }>(({ input }) => writePhase(input.record.phase, input.moves)),
      takeTurn: fromPromise<Answer, DeliverRecord>(async () => done),
      transfer: fromPromise<Answer, { readonly verb: TransferVerb; readonly where: Where; readonly record: DeliverRecord }>(({ input }) => transfer(`${input.verb} ${input.where}`)),
      openBay: fromPromise<Answer, DeliverRecord>(() => openBay()),
      shutBay: fromPromise<Answer, DeliverRecord>(() => shutBay()),
      seePassage: fromPromise<Answer, DeliverRecord>(() => passage.promise),
      stopMotion: fromPromise<Answer, OrderFault | undefined>(async () => done),
    },
  });
  const actor = createActor(machine, { input: { record, limits: LIMITS, facts, found }, clock });
  const left = sinon.stub();
  actor.on('car.left', left);
  actor.start();
  // A chain of answers that come at once takes many turns, and no time.
  const run = async () => {
    for (let turn = 0; turn < 30; turn += 1) await clock.runFor(0);
  };
  const pass = async (ms: number) => {
    await clock.runFor(ms);
    await run();
  };
  const see = async (values: Parameters<typeof facts.set>[0]) => {
    facts.set(values);
    actor.send({ type: 'facts.changed', facts });
    await run();
  };
  return {
    actor, pass, see, writePhase, transfer, openBay, shutBay, left, passage,
    is: (state: object | string) => actor.getSnapshot().matches(state as never),
    phases: () => writePhase.args.map(([written]) => written),
    fault: () => actor.getSnapshot().context.fault?.code,
    driveOut: async () => {
      passage.settle(done);
      await run();
    },
    run,
  };
}

/** A delivery whose car stands in the open bay. */
async function atHandover() {
  const all = bench();
  await all.run();
  assert.ok(all.is({ handover: 'waiting' }));
  return all;
}

describe('delivery machine', () => {
  it('makes each phase durable before anything of it is done', async () => {
    const { writePhase, transfer, run } = bench();
    await run();
    assert.deepEqual(transfer.args.map(([what]) => what), ['approach cell', 'pick cell', 'approach bay', 'place bay']);
    for (const [i, phase] of (['finding', 'taking', 'coming', 'presenting'] as const).entries()) {
      assert.equal(writePhase.args[i]?.[0], phase);
      assert.ok(writePhase.getCall(i).calledBefore(transfer.getCall(i)));
    }
  });

  it('moves nothing when its phase cannot be made durable', async () => {
    const { transfer, run, is, fault } = bench('queued', false, fail('journalUnavailable'));
    await run();
    assert.ok(is('paused'));
    sinon.assert.notCalled(transfer);
    assert.equal(fault(), 'journalUnavailable');
  });

  it('closes the bay only after both proofs and nobody present have held together, and not a moment earlier', async () => {
    const { see, driveOut, pass, shutBay } = await atHandover();
    await driveOut();
    await see(EMPTY);
    await pass(LIMITS.emptyHoldMs - 1);
    sinon.assert.notCalled(shutBay);
    await see({ 'A.personClear': false });
    await see({ 'A.personClear': true });
    await pass(LIMITS.emptyHoldMs - 1);
    sinon.assert.notCalled(shutBay);
    await pass(1);
    sinon.assert.calledOnce(shutBay);
  });

  for (const missing of ['A.envelopeClear', 'A.palletOnly', 'A.personClear', 'A.palletSeated'] as const) {
    it(`never believes the bay empty without ${missing}, false or unknown`, async () => {
      for (const value of [false, undefined]) {
        const { see, driveOut, pass, shutBay } = await atHandover();
        await driveOut();
        await see({ ...EMPTY, [missing]: value });
        await pass(60_000);
        sinon.assert.notCalled(shutBay);
      }
    });
  }

  it('does not believe laser and scale while nothing has been seen to pass outwards', async () => {
    const { see, pass, shutBay } = await atHandover();
    await see(EMPTY);
    await pass(60_000);
    sinon.assert.notCalled(shutBay);
  });

  it('has the car outside only after the proofs have held again behind the shut door', async () => {
    const { see, driveOut, pass, left, writePhase, is } = await atHandover();
    await driveOut();
    await see(EMPTY);
    await pass(LIMITS.emptyHoldMs);
    assert.ok(is({ closing: 'holdingShut' }));
    sinon.assert.notCalled(left);
    await pass(LIMITS.emptyHoldMs);
    sinon.assert.calledOnce(left);
    sinon.assert.calledWith(writePhase, 'puttingAway', [{ what: 'car', id: 'SH-06', to: 'outside' }]);
    assert.ok(is('done'));
  });

  it('opens again for somebody who was shut in, and begins to prove anew', async () => {
    const { see, driveOut, pass, openBay, left, is } = await atHandover();
    await driveOut();
    await see(EMPTY);
    await pass(LIMITS.emptyHoldMs);
    await see({ 'A.personClear': false });
    sinon.assert.calledTwice(openBay);
    sinon.assert.notCalled(left);
    assert.ok(is('proving'));
  });

  it('tries the door again when somebody stood in it, three times, then asks for a person', async () => {
    const { see, driveOut, pass, shutBay, is, fault } = await atHandover();
    shutBay.resolves(fail('obstructed'));
    await driveOut();
    await see(EMPTY);
    await pass(4 * LIMITS.emptyHoldMs);
    sinon.assert.calledThrice(shutBay);
    assert.ok(is('paused'));
    assert.equal(fault(), 'obstructed');
  });

  it('waits for a late customer as long as it takes, and calls staff meanwhile', async () => {
    const { pass, actor, is } = await atHandover();
    await pass(LIMITS.customerMs + 1);
    assert.ok(actor.getSnapshot().context.overdue);
    assert.ok(is({ handover: 'waiting' }));
  });

  it('pauses after a failed transfer and goes on with the same phase when a person says so', async () => {
    const { transfer, actor, run, is, phases } = bench();
    transfer.onCall(1).resolves(fail('stopped'));
    await run();
    assert.ok(is('paused'));
    assert.equal(transfer.callCount, 2);
    actor.send({ type: 'person.resumed' });
    await run();
    assert.deepEqual(transfer.args.map(([what]) => what), ['approach cell', 'pick cell', 'pick cell', 'approach bay', 'place bay']);
    assert.deepEqual(phases().slice(0, 4), ['finding', 'taking', 'taking', 'coming']);
  });

  for (const code of ['wrongPallet', 'phantomCar', 'placeTaken'] as const) {
    it(`ends for good when it finds ${code}: no command mends that`, async () => {
      const { transfer, run, is, phases, actor } = bench();
      transfer.onCall(1).resolves(fail(code));
      await run();
      assert.ok(is('stalled'));
      assert.equal(phases().at(-1), 'stalled');
      assert.equal(actor.getSnapshot().context.fault?.code, code);
    });
  }

  it('waits for a person when it was found at boot, whatever its phase', async () => {
    for (const phase of ['queued', 'finding', 'taking', 'coming', 'presenting', 'opening', 'handover', 'proving', 'closing', 'puttingAway'] as const) {
      const { pass, transfer, openBay, shutBay, is } = bench(phase, true);
      await pass(3_600_000);
      assert.ok(is('paused'), phase);
      sinon.assert.notCalled(transfer);
      sinon.assert.notCalled(openBay);
      sinon.assert.notCalled(shutBay);
    }
  });

  it('proves the bay anew when it is resumed while closing: somebody may have come', async () => {
    const { actor, run, shutBay, is } = bench('closing', true);
    actor.send({ type: 'person.resumed' });
    await run();
    assert.ok(is({ proving: 'unproven' }));
    sinon.assert.notCalled(shutBay);
  });

  it('takes the word of a person for a passage that nobody counted, but not for the proofs', async () => {
    const { actor, run, see, pass, is, shutBay } = bench('handover', true);
    actor.send({ type: 'person.resumed' });
    await run();
    assert.ok(is({ handover: 'waiting' }));
    await see({ ...EMPTY, 'A.palletOnly': false });
    await pass(60_000);
    sinon.assert.notCalled(shutBay);
    await see(EMPTY);
    await pass(LIMITS.emptyHoldMs);
    sinon.assert.calledOnce(shutBay);
  });

  it('stops and pauses for a defect of the program', async () => {
    const { transfer, run, is, fault } = bench();
    transfer.onCall(0).rejects(new Error('defect'));
    await run();
    assert.ok(is('paused'));
    assert.equal(fault(), 'machineError');
  });
});
