import assert from 'node:assert/strict';
import { loadSite } from '../../config/load-site.ts';
import type { Device, IoModule, LaserFrameStatus, ScaleStatus, TowerDevices } from '../ports.ts';
import { createFactTable } from './fact-table.ts';
import type { BayFactName, Truth } from './fact.ts';
import { loadFacts } from './load-facts.ts';
import { createChannels } from './tower-channels.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;
const { carLimits, pallet } = site.tower;
const CAR: LaserFrameStatus = { envelopeClear: false, lengthMm: 4500, widthMm: 1850, heightMm: 1500, overhangInnerMm: 0, overhangOuterMm: 0, passagesIn: 0, passagesOut: 0, clearanceMm: 140, offCentreMm: 0, sideMm: 0, noisy: false };
const LADEN: ScaleStatus = { massKg: pallet.massKg + 1600, settled: true, overload: false, innerKg: (pallet.massKg + 1600) / 2, leftKg: (pallet.massKg + 1600) / 2 };

/** Bay A with a frame and a scale that say what the test says. */
function bench() {
  const now = { ms: 0, laser: CAR, scale: LADEN };
  const device = <S>(id: string, value: () => S): Device<S> => ({ id, link: () => 'live', linkFault: () => undefined, observed: () => ({ value: value(), confirmedAtMs: now.ms }) });
  const io = device('io-bay-A', () => ({ inputs: { exitReleased: true, floorDry: true }, outputs: {} })) as unknown as IoModule;
  const devices = { laserFrames: { 'laser-A': device('laser-A', () => now.laser) }, scales: { 'scale-A': device('scale-A', () => now.scale) }, ioModules: { 'io-bay-A': io } } as unknown as TowerDevices;
  const channels = createChannels(site, devices, { input: () => assert.fail('no line') } as never);
  const rules = loadFacts({ bay: 'A', site, channels, devices, factOf: () => undefined });
  const table = createFactTable(rules.map(({ name, derivation, held }) => ({ name: `A.${name}` as const, derivation, safeHoldMs: held === true ? site.control.safeHoldMs : 0 })));
  const run = (ms: number): void => { for (const endMs = now.ms + ms; now.ms < endMs; ) table.update((now.ms += 10)); };
  return { now, run, is: (name: BayFactName): Truth => table.get(`A.${name}`).value };
}

describe('what stands in a bay', () => {
  it('is not within a limit because one look of the frame has missed what reaches beyond it', () => {
    const wrong: readonly (readonly [BayFactName, LaserFrameStatus])[] = [
      ['heightFits', { ...CAR, heightMm: carLimits.heightMm + 200 }], ['lengthFits', { ...CAR, overhangOuterMm: 80 }],
      ['widthFits', { ...CAR, widthMm: carLimits.widthMm + 100 }], ['clearanceFits', { ...CAR, clearanceMm: carLimits.clearanceMm - 20 }], ['profileSteady', { ...CAR, noisy: true }],
    ];
    for (const [name, seen] of wrong) {
      const { now, run, is } = bench();
      now.laser = seen;
      run(500);
      assert.equal(is(name), false, name);
      now.laser = CAR;
      run(20);
      assert.equal(is(name), false, `${name}, for a moment`);
      now.laser = seen;
      run(500);
      now.laser = CAR;
      run(site.control.safeHoldMs + 20);
      assert.equal(is(name), true, `${name}, for good`);
      now.laser = seen;
      run(10);
      assert.equal(is(name), false, `${name}, believed at once`);
    }
  });

  it('is not within its mass, nor balanced, because the scale swings through', () => {
    const { now, run, is } = bench();
    now.scale = { ...LADEN, massKg: pallet.massKg + carLimits.massKg + 300, innerKg: 600 };
    run(500);
    now.scale = LADEN;
    run(20);
    assert.deepEqual([is('massFits'), is('loadBalanced')], [false, false]);
    run(200);
    assert.deepEqual([is('massFits'), is('loadBalanced')], [true, true]);
  });
});
