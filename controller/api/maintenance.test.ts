import assert from 'node:assert/strict';
import { createAlarmJournal } from '../journal/alarm-journal.ts';
import type { AlarmEventRecord } from '../journal/alarm-journal.port.ts';
import type { AlarmHistoryRow } from './contract/index.ts';
import { openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

const trip: AlarmEventRecord = {
  alarmId: 'stop.safetyChain', tag: 'stop.safetyChain', object: undefined, priority: 'critical', event: 'raised', state: 'unacknowledged',
  firstOut: true, consequenceOf: undefined, by: undefined, detail: 'chain "A", open',
};

describe('what a technician asks of the API by hand', () => {
  let bench: ApiBench;
  let technician: string;
  before(async () => {
    bench = await openApiBench();
    technician = await bench.signIn('technician');
  });
  after(() => bench.close());
  const send = (method: 'POST' | 'DELETE' | 'PUT', url: string, payload?: object, token = technician) =>
    bench.ask({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload && { payload }) });

  it('gives, renews and ends a motion lease in the name of whoever has signed in', async () => {
    const given = await send('POST', '/api/v1/motion-leases', { motion: 'lift.jog', direction: 'plus' });
    assert.equal(given.status, 201, JSON.stringify(given.body));
    assert.deepEqual(given.body, { leaseId: 'lease-1', motion: 'lift.jog', renewEveryMs: 50, silentAfterMs: 150, longestMs: 30_000 });
    assert.equal((await send('POST', '/api/v1/motion-leases/lease-1/renewals', {})).status, 204);
    assert.equal((await send('DELETE', '/api/v1/motion-leases/lease-1')).status, 204);
    const heard = bench.tower.asked.slice(-3);
    assert.match(heard[0] ?? '', /^maintain hold .*lift\.jog.* \S+$/u);
    assert.match(heard[1] ?? '', /^maintain renew lease-1 /u);
    assert.match(heard[2] ?? '', /^maintain letGo lease-1 /u);
  });

  it('takes no motion, mode, tag, force or alarm from anybody but a technician', async () => {
    const kiosk = await bench.signIn('kiosk');
    const wishes = [
      ['POST', '/api/v1/motion-leases', { motion: 'lift.jog', direction: 'plus' }], ['POST', '/api/v1/mode-requests', { mode: 'manual' }], ['POST', '/api/v1/lockouts', {}],
      ['PUT', '/api/v1/forces', { deviceId: 'io-bay-A', output: 'lampGreen', level: true }], ['POST', '/api/v1/alarms/api.lost/acknowledgements', {}],
      ['PUT', '/api/v1/maintenance/end', { minutes: 30 }],
    ] as const;
    for (const [method, url, payload] of wishes) {
      assert.equal(problemOf(await send(method, url, payload, kiosk)), 'wrongRole', url);
      assert.equal(problemOf(await bench.ask({ method, url, payload })), 'noSession', url);
    }
  });

  it('tells the tower in how many minutes a technician expects to be done, and takes no other time', async () => {
    for (const minutes of [30, null]) assert.equal((await send('PUT', '/api/v1/maintenance/end', { minutes })).status, 204);
    assert.deepEqual(bench.tower.asked.slice(-2).map((each) => each.split(' ').slice(0, 3).join(' ')), ['maintain announce 30', 'maintain announce null']);
    for (const body of [{}, { minutes: 0 }, { minutes: 1.5 }, { minutes: 10_081 }, { untilUtcMs: 5 }]) assert.equal(problemOf(await send('PUT', '/api/v1/maintenance/end', body)), 'malformed');
  });

  it('refuses what is no motion of manual mode before anybody hears of it', async () => {
    const before = bench.tower.asked.length;
    for (const payload of [{ motion: 'lift.move' }, { motion: 'lift.jog', direction: 'up' }, { motion: 'lift.jog', targetMm: 5 }]) {
      assert.equal(problemOf(await send('POST', '/api/v1/motion-leases', payload)), 'malformed');
    }
    assert.equal(bench.tower.asked.length, before);
  });

  it('says what keeps a mode away', async () => {
    bench.tower.refuseNext('maintain', { code: 'modeBlocked', message: 'Turn the key first.' });
    assert.equal(problemOf(await send('POST', '/api/v1/mode-requests', { mode: 'manual' })), 'modeBlocked');
    assert.equal((await send('POST', '/api/v1/mode-requests', { mode: 'manual' })).status, 204);
  });

  it('finds the history of alarms page by page, and gives it away as CSV and JSON', async () => {
    const journal = createAlarmJournal({ store: bench.journal.store, wall: { utcMs: () => Date.UTC(2026, 0, 1, 8) } });
    const lost = { ...trip, alarmId: 'link.lost:lift', tag: 'link.lost', object: 'lift', priority: 'medium', detail: '=1+1' };
    assert.ok((await journal.happened([trip, lost])).ok);
    const page = await bench.get<{ rows: AlarmHistoryRow[]; next: number | null }>('/api/v1/alarms/history?limit=1', technician);
    assert.deepEqual([page.body.rows.map(({ tag }) => tag), page.body.next], [['link.lost'], 2]);
    const older = await bench.get<{ rows: AlarmHistoryRow[]; next: number | null }>('/api/v1/alarms/history?limit=5&before=2', technician);
    assert.deepEqual([older.body.rows.map(({ tag }) => tag), older.body.next], [['stop.safetyChain'], null]);
    const csv = await bench.get('/api/v1/alarms/export?format=csv', technician);
    assert.match(String(csv.headers['content-type']), /^text\/csv/u);
    assert.equal(String(csv.body).split('\r\n')[1], `2,2026-01-01T08:00:00.000Z,link.lost:lift,link.lost,lift,medium,raised,unacknowledged,true,,,'=1+1`);
    assert.match(String(csv.body), /"chain ""A"", open"/u);
    const json = await bench.get<AlarmHistoryRow[]>('/api/v1/alarms/export?format=json&priority=critical', technician);
    assert.deepEqual(json.body.map(({ alarmId }) => alarmId), ['stop.safetyChain']);
  });
});
