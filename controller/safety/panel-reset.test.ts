import assert from 'node:assert/strict';
import sinon from 'sinon';
import { loadSite } from '../../config/load-site.ts';
import { INTERLOCKS } from '../interlocks/interlocks.ts';
import { createInterlockBook } from '../interlocks/permit.ts';
import type { FactName, Facts, Truth } from '../sensing/fact.ts';
import { createStopLatch } from './stop-control.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const bays = loaded.value.tower.bays.map(({ id }) => id);

/** A latch over facts in the hands of the test; what is not named is true. */
function bench() {
  const known = new Map<FactName, Truth>([['keyInMaintenance', false]]);
  const facts: Facts = { get: (name) => ({ value: known.has(name) ? known.get(name) : true, cause: 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [] }), revision: 0, updatedAtMs: 0 };
  const clock = { nowMs: () => 0, setTimeout: () => 0, clearTimeout: () => undefined, every: () => () => undefined };
  const effects = { setDriveEnable: sinon.spy(), stopAllDevices: sinon.spy(), abandonRunning: sinon.spy(), acknowledgeDefects: sinon.spy(), report: sinon.spy() };
  const stop = createStopLatch(clock, () => facts, effects);
  const book = createInterlockBook(bays, INTERLOCKS);
  assert.ok(stop.reset('operator').ok);
  const mirror = () => {
    const permit = book.safetyMirrors(facts);
    if (!permit.granted) stop.stopBecause({ code: 'interlock', motion: undefined, broken: permit.broken, detail: '' });
    return permit.granted;
  };
  return { known, stop, mirror };
}

describe('a stop by the safety hardware', () => {
  for (const fact of ['safetyChainClosed', 'runEnabled', 'keyInAuto', 'hatchLocked', 'overtravelClear', 'slackRopeOk'] as const) {
    it(`after ${fact} was lost is reset at the panel, and by nobody from elsewhere`, () => {
      const { known, stop, mirror } = bench();
      known.set(fact, false);
      mirror();
      known.set(fact, true);
      const remote = stop.reset('technician');
      assert.ok(!remote.ok && remote.error.code === 'notAllowed', JSON.stringify(remote));
      assert.ok(stop.latched());
      assert.ok(stop.reset('technician', undefined, 'panel').ok);
    });
  }

  it('that only its lines have told of is reset at the panel as well', () => {
    const { stop } = bench();
    stop.stopBecause({ code: 'safetyChain', motion: undefined, broken: [], detail: 'runEnabled opened' });
    assert.equal(stop.reset('technician').ok, false);
    assert.ok(stop.reset('technician', undefined, 'panel').ok);
  });

  it('is none for what the enabling device stands in for, while the key is on maintenance, but for all the rest', () => {
    const { known, stop, mirror } = bench();
    for (const fact of ['keyInAuto', 'hatchLocked', 'runEnabled', 'overtravelClear'] as const) known.set(fact, false);
    mirror();
    assert.equal(stop.reset('technician', undefined, 'panel').ok, false, 'the key is nowhere');
    known.set('keyInMaintenance', true);
    assert.ok(stop.reset('technician', undefined, 'panel').ok);
    assert.equal(mirror(), true);
    known.set('safetyChainClosed', false);
    assert.equal(mirror(), false);
    assert.equal(stop.reset('technician', undefined, 'panel').ok, false);
  });
});
