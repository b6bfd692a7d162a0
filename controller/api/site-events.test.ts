import assert from 'node:assert/strict';
import type { BrigadeMap, TowerSnapshot } from './contract/index.ts';
import { granted } from '../journal/testing/journal-bench.ts';
import { openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

const MAP = '/api/v1/brigade-map';
const RELEASES = '/api/v1/site-events/releases';
const FIRE = { event: 'fire', state: 'present', sinceMs: 0, refuses: ['deliver'], running: 'nearestSafePlace', tells: ['staff', 'brigade'], releasedBy: 'technician', inspects: ['brigadeReleased'] } as const;
const RELEASE = { event: 'fire', inspected: ['brigadeReleased', 'cells'], note: 'the brigade has gone' } as const;

describe('events around the tower over the API', () => {
  let bench: ApiBench;
  let tokens: Readonly<Record<'kiosk' | 'phone' | 'technician', string>>;
  beforeEach(async () => {
    bench = await openApiBench();
    tokens = { kiosk: await bench.signIn('kiosk'), phone: await bench.signIn('phone'), technician: await bench.signIn('technician') };
  });
  afterEach(() => bench.close());

  it('show the brigade every car with its place and its powertrain, and what has happened', async () => {
    bench.tower.publish({ siteEvents: [FIRE] });
    granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: 'SH-06', to: 'outside' }, { what: 'pallet', id: 'P07', to: 'unknown' }], by: 'test', why: 'the situation' }));
    const { status, body } = await bench.get<BrigadeMap>(MAP, tokens.kiosk);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.siteId, body.events.map(({ event }) => event)], ['tmall-shanghai', ['fire']]);
    const car = (id: string) => body.cars.find(({ carId }) => carId === id);
    const { place, level, position, side, powertrain } = car('SH-05') ?? assert.fail('SH-05 is in the tower');
    assert.deepEqual({ place, level, position, side }, { place: 'cell:2-1L', level: '2', position: '1', side: 'left' });
    assert.match(powertrain, /^(?:BEV|PHEV|ICE)$/u);
    assert.equal(car('SH-06'), undefined, 'a car that is outside burns elsewhere');
    assert.deepEqual([car('SH-07')?.place, car('SH-07')?.level], ['unknown', undefined]);
  });

  it('show the map to the kiosk and to technicians, whose word it is at the door, and to nobody on a phone', async () => {
    for (const role of ['kiosk', 'technician'] as const) assert.equal((await bench.get(MAP, tokens[role])).status, 200, role);
    assert.equal(problemOf(await bench.get(MAP, tokens.phone)), 'wrongRole');
    for (const token of [undefined, 'no-such-token']) assert.equal(problemOf(await bench.get(MAP, token)), 'noSession');
    const offPhone = await bench.ask({ method: 'GET', url: MAP, headers: { authorization: `Bearer ${tokens.technician}` } }, 'phone');
    assert.ok(offPhone.status >= 400, 'not on the listener of the phones');
  });

  it('are released by a technician, by name and with what was looked at', async () => {
    assert.equal((await bench.post(RELEASES, tokens.technician, RELEASE)).status, 204);
    assert.equal(bench.tower.asked.length, 1);
    assert.match(bench.tower.asked[0] ?? '', /^releaseEvent fire brigadeReleased,cells \S+$/u);
  });

  it('are released by nobody else', async () => {
    for (const role of ['kiosk', 'phone'] as const) assert.equal(problemOf(await bench.post(RELEASES, tokens[role], RELEASE)), 'wrongRole', role);
    for (const token of [undefined, 'no-such-token']) assert.equal(problemOf(await bench.post(RELEASES, token, RELEASE)), 'noSession');
    assert.deepEqual(bench.tower.asked, []);
  });

  it('are not released by a request that names none, or an inspection that there is not', async () => {
    for (const body of [{}, { ...RELEASE, event: 'rain' }, { ...RELEASE, inspected: ['thoughts'] }]) assert.equal(problemOf(await bench.post(RELEASES, tokens.technician, body)), 'malformed', JSON.stringify(body));
    assert.deepEqual(bench.tower.asked, []);
  });

  it('say why the tower is not released', async () => {
    for (const code of ['stillUnsafe', 'notPermitted', 'nothingToReset'] as const) {
      bench.tower.refuseNext('releaseEvent', { code, message: 'Not yet.' });
      assert.equal(problemOf(await bench.post(RELEASES, tokens.technician, RELEASE)), code);
    }
  });
});

describe('names of persons in the snapshot', () => {
  it('are shown to technicians who have signed in, and to nobody else', async () => {
    const bench = await openApiBench();
    bench.tower.publish({
      maintenance: { key: 'maintenance', enabling: 'released', blocks: [], lockouts: [{ lockoutId: 'tag-1', who: 'Wei', note: 'in the pit', sinceUtcMs: 7 }], forces: [] },
      motionLease: { leaseId: 'l-1', motion: 'lift.jog', by: 'Wei', alive: true },
    });
    const seen = async (token?: string) => (await bench.get<{ tower: TowerSnapshot }>('/api/v1/tower', token)).body.tower;
    for (const token of [undefined, await bench.signIn('kiosk'), await bench.signIn('phone')]) {
      const { maintenance, motionLease } = await seen(token);
      assert.deepEqual([maintenance?.lockouts, motionLease], [[{ lockoutId: 'tag-1', sinceUtcMs: 7 }], { leaseId: 'l-1', motion: 'lift.jog', alive: true }]);
    }
    const { maintenance, motionLease } = await seen(await bench.signIn('technician'));
    assert.deepEqual([maintenance?.lockouts[0]?.who, maintenance?.lockouts[0]?.note, motionLease?.by], ['Wei', 'in the pit', 'Wei']);
    await bench.close();
  });
});
