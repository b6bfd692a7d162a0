import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { restingTower, sampleCars, sampleSite } from '../../testing/sample-tower.ts';
import { answered, refused } from '../../tower-client/answer.ts';
import type { LiveState } from '../../tower-client/live-store.ts';
import type { BootCheckId, BootChecks } from './boot-checks.ts';
import { BOOT_RETRY_MS, LIVE_PATIENCE_MS, startUp } from './start-up.ts';

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};

function bench() {
  const clock = createManualClock();
  const session = sinon.stub().resolves(answered(undefined));
  const site = sinon.stub().resolves(answered(sampleSite));
  const cars = sinon.stub().resolves(answered(sampleCars));
  const probe = sinon.stub().resolves([]);
  let live: LiveState = { link: 'live', tower: restingTower, heardAtMs: 0 };
  const listeners = new Set<() => void>();
  const told: BootChecks[] = [];
  const hear = (link: LiveState['link']): void => {
    live = { ...live, link };
    for (const listener of listeners) listener();
  };
  const begin = (keeps = true) => {
    const done = sinon.spy();
    void startUp({
      client: { openSession: session, site, cars }, kioskKey: () => 'key', probe, keeps: () => keeps, clock, onChecks: (checks) => told.push(checks),
      live: {
        read: () => live,
        subscribe: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    }).then(done);
    return done;
  };
  const later = async (ms: number): Promise<void> => {
    await settled();
    clock.advance(ms);
    await settled();
  };
  const states = (...ids: readonly BootCheckId[]) => ids.map((id) => told.at(-1)?.[id].state);
  return { clock, session, site, cars, probe, told, hear, begin, later, states };
}

describe('the self-test of the screen', () => {
  it('goes on by itself when what is needed works, without any time passing', async () => {
    const b = bench();
    const done = b.begin();
    await settled();
    sinon.assert.calledOnce(done);
    assert.deepEqual(b.states('connection', 'session', 'site', 'live', 'cars', 'camera', 'scanner', 'speaker', 'voice', 'storage'), Array.from({ length: 10 }, () => 'ok'));
  });
  it('waits for no camera, no list of cars, and nothing that this tab can keep', async () => {
    const b = bench();
    b.cars.resolves(refused('internal', ''));
    b.probe.returns(new Promise(() => undefined));
    const done = b.begin(false);
    await settled();
    sinon.assert.calledOnceWithExactly(done, { site: sampleSite, cars: [] });
    assert.deepEqual(b.states('cars', 'camera', 'storage'), ['failed', 'waiting', 'failed']);
  });
  it('says what is missing while no controller answers, and nothing of what it cannot know then', async () => {
    const b = bench();
    for (const call of [b.session, b.site]) call.resolves(refused('offline', ''));
    b.hear('connecting');
    const done = b.begin();
    await settled();
    assert.deepEqual(b.states('connection', 'session', 'site'), ['failed', 'waiting', 'waiting']);
    for (const call of [b.session, b.site]) call.resolves(answered(call === b.site ? sampleSite : undefined));
    b.hear('live');
    await b.later(BOOT_RETRY_MS);
    sinon.assert.calledOnce(done);
  });
  it('tells a screen without permission from a tower that is not there', async () => {
    const b = bench();
    b.session.resolves(refused('kioskKeyWrong', ''));
    const done = b.begin();
    await b.later(10 * BOOT_RETRY_MS);
    assert.deepEqual(b.told.at(-1)?.session, { state: 'failed', code: 'kioskKeyWrong' });
    assert.deepEqual(b.states('connection', 'site'), ['ok', 'ok']);
    sinon.assert.notCalled(done);
  });
  it('begins the moment the live channel speaks, and says so when it stays silent', async () => {
    const b = bench();
    b.hear('connecting');
    const done = b.begin();
    await settled();
    b.hear('live');
    await settled();
    sinon.assert.calledOnce(done);
    const silent = bench();
    silent.hear('connecting');
    const never = silent.begin();
    await silent.later(LIVE_PATIENCE_MS);
    assert.deepEqual(silent.told.at(-1)?.live, { state: 'failed', code: 'offline' });
    sinon.assert.notCalled(never);
  });
});
