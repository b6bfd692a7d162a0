import assert from 'node:assert/strict';
import { loadSite } from '../../config/load-site.ts';
import { createFence } from './fence.ts';
import { createOpenBehind } from './open-behind.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;

/** Why the shuttle may not go there; bay A lies on the left, bay B on the right. */
function refusal(motion: 'shuttle.jog' | 'shuttle.cell' | 'shuttle.jogIn', targetMm: number, shut: Readonly<Record<string, boolean | undefined>>): string | undefined {
  const facts = { get: (name: string) => ({ value: shut[name.slice(0, 1)] }) };
  const leases = { isCurrent: () => true, holderOf: () => undefined };
  const fence = createFence({ leases, isOutOfService: () => false, placeTowards: () => 'cell:1-1R', pushesInto: () => undefined, opensBehind: createOpenBehind(site, () => facts as never) });
  return fence.refusal({ motion, holder: undefined, leases: [], targetMm });
}

describe('a shuttle beside an open door towards the shaft', () => {
  it('goes out towards that door, and never away from it: the safety hardware would stop it where nothing can be reset', () => {
    assert.equal(refusal('shuttle.jog', -5800, { A: false, B: true }), undefined);
    assert.match(refusal('shuttle.jog', 5800, { A: false, B: true }) ?? '', /on the other side/u);
  });

  it('is kept in where nobody sees whether the other door is shut', () => {
    assert.match(refusal('shuttle.cell', 5800, { A: undefined, B: true }) ?? '', /on the other side/u);
  });

  it('always comes back to its centre', () => {
    assert.equal(refusal('shuttle.jogIn', 0, { A: false, B: false }), undefined);
  });
});
