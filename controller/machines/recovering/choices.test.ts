import assert from 'node:assert/strict';
import sinon from 'sinon';
import { loadSite } from '../../../config/load-site.ts';
import type { Doubt } from '../../api/contract/index.ts';
import { done } from '../../ports.ts';
import type { FactName } from '../../sensing/fact.ts';
import { createChoices } from './choices.ts';

const BETWEEN_LEVELS = { id: 'carriage', ways: [{ way: 'level', ready: true, conditions: [], steps: [], by: 'technician' }] } as unknown as Doubt;

/**
 * A lift between two levels, its pin out and its load locked; `stopped`: motion is stopped and reset while the first motion ends. `meanwhile`: what
 * happens while the choice is being written down. `lost`: facts that are false.
 */
function bench(stopped: boolean, meanwhile: (state: { stops: number; doubts: readonly Doubt[] }) => void = () => undefined, preset = 'tmall-shanghai', lost: readonly FactName[] = []) {
  const loaded = loadSite(preset);
  if (!loaded.ok) throw new Error(`the site ${preset} does not load`);
  const state = { stops: 0, doubts: [BETWEEN_LEVELS] as readonly Doubt[] };
  const audit = () => {
    meanwhile(state);
    return Promise.resolve(done);
  };
  const run = sinon.stub().callsFake(() => {
    if (stopped) state.stops += 1;
    return Promise.resolve(done);
  });
  const at = (positionMm: number) => ({ observed: () => ({ value: { positionMm } }) });
  const stop = sinon.stub();
  const parts = { site: loaded.value, stop: { latched: () => undefined, stop }, facts: () => ({ get: (name: FactName) => ({ value: !lost.includes(name) }) }), clock: { nowMs: () => 0 }, devices: { axes: { lift: at(1900), ...(preset === 'autobahn-singapore' && { turn: at(4690) }) } }, leases: { revocations: () => state.stops } };
  const choices = createChoices({ parts, journal: { audit }, doubts: () => state.doubts, units: { run, faultCleared: () => undefined }, changed: () => undefined } as unknown as Parameters<typeof createChoices>[0]);
  return { run, stop, choose: () => choices.choose({ object: 'carriage', way: 'level', by: 'Li', second: undefined, why: 'it stands between levels' }) };
}

describe('a way on that was chosen', () => {
  it('brings the lift to its level, and pins it', async () => {
    const { run, choose } = bench(false);
    assert.ok((await choose()).ok);
    assert.deepEqual(run.args.map(([unit]) => unit as string), ['lift', 'lockPin']);
  });

  it('brings a carriage that was turning to its angle as well, or the pin would find no hole', async () => {
    const { run, choose } = bench(false, undefined, 'autobahn-singapore', ['turnAtAngle']);
    assert.ok((await choose()).ok);
    assert.deepEqual(run.args.map(([unit]) => unit as string), ['lift', 'turn', 'lockPin']);
  });

  it('does not go on with its next motion after a stop, also when that has been reset meanwhile', async () => {
    const { run, choose } = bench(true);
    const answer = await choose();
    assert.ok(!answer.ok && answer.error.code === 'notPermitted');
    assert.deepEqual(run.args.map(([unit]) => unit as string), ['lift']);
  });

  it('stops where sensors contradict each other about what it is refused for: only so can a technician acknowledge that', async () => {
    const { run, stop, choose } = bench(false);
    const broken = [{ fact: 'liftPositionAgrees', value: undefined, cause: 'disagree', sources: ['lift/position', 'distance-lift/position'] }];
    run.callsFake(() => Promise.resolve({ ok: false, error: { code: 'refused', message: 'lift.move is not permitted.', broken } }));
    assert.ok(!(await choose()).ok);
    assert.equal((stop.firstCall.args[0] as { code: string }).code, 'contradiction');
  });

  for (const [what, meanwhile, code] of [
    ['motion was stopped, and reset again', (state) => { state.stops += 1; }, 'notPermitted'],
    ['the doubt was gone', (state) => { state.doubts = []; }, 'objectUnknown'],
    ['a condition has turned red', (state) => { state.doubts = [{ ...BETWEEN_LEVELS, ways: BETWEEN_LEVELS.ways.map((way) => ({ ...way, ready: false })) }]; }, 'wayNotReady'],
  ] as readonly (readonly [string, NonNullable<Parameters<typeof bench>[1]>, string])[]) {
    it(`is not gone when ${what} while it was being written down`, async () => {
      const { run, choose } = bench(false, meanwhile);
      const answer = await choose();
      assert.equal(answer.ok ? '' : answer.error.code, code);
      assert.deepEqual(run.args, []);
    });
  }
});
