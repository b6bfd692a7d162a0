import assert from 'node:assert/strict';
import { loadSite } from '../../config/load-site.ts';
import type { Device, IoModule, LaserFrameStatus, ScaleStatus, TowerDevices } from '../ports.ts';
import { createFactTable, type FactRule } from './fact-table.ts';
import type { BayFactName, FactName, Truth } from './fact.ts';
import { returnFacts } from './return-facts.ts';
import { createChannels } from './tower-channels.ts';

const CLEAR: LaserFrameStatus = { envelopeClear: true, lengthMm: 0, widthMm: 0, heightMm: 0, overhangInnerMm: 0, overhangOuterMm: 0, passagesIn: 0, passagesOut: 0, clearanceMm: 0, offCentreMm: 0, sideMm: 0, noisy: false };
const CAR: LaserFrameStatus = { ...CLEAR, envelopeClear: false, lengthMm: 4500, widthMm: 1850, heightMm: 1500, clearanceMm: 140 };
const EMPTY: ScaleStatus = { massKg: 750, settled: true, overload: false, innerKg: 375, leftKg: 375 };
const LADEN: ScaleStatus = { massKg: 2350, settled: true, overload: false, innerKg: 1175, leftKg: 1175 };

/** Bay A with devices that say what the test says, and the other facts of the bay as the test has them. */
function bay() {
  const loaded = loadSite('tmall-shanghai');
  assert.ok(loaded.ok);
  const site = loaded.value;
  const now = { ms: 0, laser: CLEAR as LaserFrameStatus | undefined, scale: EMPTY as ScaleStatus | undefined, radarClear: true };
  const others: Partial<Record<BayFactName, Truth>> = { outerClosedLocked: true, innerClosedLocked: true, personClear: true, emptyProven: true, carProven: false };
  for (const name of ['lengthFits', 'widthFits', 'heightFits', 'clearanceFits', 'massFits', 'loadBalanced', 'profileSteady', 'floorDry'] as const) others[name] = true;
  const device = <S>(id: string, value: () => S | undefined): Device<S> => ({ id, link: () => 'live', linkFault: () => undefined, observed: () => ({ value: value(), confirmedAtMs: now.ms }) });
  const io = device('io-bay-A', () => ({ inputs: { radarClear: now.radarClear }, outputs: {} }));
  const devices = { laserFrames: { 'laser-A': device<LaserFrameStatus>('laser-A', () => now.laser) }, scales: { 'scale-A': device<ScaleStatus>('scale-A', () => now.scale) }, ioModules: { 'io-bay-A': io as unknown as IoModule } } as unknown as TowerDevices;
  const channels = createChannels(site, devices, { input: () => assert.fail('no line') } as never);
  const truth = (name: FactName): Truth => (name in own ? own[name as keyof typeof own]() : others[name.slice(2) as BayFactName]);
  const own = { 'A.radarClear': () => table.get('A.radarClear').value, 'A.carStands': () => table.get('A.carStands').value };
  const rules = returnFacts({ bay: 'A', site, channels, devices, factOf: truth }).map((rule): FactRule => ({ name: `A.${rule.name}`, derivation: rule.derivation, safeHoldMs: rule.held === true ? 100 : 0 }));
  // A fact that changes elsewhere has the table derive again; here one does on every scan.
  let tick = false;
  const pulse = { name: 'pulse', source: { refresh: () => true, isFresh: () => true, confirmedAtMs: () => now.ms }, read: () => (tick = !tick) };
  const table = createFactTable([{ name: 'apiAlive', safeHoldMs: 0, derivation: { channels: [pulse], derive: (_ms, into) => Object.assign(into, { value: pulse.read(), cause: 'confirmed', pending: false }) } }, ...rules]);
  const run = (ms: number): void => {
    for (const endMs = now.ms + ms; now.ms < endMs;) {
      now.ms += 10;
      table.update(now.ms);
    }
  };
  const is = (name: 'radarClear' | 'carStands' | 'loadAdmitted'): Truth => table.get(`A.${name}`).value;
  const bring = (): void => {
    Object.assign(now, { laser: CAR, scale: LADEN });
    Object.assign(others, { emptyProven: false, carProven: true });
  };
  return { now, others, run, is, bring };
}

