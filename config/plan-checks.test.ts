import assert from 'node:assert/strict';
import { loadSite } from './load-site.ts';
import { planChecks } from './plan-checks.ts';
import type { Site } from './schema/site.schema.ts';

const loaded = loadSite('tmall-shanghai');
assert.ok(loaded.ok);
const site = loaded.value;

/** Paths of what is wrong when the plan of one event is changed. */
function wrong(event: keyof Site['plans'], change: Readonly<Record<string, unknown>>): readonly string[] {
  const plans = { ...site.plans, [event]: { ...site.plans[event], ...change } };
  return planChecks({ ...site, plans }).map(({ path }) => path);
}

describe('plans for events', () => {
  it('of the presets contradict nothing', () => {
    assert.deepEqual(planChecks(site), []);
  });

  it('send the lift to a level that exists, and not when it is stopped at once', () => {
    assert.deepEqual(wrong('fire', { liftTo: 'roof' }), ['plans.fire.liftTo']);
    assert.deepEqual(wrong('fire', { running: 'stop' }), ['plans.fire.liftTo']);
  });

  it('do not pretend to decide what the switch itself decides', () => {
    assert.deepEqual(wrong('earthquake', { running: 'finish' }), ['plans.earthquake.running']);
    assert.deepEqual(wrong('flood', { running: 'nearestSafePlace' }), ['plans.flood.running']);
  });

  it('have somebody for every inspection, and a warning before the limit', () => {
    assert.deepEqual(wrong('fire', { releasedBy: 'itself' }), ['plans.fire.releasedBy']);
    assert.deepEqual(wrong('storm', { warnMPerS: 20 }), ['plans.storm.warnMPerS']);
  });

  it('may say that there is no sensor, and why', () => {
    const plans = { ...site.plans, flood: { notFitted: 'the tower stands on a roof' } };
    assert.deepEqual(planChecks({ ...site, plans }), []);
  });
});
