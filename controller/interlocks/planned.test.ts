import assert from 'node:assert/strict';
import { siteEvents, type EventPlan, type SitePlans } from '../../config/schema/plans.schema.ts';
import { INTERLOCKS } from './interlocks.ts';
import { interlocksFor } from './planned.ts';

const PLAN: EventPlan = { refuses: ['deliver', 'receive'], running: 'finish', releases: 'none', tells: ['staff'], releasedBy: 'itself', calmMs: 0, inspects: [] };

function plans(change: Partial<EventPlan>): SitePlans {
  const plan = { ...PLAN, ...change };
  return { fire: plan, gas: plan, earthquake: plan, flood: plan, power: plan, storm: { ...plan, warnMPerS: 10, holdMPerS: 20 } };
}

const planned = INTERLOCKS.filter((row) => row.plan !== undefined);
const rowOf = (id: string, change: Partial<EventPlan>) => interlocksFor(plans(change)).find((row) => row.id === id);

describe('the interlock table of a site', () => {
  it('refuses the kinds of new work that the plan names, and lets work finish where it says so', () => {
    assert.deepEqual(rowOf('IL-120', {})?.motions, ['order.deliver', 'order.receive']);
    assert.deepEqual(rowOf('IL-120', { running: 'nearestSafePlace' })?.motions, ['order.deliver', 'order.receive', 'order.goOn']);
    assert.equal(rowOf('IL-120', { refuses: [] }), undefined);
  });

  it('stops what runs only where the plan stops it', () => {
    assert.equal(rowOf('IL-121', { running: 'finish' }), undefined);
    assert.deepEqual(rowOf('IL-121', { running: 'stop' }), INTERLOCKS.find(({ id }) => id === 'IL-121'));
  });

  it('has every other row untouched, whatever the plans say', () => {
    const without = (change: Partial<EventPlan>) => interlocksFor(plans(change)).filter((row) => row.plan === undefined);
    for (const running of ['finish', 'nearestSafePlace', 'stop'] as const) assert.deepEqual(without({ running, refuses: [] }), INTERLOCKS.filter((row) => row.plan === undefined));
    assert.ok(planned.length > 0 && planned.length < INTERLOCKS.length / 5);
  });

  it('has the whole row where the site has no sensor: its fact then says that all is well', () => {
    const unfitted = Object.fromEntries(siteEvents.map((event) => [event, { notFitted: 'there is nothing of the kind here' }])) as SitePlans;
    assert.deepEqual(interlocksFor(unfitted), INTERLOCKS);
  });
});