describe('a bay that holds what people have brought', () => {
  it('is admitted at once when it is proven empty and nobody is seen', () => {
    const { run, is } = bay();
    run(200);
    assert.deepEqual([is('radarClear'), is('carStands'), is('loadAdmitted')], [true, true, true]);
  });

  it('is admitted with a car only five seconds after the last person was near it', () => {
    const { others, run, is, bring } = bay();
    bring();
    others.outerClosedLocked = false;
    run(20_000);
    assert.equal(is('loadAdmitted'), false);
    others.outerClosedLocked = true;
    run(4900);
    assert.equal(is('loadAdmitted'), false);
    run(200);
    assert.equal(is('loadAdmitted'), true);
    others.personClear = false;
    run(10);
    assert.equal(is('loadAdmitted'), false);
    others.personClear = true;
    run(4900);
    assert.equal(is('loadAdmitted'), false);
    run(200);
    assert.equal(is('loadAdmitted'), true);
  });

  it('is not admitted while anything of the car is beyond a limit, however long it stands', () => {
    const { others, run, is, bring } = bay();
    bring();
    others.heightFits = false;
    run(60_000);
    assert.equal(is('loadAdmitted'), false);
    others.heightFits = true;
    run(20);
    assert.equal(is('loadAdmitted'), true);
  });

  it('is not admitted while the radar sees life, and a radar that does not answer admits nothing', () => {
    const { now, run, is, bring } = bay();
    bring();
    now.radarClear = false;
    run(30_000);
    assert.equal(is('loadAdmitted'), false);
    now.radarClear = true;
    run(6000);
    assert.equal(is('loadAdmitted'), true);
    now.radarClear = undefined as never;
    run(20);
    assert.equal(is('loadAdmitted'), undefined);
  });

  it('stays admitted while the machine alone is there, whatever radar and frame see of it', () => {
    const { now, others, run, is, bring } = bay();
    bring();
    run(6000);
    others.innerClosedLocked = false;
    now.radarClear = false;
    Object.assign(now, { laser: { ...CAR, offCentreMm: 900 }, scale: EMPTY });
    others.carProven = false;
    run(5000);
    assert.equal(is('loadAdmitted'), true);
    others.personClear = undefined;
    run(10);
    assert.equal(is('loadAdmitted'), undefined);
  });

  it('has a car that stands only when it has not rolled for five seconds', () => {
    const { now, run, is, bring } = bay();
    bring();
    run(5100);
    assert.equal(is('carStands'), true);
    now.laser = { ...CAR, offCentreMm: 25 };
    run(10);
    assert.equal(is('carStands'), true);
    now.laser = { ...CAR, offCentreMm: 35 };
    run(10);
    assert.equal(is('carStands'), false);
    run(4900);
    assert.equal(is('carStands'), false);
    run(200);
    assert.equal(is('carStands'), true);
  });

  it('notices a load that shifts by more than a small child, on one pair of cells or on all', () => {
    const { now, run, is, bring } = bay();
    bring();
    run(6000);
    now.scale = { ...LADEN, massKg: 2362 };
    run(10);
    assert.equal(is('carStands'), true);
    now.scale = { ...LADEN, massKg: 2368 };
    run(10);
    assert.equal(is('carStands'), false);
    run(6000);
    now.scale = { ...LADEN, massKg: 2368, leftKg: 1195 };
    run(10);
    assert.equal(is('carStands'), false);
    now.scale = undefined;
    run(10);
    assert.equal(is('carStands'), undefined);
  });
});
