import assert from 'node:assert/strict';
import { granted } from '../journal/testing/journal-bench.ts';
import { openApiBench, problemOf, type ApiBench } from './testing/api-bench.ts';

const CHOICE = { object: 'pallet:P06', way: 'declare', why: 'it stands there', place: 'cell:2-1R' };
const EDIT = { what: 'pallet', object: 'P06', to: 'cell:2-1R', why: 'it stands there' };

describe('recovery over the API', () => {
  let bench: ApiBench;
  let technician: string;
  let second: string;
  beforeEach(async () => {
    bench = await openApiBench();
    technician = await bench.signIn('technician');
    second = granted(await bench.api.people.issuePin({ technicianId: 'tech-2', name: 'Another' }));
  });
  afterEach(() => bench.close());

  it('is for technicians only, reading included', async () => {
    const posts = ['/api/v1/recovery/choices', '/api/v1/quarantines', '/api/v1/quarantines/lifts', '/api/v1/inventory/edits', '/api/v1/inventory/edits/1/undo'];
    assert.equal(problemOf(await bench.get('/api/v1/recovery')), 'noSession');
    for (const url of posts) assert.equal(problemOf(await bench.post(url, undefined, {})), 'noSession', url);
    for (const role of ['kiosk', 'phone'] as const) {
      const token = await bench.signIn(role);
      assert.equal(problemOf(await bench.get('/api/v1/recovery', token)), 'wrongRole');
      for (const url of posts) assert.equal(problemOf(await bench.post(url, token, {})), 'wrongRole', `${url} as ${role}`);
    }
    assert.deepEqual(bench.tower.asked, []);
  });

  it('names who asks, and the second technician by PIN', async () => {
    assert.equal((await bench.get('/api/v1/recovery', technician)).status, 200);
    assert.equal((await bench.post('/api/v1/recovery/choices', technician, CHOICE)).status, 204);
    assert.equal((await bench.post('/api/v1/recovery/choices', technician, { ...CHOICE, second: { pin: second } })).status, 204);
    const edited = await bench.post<{ editId: number; before: string }>('/api/v1/inventory/edits', technician, { ...EDIT, second: { pin: second } });
    assert.deepEqual([edited.status, edited.body.editId, edited.body.before], [200, 1, 'unknown']);
    assert.equal((await bench.post('/api/v1/inventory/edits/1/undo', technician, { why: 'it was another one' })).status, 204);
    assert.deepEqual(bench.tower.asked, ['recovery ', 'choose pallet:P06 declare tech alone', 'choose pallet:P06 declare tech tech-2', 'editMap P06 cell:2-1R tech tech-2', 'undoMapEdit 1 tech']);
  });

  it('takes no second signature of the same person, and none with a wrong PIN', async () => {
    for (const url of ['/api/v1/recovery/choices', '/api/v1/inventory/edits']) {
      const body = url.endsWith('edits') ? EDIT : CHOICE;
      assert.equal(problemOf(await bench.post(url, technician, { ...body, second: { pin: bench.pin } })), 'secondPersonNeeded', url);
      const wrong = [bench.pin, second].includes('730215') ? '730216' : '730215';
      assert.equal(problemOf(await bench.post(url, technician, { ...body, second: { pin: wrong } })), 'pinWrong', url);
    }
    assert.deepEqual(bench.tower.asked, []);
  });

  it('tells why the core refuses, by code', async () => {
    bench.tower.refuseNext('choose', { code: 'wayNotReady', message: 'Not yet.' });
    assert.equal(problemOf(await bench.post('/api/v1/recovery/choices', technician, CHOICE)), 'wayNotReady');
    bench.tower.refuseNext('liftQuarantine', { code: 'placeUnknown', message: 'No such place.' });
    assert.equal(problemOf(await bench.post('/api/v1/quarantines/lifts', technician, { place: 'cell:2-1R', proof: 'sensors', why: 'seen' })), 'placeUnknown');
    assert.equal((await bench.post('/api/v1/quarantines', technician, { place: 'cell:2-1R', reason: 'leak', why: 'oil on the floor' })).status, 204);
  });

  it('takes no way, reason or proof that is not in its lists', async () => {
    const malformed: readonly (readonly [string, object])[] = [
      ['/api/v1/recovery/choices', { ...CHOICE, way: 'force' }], ['/api/v1/recovery/choices', { ...CHOICE, why: '' }], ['/api/v1/recovery/choices', { ...CHOICE, bypass: true }],
      ['/api/v1/quarantines', { place: 'cell:2-1R', reason: 'mood', why: 'because' }], ['/api/v1/quarantines/lifts', { place: 'cell:2-1R', proof: 'audit', why: 'because' }],
      ['/api/v1/inventory/edits', { ...EDIT, what: 'tower' }], ['/api/v1/inventory/edits/0/undo', { why: 'because' }],
    ];
    for (const [url, body] of malformed) assert.equal(problemOf(await bench.post(url, technician, body)), 'malformed', `${url} ${JSON.stringify(body)}`);
    assert.deepEqual(bench.tower.asked, []);
  });
});
