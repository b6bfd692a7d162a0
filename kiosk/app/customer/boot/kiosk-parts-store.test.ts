import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createManualClock } from '../../../testing/manual-clock.ts';
import type { KioskPart } from '../flow/kiosk-parts.ts';
import { createKioskPartsStore, PROBE_MS } from './kiosk-parts-store.ts';

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
};

describe('the parts of the screen', () => {
  it('are tested at once, and sooner again while one is missing', async () => {
    const clock = createManualClock();
    const probe = sinon.stub<[], Promise<readonly KioskPart[]>>().resolves(['camera']);
    const heard = sinon.spy();
    const store = createKioskPartsStore({ probe, clock });
    store.subscribe(heard);
    await settled();
    assert.deepEqual(store.read(), ['camera']);
    probe.resolves([]);
    clock.advance(PROBE_MS.broken);
    await settled();
    assert.deepEqual(store.read(), []);
    sinon.assert.calledTwice(heard);
    clock.advance(PROBE_MS.broken);
    await settled();
    sinon.assert.calledTwice(probe);
    clock.advance(PROBE_MS.whole);
    await settled();
    sinon.assert.calledThrice(probe);
    sinon.assert.calledTwice(heard);
    store.close();
  });
});
