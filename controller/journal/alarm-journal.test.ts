import assert from 'node:assert/strict';
import type { AlarmEventRecord } from './alarm-journal.port.ts';
import { statement } from './statements.ts';
import { NOON_UTC_MS, granted, openBench, refusal } from './testing/journal-bench.ts';
import type { JournalBench } from './testing/journal-bench.ts';

const trip: AlarmEventRecord = {
  alarmId: 'stop.safetyChain', tag: 'stop.safetyChain', object: undefined, priority: 'critical', event: 'raised', state: 'unacknowledged',
  firstOut: true, consequenceOf: undefined, by: undefined, detail: 'chain open',
};
const lost: AlarmEventRecord = { ...trip, alarmId: 'link.lost:lift', tag: 'link.lost', object: 'lift', priority: 'high', firstOut: false, consequenceOf: 'stop.safetyChain', detail: 'no answer' };
const everything = { tag: null, priority: null, state: null, fromUtcMs: null, untilUtcMs: null, before: null, text: null, limit: 100 };

describe('the journal of alarms', () => {
  let bench: JournalBench;
  beforeEach(() => (bench = openBench()));
  afterEach(() => bench.remove());
  const found = async (filter: Partial<Record<keyof typeof everything, string | number>>): Promise<readonly unknown[]> =>
    granted(await bench.store.read(statement('alarm.history', { ...everything, ...filter }))).map((row) => row['alarmId']);

  it('finds what happened by tag, priority, state, time and text, newest first, page by page', async () => {
    granted(await bench.journal.alarms.happened([trip, lost]));
    bench.wall.set(NOON_UTC_MS + 1000);
    granted(await bench.journal.alarms.happened([{ ...trip, event: 'acknowledged', state: 'acknowledged', by: 'Wei' }]));
    assert.deepEqual(await found({}), ['stop.safetyChain', 'link.lost:lift', 'stop.safetyChain']);
    assert.deepEqual(await found({ tag: 'link.lost' }), ['link.lost:lift']);
    assert.deepEqual(await found({ priority: 'critical', state: 'unacknowledged' }), ['stop.safetyChain']);
    assert.deepEqual(await found({ fromUtcMs: NOON_UTC_MS + 1 }), ['stop.safetyChain']);
    assert.deepEqual(await found({ untilUtcMs: NOON_UTC_MS + 1, limit: 1 }), ['link.lost:lift']);
    assert.deepEqual(await found({ before: 2 }), ['stop.safetyChain']);
    assert.deepEqual(await found({ text: 'WEI' }), ['stop.safetyChain']);
    assert.deepEqual(await found({ text: '%' }), [], 'a text is no pattern');
  });

  it('lets nobody change or remove what happened', async () => {
    granted(await bench.journal.alarms.happened([trip]));
    for (const sql of ["UPDATE alarm_events SET by_whom = 'x'", 'DELETE FROM alarm_events']) {
      const { default: Database } = await import('better-sqlite3');
      bench.store.closeNow();
      const db = new Database(bench.path);
      assert.throws(() => db.exec(sql), /append-only/);
      db.close();
      bench = bench.restart();
    }
  });

  it('keeps over a restart what people have put aside and which tags hang, and takes a tag from its owner only', async () => {
    granted(await bench.journal.alarms.putAside({ alarmId: 'wire.errors:bays', untilUtcMs: NOON_UTC_MS + 60_000, by: 'Wei', why: 'cable ordered' }));
    granted(await bench.journal.alarms.lockOut({ lockoutId: 'l-1', who: 'Wei', note: 'in the pit', sinceUtcMs: NOON_UTC_MS }));
    assert.equal(refusal(await bench.journal.alarms.unlock('l-1', 'Li')), 'conflict');
    bench = bench.restart();
    const image = granted(await bench.journal.alarms.image(60_000));
    assert.deepEqual(image, {
      raises: [],
      holds: [{ alarmId: 'wire.errors:bays', untilUtcMs: NOON_UTC_MS + 60_000, by: 'Wei', why: 'cable ordered' }],
      lockouts: [{ lockoutId: 'l-1', who: 'Wei', note: 'in the pit', sinceUtcMs: NOON_UTC_MS }],
    });
    granted(await bench.journal.alarms.unlock('l-1', 'Wei'));
    granted(await bench.journal.alarms.takeBack('wire.errors:bays', 'Li'));
    assert.deepEqual(granted(await bench.journal.alarms.image(60_000)), { raises: [], holds: [], lockouts: [] });
  });

  it('knows after a restart what was raised in the last minute, and nothing else', async () => {
    granted(await bench.journal.alarms.happened([lost]));
    bench.wall.set(NOON_UTC_MS + 30_000);
    granted(await bench.journal.alarms.happened([trip, { ...lost, event: 'returned', state: 'returnedUnacknowledged' }]));
    bench = bench.restart();
    bench.wall.set(NOON_UTC_MS + 70_000);
    assert.deepEqual(granted(await bench.journal.alarms.image(60_000)).raises, [{ alarmId: 'stop.safetyChain', agoMs: 40_000 }]);
    // Its battery is dead: it starts in 1970.
    bench.wall.set(0);
    assert.deepEqual(granted(await bench.journal.alarms.image(60_000)).raises, [{ alarmId: 'link.lost:lift', agoMs: 30_000 }, { alarmId: 'stop.safetyChain', agoMs: 0 }]);
  });
});
