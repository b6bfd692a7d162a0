import assert from 'node:assert/strict';
import { createCoinSlot } from './coin-slot.ts';

function slotOnPaper() {
  const time = { nowMs: 0 };
  let woken = 0;
  const slot = createCoinSlot(() => time.nowMs, () => { woken += 1; });
  return { slot, time, woken: () => woken };
}

describe('coin slot', () => {
  it('swallows a genuine coin, verifies it while it rolls, and shows it under the contact', () => {
    const { slot, time, woken } = slotOnPaper();
    slot.insert('genuine');
    assert.equal(woken(), 1);
    assert.deepEqual([slot.held(), slot.atRest()], [false, false]);
    time.nowMs = 400;
    assert.deepEqual([slot.held(), slot.atRest(), slot.tray()], [true, true, 0]);
  });

  it('lets a false coin fall back, and whatever comes while another one rolls or the flap is open', () => {
    const { slot, time } = slotOnPaper();
    slot.insert('false');
    slot.insert('genuine');
    slot.insert('genuine');
    assert.equal(slot.tray(), 2);
    time.nowMs = 400;
    slot.setFlap(true);
    slot.insert('genuine');
    assert.deepEqual([slot.tray(), slot.held()], [4, false]);
  });

  it('keeps a coin that the next one pushes into the box', () => {
    const { slot, time } = slotOnPaper();
    slot.insert('genuine');
    time.nowMs = 400;
    slot.insert('genuine');
    time.nowMs = 800;
    assert.deepEqual([slot.kept(), slot.tray(), slot.held()], [2, 0, true]);
  });
});
