import assert from 'node:assert/strict';
import type { StaffCallView } from './contract/index.ts';
import { nameless } from './nameless.ts';
import { openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

describe('calling the staff through the API', () => {
  let bench: ApiBench;
  let kiosk: string;
  let technician: string;
  beforeEach(async () => {
    bench = await openApiBench();
    kiosk = await bench.signIn('kiosk');
    technician = await bench.signIn('technician');
  });
  afterEach(() => bench.close());
  const call = (key = 'call-1', token = kiosk) => bench.post<StaffCallView>('/api/v1/staff-calls', token, { screen: 'K22' }, key);
  const asked = () => bench.tower.asked.filter((line) => line.startsWith('attend'));

  it('reaches the tower once, however often the kiosk asks with the same key, and brings a reference', async () => {
    const first = await call();
    assert.equal(first.status, 201, JSON.stringify(first.body));
    assert.match(first.body.reference, /^[0-9A-HJKMNP-TV-Z]{6}$/u);
    assert.deepEqual((await call()).body, first.body);
    assert.deepEqual(asked(), [`attend place ${first.body.callId} K22`]);
  });

  it('is the kiosk’s to place, the staff’s to answer by name, and ends by either', async () => {
    const { callId } = (await call()).body;
    assert.equal(problemOf(await call('call-2', technician)), 'wrongRole');
    assert.equal(problemOf(await bench.post('/api/v1/staff-calls', undefined, { screen: 'K22' }, 'call-3')), 'noSession');
    assert.equal(problemOf(await bench.post(`/api/v1/staff-calls/${callId}/answers`, kiosk, { how: 'coming' })), 'wrongRole');
    assert.equal((await bench.post(`/api/v1/staff-calls/${callId}/answers`, technician, { how: 'coming' })).status, 201);
    assert.equal((await bench.post(`/api/v1/staff-calls/${callId}/answers`, technician, { how: 'callsBack', minutes: 10 })).status, 201);
    assert.equal((await bench.post(`/api/v1/staff-calls/${callId}/ends`, kiosk, {})).status, 204);
    assert.equal((await bench.post(`/api/v1/staff-calls/${callId}/ends`, technician, {})).status, 204);
    assert.deepEqual(asked().slice(1), [`attend answer ${callId} coming tech`, `attend answer ${callId} callsBack 10 tech`, `attend end ${callId} customer`, `attend end ${callId} tech`]);
  });

  it('refuses what is no screen, no answer, and anything personal', async () => {
    for (const body of [{}, { screen: 'home' }, { screen: 'K22', name: 'Lin Xiao' }]) assert.equal(problemOf(await bench.post('/api/v1/staff-calls', kiosk, body, 'odd')), 'malformed');
    for (const body of [{ how: 'later' }, { how: 'callsBack' }, { how: 'callsBack', minutes: 0 }]) assert.equal(problemOf(await bench.post('/api/v1/staff-calls/s-1/answers', technician, body)), 'malformed');
    assert.deepEqual(asked(), []);
  });

  it('says so when the tower does not take it: no call is pretended', async () => {
    bench.tower.refuseNext('attend', { code: 'towerUnavailable', message: 'The call could not be written down.' });
    assert.equal(problemOf(await call()), 'towerUnavailable');
    assert.equal((await call()).status, 201, 'the same key may try again');
  });

  it('does not let one kiosk flood the staff', async () => {
    for (let i = 0; i < 5; i++) assert.equal((await call(`flood-${String(i)}`)).status, 201);
    assert.equal(problemOf(await call('flood-6')), 'tooManyRequests');
  });

  it('names whoever answers to nobody who has not signed in', () => {
    const { tower } = bench.tower.snapshot();
    const answered = { callId: 's-1', reference: '1', screen: 'K22', calledUtcMs: 0, state: 'answered' as const, answer: { how: 'coming' as const, utcMs: 1, by: 'wang' } };
    assert.doesNotMatch(JSON.stringify(nameless({ ...tower, staffCalls: [answered] })), /wang/u);
    assert.equal(nameless({ ...tower, staffCalls: [answered] }).staffCalls?.[0]?.answer?.how, 'coming');
  });
});
