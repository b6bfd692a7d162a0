import assert from 'node:assert/strict';
import { loadSite } from '../../../config/load-site.ts';
import { placesOf } from '../../../config/places.ts';
import { stationMm } from '../../../config/axes.ts';
import { heldOrder, type HeldOrderWorld } from './held-orders.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;
const found = placesOf(site).find(({ id }) => id === 'cell:2-2R');
if (found === undefined) throw new Error('the default site has no cell 2-2R');
const cell = found;

/** What the journal says of pallets as soon as somebody jogs the shuttle inwards. */
function unknownBy(fork: 'released' | 'engaged' | 'unseen', shuttleMm: number, liftMm = stationMm(site, 'lift', cell)): readonly string[] {
  const positions: Readonly<Record<string, number>> = { lift: liftMm, travel: stationMm(site, 'travel', cell), shuttle: shuttleMm };
  const axes = Object.fromEntries(Object.entries(positions).map(([id, positionMm]) => [id, { id, link: () => 'live', observed: () => ({ value: { positionMm } }) }]));
  const world = {
    site, devices: { axes, ioModules: {}, distanceMeters: {} },
    facts: () => ({ get: (name: string) => ({ value: name === 'forkReleased' && fork !== 'unseen' ? fork === 'released' : undefined }) }),
    inventory: { pallets: () => ['cell:2-2R', 'cell:2-2L', 'carriage', 'transfer:cell:1-1R>carriage'].map((place, n) => ({ palletId: `P0${String(n)}`, place })) },
  } as unknown as HeldOrderWorld;
  const planned = heldOrder({ motion: 'shuttle.jogIn', direction: 'minus' } as never, 'Wei', world);
  assert.ok(planned.ok, JSON.stringify(planned));
  return planned.value.order.startMoves.map((move) => `${move.id} ${'to' in move ? move.to : ''}`);
}

describe('a shuttle that is jogged with its fork not released', () => {
  const OUT_MM = site.axes.shuttle.strokeMm;
  it('takes along what it may hold: the pallet of the cell it reaches into as well (I41)', () => {
    const all = ['P00 unknown', 'P02 unknown', 'P03 unknown'];
    assert.deepEqual(unknownBy('engaged', OUT_MM), all);
    assert.deepEqual(unknownBy('unseen', OUT_MM - 100), all);
  });
  it('takes none out of a cell that it does not reach into', () => {
    const carried = ['P02 unknown', 'P03 unknown'];
    assert.deepEqual(unknownBy('engaged', 40), carried);
    assert.deepEqual(unknownBy('engaged', OUT_MM, stationMm(site, 'lift', cell) + 400), carried);
  });
  it('takes nothing along with its fork released', () => {
    assert.deepEqual(unknownBy('released', OUT_MM), []);
  });
});
