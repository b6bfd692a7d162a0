import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SiteEventView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { chainOpen, towerWith } from '../../testing/bench-tower.ts';
import { sampleSite } from '../../testing/sample-tower.ts';
import { createSessionBench, screenAfter } from '../../testing/session-bench.ts';
import type { LiveState } from '../../tower-client/live-store.ts';
import { wallOf } from './service-causes.ts';
import { digestOf } from './tower-digest.ts';
import type { TowerDigest } from './tower-digest.ts';

type Event = SiteEventView['event'];

const happened = (event: Event, state: SiteEventView['state'] = 'present'): SiteEventView =>
  ({ event, state, sinceMs: 0, refuses: ['deliver', 'receive'], running: 'stop', tells: ['staff'], releasedBy: 'technician', inspects: [] });
const REFUSED = { possible: false, why: 'notReady' } as const;
const NEITHER = { collect: REFUSED, bringBack: REFUSED };
const digest = (tower: TowerSnapshot, link: LiveState['link'] = 'live'): TowerDigest => digestOf({ link, tower, heardAtMs: 0 }, sampleSite);
const causeOf = (change: Partial<TowerSnapshot>, link?: LiveState['link']): string | undefined => wallOf(digest(towerWith(change), link))?.cause;
/** Nobody touches this screen, so that one is enough for every tower. */
const bench = createSessionBench();
const screenOf = (tower: TowerDigest): string => {
  bench.tower(tower);
  return screenAfter(bench);
};

const events: readonly Event[] = ['fire', 'gas', 'earthquake', 'storm', 'flood', 'power'];
const towers = fc.record({
  link: fc.constantFrom('live' as const, 'lost' as const),
  state: fc.constantFrom('idle' as const, 'execute' as const, 'recovering' as const, 'stopped' as const, 'aborted' as const, 'held' as const),
  mode: fc.constantFrom('production' as const, 'maintenance' as const, 'manual' as const, 'unknown' as const),
  isChainOpen: fc.boolean(),
  resetNeeded: fc.constantFrom(undefined, 'operator' as const, 'technician' as const),
  events: fc.uniqueArray(fc.record({ event: fc.constantFrom(...events), state: fc.constantFrom('present' as const, 'waitingForRelease' as const) }), { selector: ({ event }) => event }),
  collect: fc.boolean(),
  bringBack: fc.boolean(),
});
type Drawn = typeof towers extends fc.Arbitrary<infer T> ? T : never;

const snapshotOf = (one: Drawn): TowerSnapshot => towerWith({
  state: one.state, mode: one.mode, reasons: one.isChainOpen ? [chainOpen] : [], ...(one.resetNeeded && { resetNeeded: one.resetNeeded }),
  siteEvents: one.events.map(({ event, state }) => happened(event, state)),
  offers: { collect: one.collect ? { possible: true } : REFUSED, bringBack: one.bringBack ? { possible: true } : REFUSED },
});

describe('what stands in the way of every customer', () => {
  it('is nothing while the tower rests', () => {
    assert.equal(causeOf({}), undefined);
  });
  it('is exactly one thing, whatever comes together, and never nothing while anything is unsafe', () => {
    fc.assert(fc.property(towers, (one) => {
      const tower = digest(snapshotOf(one), one.link);
      const mustLeave = one.events.some(({ event, state }) => state === 'present' && ['fire', 'gas', 'earthquake'].includes(event));
      const isUnsafe = mustLeave || one.link === 'lost' || one.isChainOpen || one.mode !== 'production' || one.resetNeeded !== undefined
        || !['idle', 'execute'].includes(one.state) || (!one.collect && !one.bringBack);
      const screen = screenOf(tower);
      assert.equal(screen === 'K01', !isUnsafe, `${screen} for ${JSON.stringify(one)}`);
      if (mustLeave) assert.equal(screen, 'K75');
      else if (isUnsafe) assert.match(screen, /^K(?:71|73|74|75|76|78|79|82)$/u);
    }), { numRuns: 400 });
  });
  it('is a stop of the safety circuit before every lesser cause, and after the word to leave', () => {
    fc.assert(fc.property(towers, (drawn) => {
      const one: Drawn = { ...drawn, link: 'live', mode: 'production', isChainOpen: true, events: drawn.events.filter(({ state }) => state === 'waitingForRelease') };
      assert.equal(screenOf(digest(snapshotOf(one))), 'K74');
      assert.equal(screenOf(digest(snapshotOf({ ...one, events: [{ event: 'fire', state: 'present' }] }))), 'K75');
    }), { numRuns: 100 });
  });
  it('is still the word to leave when the connection is lost after it', () => {
    assert.equal(causeOf({ siteEvents: [happened('fire')] }, 'lost'), 'leave');
    assert.equal(causeOf({ siteEvents: [happened('storm')], offers: NEITHER }, 'lost'), 'unheard');
  });
  it('is the storm rather than the stop that it has made, and no storm while half of the service goes on', () => {
    assert.equal(causeOf({ state: 'stopped', siteEvents: [happened('storm')], offers: NEITHER }), 'held');
    assert.equal(causeOf({ siteEvents: [happened('storm')], offers: { collect: REFUSED, bringBack: { possible: true } } }), undefined);
  });
  it('is the inspection once it is over and nobody has released the tower', () => {
    assert.equal(causeOf({ siteEvents: [happened('flood', 'waitingForRelease')], offers: NEITHER }), 'inspection');
    assert.equal(screenOf(digest(towerWith({ siteEvents: [happened('fire', 'waitingForRelease')], offers: NEITHER }))), 'K75');
  });
});
