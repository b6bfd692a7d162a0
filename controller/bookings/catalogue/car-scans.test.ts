import assert from 'node:assert/strict';
import { loadCatalogue } from '../../../config/catalogue/load-catalogue.ts';
import { fault, ok } from '../../ports.ts';
import type { CarRecogniser } from '../providers/recogniser.port.ts';
import { createCarScans } from './car-scans.ts';

const catalogue = loadCatalogue();
assert.ok(catalogue.ok);
const showroom = {
  vehicles: () => Promise.resolve(ok([
    { carId: 'A-1', vin: 'LUYCTS1BXTH103003', variantId: 'lumen-city', priceMinor: 1 }, { carId: 'A-2', vin: 'LUYCTS1B0TG101234', variantId: 'lumen-city', priceMinor: 1 },
  ])),
};
const photo = Uint8Array.from({ length: 300 }, (_, at) => [0xff, 0xd8, 0xff][at] ?? 0);
const scans = (recogniser: CarRecogniser['name']) => createCarScans({ catalogue: catalogue.value, showroom, recogniser: { name: recogniser } });
const naming = (...variantIds: readonly string[]) => scans(() => Promise.resolve(ok(variantIds.map((variantId) => ({ variantId })))));

describe('a photo of a car', () => {
  it('gives at most three candidates in the order of the recogniser, each once, and with every vehicle that it may be', async () => {
    const scan = await naming('kestrel-gt', 'lumen-city', 'kestrel-gt', 'ghost-9', 'nova-one', 'aurora-e5').byPhoto(photo);
    assert.deepEqual(scan, ok({
      exact: false,
      candidates: [{ variantId: 'kestrel-gt', carIds: [] }, { variantId: 'lumen-city', carIds: ['A-1', 'A-2'] }, { variantId: 'nova-one', carIds: [] }],
    }));
  });

  it('is never taken for the very car, even when one vehicle alone fits', async () => {
    const scan = await naming('lumen-city').byPhoto(photo);
    assert.ok(scan.ok && !scan.value.exact);
  });

  it('that shows nothing of the catalogue is refused, and so is one that nobody could look at', async () => {
    const nothing = await naming('ghost-9').byPhoto(photo);
    assert.equal(nothing.ok ? '' : nothing.error.code, 'scanUnknown');
    const lost = await scans(() => Promise.resolve(fault('unreachable', 'no answer'))).byPhoto(photo);
    assert.equal(lost.ok ? '' : lost.error.code, 'recogniserFailed');
  });

  it('is not shown to the recogniser unless it is a JPEG', async () => {
    let asked = 0;
    const scan = await scans(() => { asked += 1; return Promise.resolve(ok([])); }).byPhoto(new Uint8Array(300));
    assert.equal(scan.ok ? '' : scan.error.code, 'photoWrong');
    assert.equal(asked, 0);
  });
});
