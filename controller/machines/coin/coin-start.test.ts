import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createVirtualClock } from '../../../sim/time/virtual-clock.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import { done, fault, ok, type Result } from '../../ports.ts';
import { createLookout } from '../unit/lookout.ts';
import { createCoinStart } from './coin-start.ts';
import type { CoinStart } from './coin-start.ts';

type Answer = Result<string, RequestFault>;
const REFUSED = { ok: false, error: { code: 'notPermitted', message: 'Motion is stopped.' } } as const;

const VERIFY_MS = 400;

/** A slot on paper: one coin at a time, verified for a while, back into the tray when the flap opens. */
function paperSlot(nowMs: () => number, leftOpen: boolean) {
  let isOpen = leftOpen;
  let sinceMs: number | undefined;
  let tray = 0;
  let pushedOn = 0;
  const held = () => sinceMs !== undefined && nowMs() - sinceMs >= VERIFY_MS;
  return {
    held,
    insert: (coin: 'genuine' | 'false') => {
      if (coin === 'false' || isOpen) tray += 1;
      else {
        if (sinceMs !== undefined) pushedOn += 1;
        sinceMs = nowMs();
      }
    },
    setFlap: (open: boolean) => {
      isOpen = open;
      if (!open || sinceMs === undefined) return;
      sinceMs = undefined;
      tray += 1;
    },
    tray: () => tray,
    kept: () => pushedOn + (held() ? 1 : 0),
  };
}

function bench(givesBack = true, leftOpen = false) {
  const clock = createVirtualClock();
  const lookout = createLookout();
  const slot = paperSlot(clock.nowMs, leftOpen);
  let isBroken = false;
  let spark = false;
  const acceptor = {
    held: () => spark || slot.held(),
    setFlap: (open: boolean) => {
      if (isBroken) return fault('failed' as const, 'the line does not answer');
      slot.setFlap(open);
      return done;
    },
  };
  const stages: (string | undefined)[] = [];
  const coin: CoinStart = createCoinStart({ acceptor, clock, lookout, waitMs: 30_000, givesBack, changed: () => { if (stages.at(-1) !== coin.stage()) stages.push(coin.stage()); } });
  clock.every(10, () => {
    lookout.look();
    coin.scan();
  });
  const start = sinon.stub<[], Promise<Answer>>().resolves(ok('bay A'));
  const asked: Answer[] = [];
  const ask = () => { void coin.begin(() => undefined, start).then((answer) => asked.push(answer)); };
  return { clock, slot, coin, stages, start, asked, ask, breakFlap: () => { isBroken = true; }, spark: (on: boolean) => { spark = on; } };
}

describe('a delivery that a coin starts', () => {
  it('begins also where the last controller died with the flap open', async () => {
    const { clock, slot, start, ask } = bench(true, true);
    ask();
    await clock.runFor(500);
    slot.insert('genuine');
    await clock.runFor(3000);
    assert.deepEqual([start.callCount, slot.kept()], [1, 0]);
  });
  it('begins when a genuine coin has been verified, and gives it back as a keepsake', async () => {
    const { clock, slot, start, asked, ask } = bench();
    ask();
    await clock.runFor(5000);
    assert.equal(start.callCount, 0, 'nothing starts without the coin');
    slot.insert('genuine');
    await clock.runFor(300);
    assert.equal(start.callCount, 0, 'nor while it is being verified');
    await clock.runFor(3000);
    assert.deepEqual(asked, [{ ok: true, value: 'bay A' }]);
    assert.equal(slot.tray(), 1);
  });

  it('keeps the coin where the site says so, until the next one pushes it into the box', async () => {
    const { clock, slot, start, asked, ask } = bench(false);
    for (let customer = 1; customer <= 2; customer += 1) {
      ask();
      await clock.runFor(1000);
      slot.insert('genuine');
      await clock.runFor(5000);
      assert.equal(start.callCount, customer);
    }
    assert.equal(slot.tray(), 0);
    assert.equal(slot.kept(), 2);
    assert.equal(asked.length, 2);
  });

  it('does not begin on a spark on the line of its contact, however often', async () => {
    const { clock, start, asked, ask, spark } = bench();
    ask();
    await clock.runFor(200);
    for (let sparks = 0; sparks < 20; sparks += 1) {
      spark(true);
      await clock.runFor(30);
      spark(false);
      await clock.runFor(30);
    }
    sinon.assert.notCalled(start);
    await clock.runFor(30_000);
    assert.deepEqual(asked.map(({ ok: isOk }) => isOk), [false]);
  });

  it('shows what goes on at the slot, and nothing when it rests', async () => {
    const { clock, slot, stages, ask } = bench();
    ask();
    await clock.runFor(1000);
    slot.insert('genuine');
    await clock.runFor(5000);
    assert.deepEqual(stages, ['awaiting', 'verifying', 'returning', undefined]);
  });

  it('does not begin on a coin that is not genuine', async () => {
    const { clock, slot, start, asked, ask } = bench();
    ask();
    slot.insert('false');
    await clock.runFor(31_000);
    assert.equal(start.callCount, 0);
    assert.equal(slot.tray(), 1, 'it fell back at once');
    assert.equal(asked[0]?.ok, false);
  });

  it('takes no coin for a tower that may not move, and gives one back whose request is refused after all', async () => {
    const { clock, slot, coin, start, asked, ask } = bench();
    assert.deepEqual(await coin.begin(() => REFUSED, start), REFUSED);
    start.resolves(REFUSED);
    ask();
    await clock.runFor(100);
    slot.insert('genuine');
    await clock.runFor(3000);
    assert.deepEqual(asked, [REFUSED]);
    assert.equal(slot.tray(), 1);
  });

  it('gives back a coin that nobody has asked for', async () => {
    const { clock, slot, start } = bench();
    slot.insert('genuine');
    await clock.runFor(3000);
    assert.equal(slot.tray(), 1);
    assert.equal(start.callCount, 0);
  });

  it('takes no coin for a new request when its flap cannot be driven', async () => {
    const { clock, slot, asked, ask, breakFlap } = bench();
    breakFlap();
    slot.insert('genuine');
    await clock.runFor(2000);
    ask();
    await clock.runFor(10);
    assert.equal(asked[0]?.ok, false);
    assert.match(JSON.stringify(asked[0]), /cannot give coins back/u);
  });

  it('serves one customer at a time, and forgets one who finds no coin', async () => {
    const { clock, start, asked, ask } = bench();
    ask();
    await clock.runFor(1000);
    ask();
    await clock.runFor(1);
    assert.equal(asked.length, 1, 'the second is refused at once');
    await clock.runFor(31_000);
    assert.deepEqual(asked.map((answer) => (answer.ok ? 'ok' : answer.error.code)), ['coinSlotBusy', 'noCoin']);
    assert.equal(start.callCount, 0);
  });
});
