import assert from 'node:assert/strict';
import type { ServiceView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { pausedAt } from '../../testing/delivery-script.ts';
import { restingTower, sampleSite } from '../../testing/sample-tower.ts';
import { createSessionBench, OPEN, screenAfter } from '../../testing/session-bench.ts';
import { FLOW_TIMES } from './session-setup.ts';
import { digestOf } from './tower-digest.ts';
import type { TowerDigest } from './tower-digest.ts';

const service: ServiceView = { utcMs: 0, hours: { open: true }, backend: 'connected', payments: true };
const REFUSED = { possible: false, why: 'noPallet' } as const;
const told = (change: Partial<ServiceView>, tower: Partial<TowerSnapshot> = {}): TowerDigest =>
  digestOf({ link: 'live', tower: { ...restingTower, ...tower }, heardAtMs: 0 }, sampleSite, { ...service, ...change });

describe('a half of the service', () => {
  const started = (tower: TowerDigest) => {
    const b = createSessionBench();
    b.tower(tower);
    b.send({ type: 'start' });
    return b;
  };

  it('stays open beside the other: a line on the first screens, a tile out of reach with its reason, and more to who asks', () => {
    const b = started({ ...OPEN, offers: { collect: { possible: true }, bringBack: REFUSED } });
    const view = b.view();
    assert.ok(view.screen === 'K02');
    assert.deepEqual(view.bars, { bringBack: 'K71.bar.noPallet' });
    const notice = { screen: 'K71', open: 'collections', why: 'noPallet', reason: undefined } as const;
    assert.deepEqual(view.notices, [notice]);
    b.send({ type: 'notice.asked', screen: 'K71' });
    assert.deepEqual(b.view(), notice);
    b.send({ type: 'back' });
    assert.equal(screenAfter(b), 'K02');
  });
  it('leads back to the first screen by itself when the reason is over while it is read', () => {
    const b = started({ ...OPEN, offers: { collect: REFUSED, bringBack: { possible: true } } });
    b.send({ type: 'notice.asked', screen: 'K71' });
    assert.equal(screenAfter(b), 'K71');
    b.tower(OPEN);
    assert.equal(screenAfter(b), 'K02');
  });
  it('is given with the rule’s own sentence where a rule forbids it', () => {
    const [reason] = pausedAt(24, 'operator').reasons;
    const b = started({ ...OPEN, offers: { collect: { possible: false, why: 'notReady', reason: reason! }, bringBack: { possible: true } } });
    b.send({ type: 'notice.asked', screen: 'K71' });
    const view = b.view();
    assert.ok(view.screen === 'K71' && view.open === 'returns');
    assert.deepEqual(view.reason, { word: 'interlock.IL-12.customer', bay: 'A' });
  });

  it('goes on outside of the opening hours: the hours stand first, a booked car is handed out, a car is taken back, no new one is chosen', () => {
    const b = createSessionBench();
    b.tower(told({ hours: { open: false, changesAtUtcMs: 5000 } }));
    assert.deepEqual(b.view(), { screen: 'K70', opensAtUtcMs: 5000, isResting: true });
    b.send({ type: 'start' });
    const view = b.view();
    assert.ok(view.screen === 'K02');
    assert.deepEqual(view.bars, { walkUp: 'K70.bar' });
    b.send({ type: 'bringBack.chosen' });
    assert.equal(screenAfter(b), 'K10');
  });
  it('goes on without the backend; what costs something waits for it', () => {
    const b = started(told({ backend: 'lost', payments: false }));
    const view = b.view();
    assert.ok(view.screen === 'K02');
    assert.deepEqual([view.bars, view.notices], [{ walkUp: 'K72.bar' }, [{ screen: 'K72', canPay: false }]]);
  });
  it('is claimed to be in no trouble of which nothing has been heard', () => {
    const b = started(digestOf({ link: 'live', tower: restingTower, heardAtMs: 0 }, sampleSite));
    const view = b.view();
    assert.ok(view.screen === 'K02');
    assert.deepEqual([view.bars, view.notices], [{}, []]);
  });
});

describe('a broken part of the screen', () => {
  it('takes away the ways that need it, keeps the others, and gives them back when it works again', () => {
    const b = createSessionBench();
    b.send({ type: 'kiosk.changed', broken: ['camera'] }, { type: 'start' });
    const start = b.view();
    assert.ok(start.screen === 'K02');
    assert.deepEqual(start.notices, [{ screen: 'K77', broken: ['camera'] }]);
    b.send({ type: 'collect.chosen' }, { type: 'way.chosen', way: 'face' });
    const ways = b.view();
    assert.ok(ways.screen === 'K10');
    assert.deepEqual(ways.closedWays, ['face', 'pass']);
    b.send({ type: 'kiosk.changed', broken: [] }, { type: 'way.chosen', way: 'face' });
    assert.equal(screenAfter(b), 'K11');
  });
  it('is not forgotten with a customer', () => {
    const b = createSessionBench();
    b.send({ type: 'kiosk.changed', broken: ['scanner'] }, { type: 'start' }, { type: 'back' }, { type: 'start' });
    const view = b.view();
    assert.ok(view.screen === 'K02');
    assert.equal(view.notices?.length, 1);
  });
});

describe('an event that makes people leave', () => {
  const FIRE: TowerDigest = { ...OPEN, events: [{ event: 'fire', isPresent: true }] };

  it('goes before everything that is under way, and what was under way is there again afterwards', async () => {
    const b = createSessionBench();
    await b.toDelivery();
    b.withCollection({ phase: 'coming' });
    b.withCollection({ phase: 'coming' }, FIRE);
    assert.deepEqual(b.view(), { screen: 'K75', event: 'fire', isOver: false });
    b.clock.advance(3_600_000);
    assert.equal(screenAfter(b), 'K75');
    b.withCollection({ phase: 'coming' });
    assert.equal(screenAfter(b), 'K21');
  });
  it('leaves nothing to touch that begins anything', () => {
    const b = createSessionBench();
    b.tower(FIRE);
    b.send({ type: 'start' }, { type: 'collect.chosen' });
    assert.equal(screenAfter(b), 'K75');
    b.tower(OPEN);
    assert.equal(screenAfter(b), 'K01');
  });
});

describe('a tower that starts again', () => {
  it('says where the car of the collection under way stands, between which levels as well, and nobody’s name', () => {
    const b = createSessionBench();
    b.withCollection({ phase: 'coming', carAt: { kind: 'lift', levels: ['2', '3'] } }, { ...OPEN, service: 'recovering' });
    assert.deepEqual(b.view(), { screen: 'K82', stillness: 'still', own: { kind: 'lift', levels: ['2', '3'] } });
    assert.equal(b.actor.getSnapshot().context.recognition, undefined);
  });
  it('takes up the session of whoever was here, and forgets after a quarter of an hour who it was, but not the car', async () => {
    const b = createSessionBench();
    await b.toDelivery();
    b.withCollection({ phase: 'coming' });
    b.withCollection({ phase: 'coming', carAt: { kind: 'lift' } }, { ...OPEN, service: 'recovering' });
    b.clock.advance(FLOW_TIMES.sessionKeptMs - 1);
    assert.notEqual(b.actor.getSnapshot().context.recognition, undefined);
    b.withCollection({ phase: 'coming' });
    b.withCollection({ phase: 'coming' }, { ...OPEN, service: 'recovering' });
    b.clock.advance(FLOW_TIMES.sessionKeptMs - 1);
    assert.notEqual(b.actor.getSnapshot().context.recognition, undefined, 'a second break is counted from its own beginning');
    b.clock.advance(1);
    assert.equal(b.actor.getSnapshot().context.recognition, undefined);
    assert.equal(screenAfter(b), 'K82');
    b.withCollection({ phase: 'coming' });
    assert.equal(screenAfter(b), 'K21');
  });
  it('says of somebody else’s car nothing', () => {
    const b = createSessionBench();
    b.tower({ ...OPEN, service: 'recovering' });
    assert.deepEqual(b.view(), { screen: 'K82', stillness: 'still', own: undefined });
  });
});
