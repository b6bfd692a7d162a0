import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { ServiceView } from '../../../controller/api/contract/index.ts';
import { createManualClock } from '../../testing/manual-clock.ts';
import { answered, refused } from './answer.ts';
import type { Answer } from './answer.ts';
import { createServiceStore, SERVICE_EVERY_MS, SERVICE_MISSED } from './service-store.ts';

const OPEN: ServiceView = { utcMs: 0, hours: { open: true }, backend: 'none', payments: true };
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
};

describe('what is told beside the tower', () => {
  const bench = () => {
    const clock = createManualClock();
    const ask = sinon.stub<[], Promise<Answer<ServiceView>>>().resolves(answered(OPEN));
    const heard = sinon.spy();
    const store = createServiceStore({ ask, clock });
    store.subscribe(heard);
    const later = async (): Promise<void> => {
      clock.advance(SERVICE_EVERY_MS);
      await settled();
    };
    return { ask, heard, store, later };
  };

  it('is asked for at once and again and again, and is unknown before', async () => {
    const { ask, heard, store, later } = bench();
    assert.equal(store.read(), undefined);
    await settled();
    assert.deepEqual(store.read(), OPEN);
    ask.resolves(answered({ ...OPEN, backend: 'lost' }));
    await later();
    assert.equal(store.read()?.backend, 'lost');
    sinon.assert.calledTwice(heard);
  });
  it('is kept over a missed answer, and not known any more after several', async () => {
    const { ask, store, later } = bench();
    await settled();
    ask.resolves(refused('offline', ''));
    for (let missed = 1; missed < SERVICE_MISSED; missed += 1) {
      await later();
      assert.deepEqual(store.read(), OPEN);
    }
    await later();
    assert.equal(store.read(), undefined);
  });
  it('is not asked for twice at a time, and not any more when the page closes', async () => {
    const { ask, store, later } = bench();
    ask.returns(new Promise(() => undefined));
    await settled();
    await later();
    await later();
    sinon.assert.calledTwice(ask);
    store.close();
    await later();
    sinon.assert.calledTwice(ask);
  });
});
