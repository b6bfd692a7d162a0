import assert from 'node:assert/strict';
import { loadSite } from '../../config/load-site.ts';
import { createFence } from './fence.ts';
import { createPushingInto } from './pushing-into.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;

/** Why a hand, or an order, may not move the shuttle to the right from where it stands. */
function refusal(motion: 'shuttle.jog' | 'shuttle.cell', fromMm: number, known: Readonly<Record<string, boolean>>, targetMm = 5800): string | undefined {
  const facts = { get: (name: string) => ({ value: name in known ? known[name] : name === 'carriagePalletUnlocked' ? true : undefined }) };
  const pushesInto = createPushingInto(site, { axes: { shuttle: { observed: () => ({ value: { positionMm: fromMm } }) } } } as never, () => facts as never);
  const leases = { isCurrent: () => true, holderOf: () => undefined };
  return createFence({ leases, isOutOfService: () => false, placeTowards: () => 'cell:2-1R', pushesInto, opensBehind: () => false }).refusal({ motion, holder: undefined, leases: [], targetMm });
}

describe('a pallet that is pushed into a place', () => {
  for (const motion of ['shuttle.jog', 'shuttle.cell'] as const) {
    it(`goes by ${motion} only where the probe sees no other one`, () => {
      assert.match(refusal(motion, 0, { forkReleased: false, cellRightOccupied: true }) ?? '', /another pallet/u);
      assert.match(refusal(motion, 120, { forkReleased: false, cellRightOccupied: true }) ?? '', /another pallet/u);
      assert.equal(refusal(motion, 0, { forkReleased: false, cellRightOccupied: false }), undefined);
    });
  }

  it('is kept out where the probe says nothing, and where the fork may hold it', () => {
    assert.match(refusal('shuttle.jog', 0, { forkReleased: false }) ?? '', /another pallet/u);
    assert.match(refusal('shuttle.jog', 0, { cellRightOccupied: true }) ?? '', /another pallet/u);
  });

  it('stays while its lock on the carriage is not seen to be open', () => {
    assert.match(refusal('shuttle.jog', 0, { forkReleased: false, carriagePalletUnlocked: false, cellRightOccupied: false }) ?? '', /its lock/u);
    assert.equal(refusal('shuttle.jog', 0, { forkReleased: true, carriagePalletUnlocked: false, cellRightOccupied: false }), undefined);
  });

  it('is judged by the side that it goes to', () => {
    assert.equal(refusal('shuttle.jog', 0, { forkReleased: false, cellLeftOccupied: false, cellRightOccupied: true }, -5800), undefined);
    assert.match(refusal('shuttle.jog', 3000, { forkReleased: false, cellLeftOccupied: true }, -5800) ?? '', /another pallet/u);
  });

  it('is not kept from the rest of its way, nor from coming back, nor a bare fork from reaching for it', () => {
    assert.equal(refusal('shuttle.cell', 3000, { forkReleased: false, cellRightOccupied: true }), undefined);
    assert.equal(refusal('shuttle.jog', 2000, { forkReleased: false, cellRightOccupied: true }, 1000), undefined);
    assert.equal(refusal('shuttle.cell', 0, { forkReleased: true, cellRightOccupied: true }), undefined);
  });
});
