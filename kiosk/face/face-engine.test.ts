import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createManualClock } from '../testing/manual-clock.ts';
import { createFaceEngine, ENGINE_DEADLINES } from './face-engine.ts';
import { reading, template } from './face-fixtures.ts';
import type { WorkerRequest } from './worker-protocol.ts';
import type { FaceWorkerLink, WorkerListeners } from './worker-session.ts';

type Reply = (request: WorkerRequest, listeners: WorkerListeners) => void;

const LOADS: Reply = ({ kind, id }, { answer }) => {
  if (kind === 'start') answer({ kind: 'started', id });
};

/** An engine whose workers answer as told, one behaviour for each worker in turn (the last for all later ones). */
function setUp(...replies: readonly Reply[]) {
  const clock = createManualClock();
  const terminated = sinon.spy();
  const sent: WorkerRequest[] = [];
  const spawn = sinon.spy((): FaceWorkerLink => {
    const reply = replies[Math.min(spawn.callCount, replies.length) - 1]!;
    let listeners: WorkerListeners;
    return {
      send: (request) => {
        sent.push(request);
        reply(request, listeners);
      },
      listen: (given) => {
        listeners = given;
      },
      terminate: terminated,
    };
  });
  return { clock, spawn, sent, terminated, engine: createFaceEngine({ spawn, clock, assetsUrl: 'http://here/face/' }) };
}

function frame() {
  return { close: sinon.spy() } as unknown as ImageBitmap & { readonly close: sinon.SinonSpy };
}

const HOW = { first: true, describe: false };

describe('face engine', () => {
  it('starts one worker, loads its nets once, and sends it frames', async () => {
    const { engine, spawn, sent, clock } = setUp((request, listeners) => {
      LOADS(request, listeners);
      if (request.kind === 'look') listeners.answer({ kind: 'looked', id: request.id, reading: reading() });
    });
    assert.equal((await engine.start()).ok, true);
    assert.equal((await engine.look(frame(), HOW)).ok, true);
    assert.equal((await engine.look(frame(), HOW)).ok, true);
    assert.equal(spawn.callCount, 1);
    assert.deepEqual(sent.map(({ kind }) => kind), ['start', 'look', 'look']);
    assert.equal(clock.pendingTimers(), 0);
  });

  it('gives up a call that never returns, ends the hung worker, and serves the next call with a fresh one', async () => {
    const { engine, spawn, terminated, clock } = setUp(LOADS, (request, listeners) => {
      LOADS(request, listeners);
      if (request.kind === 'look') listeners.answer({ kind: 'looked', id: request.id, reading: reading() });
    });
    const looking = engine.look(frame(), HOW);
    const behindIt = engine.look(frame(), HOW);
    await clock.pass(ENGINE_DEADLINES.lookMs);
    const hung = await looking;
    assert.equal(hung.ok ? 'ok' : hung.error.code, 'timeout');
    const queued = await behindIt;
    assert.equal(queued.ok ? 'ok' : queued.error.code, 'workerFailed');
    assert.equal(terminated.callCount, 1);
    assert.equal((await engine.look(frame(), HOW)).ok, true);
    assert.equal(spawn.callCount, 2);
  });

  it('fails all waiting calls when the worker dies', async () => {
    let die: (message: string) => void = () => undefined;
    const { engine, clock } = setUp((request, listeners) => {
      LOADS(request, listeners);
      die = listeners.failure;
    });
    const looking = engine.look(frame(), HOW);
    await clock.pass(1);
    die('out of memory');
    const look = await looking;
    assert.deepEqual(look, { ok: false, error: { code: 'workerFailed', message: 'out of memory' } });
    assert.equal(clock.pendingTimers(), 0);
  });

  it('says why the nets did not load, closes the frame it was given, and tries again with the next call', async () => {
    const { engine, spawn } = setUp(({ id }, { answer }) => answer({ kind: 'failed', id, message: 'no SIMD' }), LOADS);
    const unseen = frame();
    const look = await engine.look(unseen, HOW);
    assert.deepEqual(look, { ok: false, error: { code: 'workerFailed', message: 'no SIMD' } });
    assert.equal(unseen.close.callCount, 1);
    assert.equal((await engine.start()).ok, true);
    assert.equal(spawn.callCount, 2);
  });

  it('says so when the browser starts no worker, and tries again with the next call', async () => {
    const { clock } = setUp(LOADS);
    const spawn = sinon.stub<[], FaceWorkerLink>().throws(new Error('refused by the policy'));
    const engine = createFaceEngine({ spawn, clock, assetsUrl: 'http://here/face/' });
    const unseen = frame();
    const look = await engine.look(unseen, HOW);
    assert.ok(!look.ok && look.error.code === 'workerFailed' && look.error.message.includes('refused by the policy'));
    assert.equal(unseen.close.callCount, 1);
    assert.equal((await engine.start()).ok, false);
    assert.equal(spawn.callCount, 2);
  });

  it('passes a refused picture on with its reason', async () => {
    const { engine } = setUp((request, listeners) => {
      LOADS(request, listeners);
      const { id, kind } = request;
      if (kind === 'picture') listeners.answer({ kind: 'refused', id, code: 'blurred', message: 'hold still' });
    });
    const outcome = await engine.measurePicture(frame());
    assert.deepEqual(outcome, { ok: false, error: { code: 'blurred', message: 'hold still' } });
  });

  it('takes no template of a wrong length from its worker', async () => {
    const { engine } = setUp((request, listeners) => {
      LOADS(request, listeners);
      const short = { ...template(), vector: [0.1, 0.2] };
      if (request.kind === 'picture') listeners.answer({ kind: 'described', id: request.id, template: short });
    });
    const outcome = await engine.measurePicture(frame());
    assert.equal(outcome.ok ? 'ok' : outcome.error.code, 'workerFailed');
  });

  it('fails what is waiting when it is closed', async () => {
    const { engine, terminated } = setUp(() => undefined);
    const starting = engine.start();
    engine.close();
    assert.equal((await starting).ok, false);
    assert.equal(terminated.callCount, 1);
  });
});
