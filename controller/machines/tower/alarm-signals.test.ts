import assert from 'node:assert/strict';
import { loadSite } from '../../../config/load-site.ts';
import { benchWords } from '../../../config/words/bench-words.ts';
import { words } from '../../../config/words/index.ts';
import type { AlarmView } from '../../api/contract/index.ts';
import { openOrderScene, type OrderScene } from '../orders/testing/order-scene.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;
/** Devices have proven their identity, and silence counts as silence. */
const SETTLED_MS = 12_000;
const SEEN_MS = 2000;

describe('alarms that nobody reports', function () {
  this.timeout(60_000);
  let scene: OrderScene;
  beforeEach(async () => {
    scene = await openOrderScene(false);
    await scene.clock.runFor(SETTLED_MS);
    assert.deepEqual(all().map(({ alarmId }) => alarmId), ['stop.recovering'], 'a start is one alarm');
    assert.ok((await scene.tower.maintain({ kind: 'acknowledge', alarmId: 'stop.recovering', by: 'tech' })).ok);
  });
  afterEach(() => scene.close());

  const all = (): readonly AlarmView[] => scene.now().alarms?.alarms ?? [];
  const alarms = (): readonly string[] => all().filter(({ active }) => active).map(({ alarmId }) => alarmId);
  const one = (alarmId: string): AlarmView => all().find((alarm) => alarm.alarmId === alarmId) ?? assert.fail(`no alarm ${alarmId}: ${JSON.stringify(all().map((alarm) => alarm.alarmId))}`);
  const inject = (target: string, verb: 'off' | 'stuck' | 'ok', more: { readonly level?: boolean } = {}): void => assert.ok(scene.sim.faults.inject({ target, verb, ...more }).ok, target);

  it('tell of wind before it is a storm, and say nothing more of it while the storm has its own', async () => {
    const { sim, clock } = scene;
    const { storm } = site.plans;
    assert.ok('warnMPerS' in storm);
    sim.panel.surround({ windMPerS: storm.warnMPerS + 1 });
    await clock.runFor(SEEN_MS);
    assert.deepEqual([alarms(), one('wind.warning').told], [['wind.warning'], { word: 'told.wind.above', values: { limit: storm.warnMPerS } }]);
    sim.panel.surround({ windMPerS: storm.holdMPerS + 1 });
    await clock.runFor(SEEN_MS);
    assert.deepEqual([one('interlock.IL-124:site').state, one('wind.warning').state, one('wind.warning').suppressedBy], ['unacknowledged', 'suppressed', 'interlock.IL-124:site']);
    assert.equal(scene.now().alarms?.unacknowledged, 1);
  });

  it('tell of whatever else keeps new work away, each once, and let it return', async () => {
    const { sim, clock } = scene;
    const causes = [
      ['interlock.IL-131', () => { sim.panel.surround({ debris: true }); }, () => { sim.panel.surround({ debris: false }); }],
      ['interlock.IL-130', () => { sim.panel.surround({ mains: false, battery: false }); }, () => { sim.panel.surround({ mains: true, battery: true }); }],
    ] as const;
    for (const [alarmId, begin, end] of causes) {
      begin();
      await clock.runFor(SEEN_MS);
      assert.ok(one(alarmId).active, alarmId);
      assert.equal(all().filter(({ tag }) => tag === one(alarmId).tag).length, 1);
      end();
      assert.ok(await scene.until(() => !all().some((alarm) => alarm.alarmId === alarmId && alarm.active)), alarmId);
    }
  });

  it('tell of person sensors that contradict each other only when they do so for too long, and the bay says why it is shut', async () => {
    const { clock, now } = scene;
    inject('io-bay-A/presenceClear', 'off');
    await clock.runFor(site.control.discrepancyMs / 2);
    assert.deepEqual([alarms(), now().bays['A']?.reason], [[], undefined]);
    await clock.runFor(site.control.discrepancyMs + SEEN_MS);
    assert.deepEqual(alarms(), ['person.sensor:A']);
    assert.equal(one('person.sensor:A').told?.word, 'told.person.disagree');
    const { bays, reasons, state } = now();
    assert.deepEqual([bays['A']?.state, bays['A']?.reason?.customer, bays['B']?.reason], ['unknown', 'stop.personSensors.customer', undefined]);
    assert.deepEqual(reasons.map(({ interlockId, bay, sources }) => [interlockId, bay, sources.length]), [['stop.personSensors', 'A', 2]]);
    assert.equal(state, 'idle', 'the rest of the tower works');
  });

  it('tell of a cell that an audit finds otherwise than the inventory says, until that is settled', async () => {
    const { begin, rest, now } = scene;
    inject('io-carriage/cellOccupiedRight', 'stuck', { level: false });
    await begin({ kind: 'audit', orderId: 'a1', cells: ['2-1R'] });
    await rest();
    const found = one('inventory.differs:cell:2-1R');
    assert.ok(found.active);
    assert.deepEqual(found.told, { word: 'told.place.outOfService', values: { place: 'cell:2-1R', reason: { word: 'quarantine.phantomCar' } } });
    assert.deepEqual(now().quarantines?.map(({ place, reason }) => [place, reason]), [['cell:2-1R', 'phantomCar']]);
    await scene.clock.runFor(SETTLED_MS);
    assert.ok(one('inventory.differs:cell:2-1R').active, 'nobody has settled it');
    inject('io-carriage/cellOccupiedRight', 'ok');
    await scene.clock.runFor(SEEN_MS);
    await begin({ kind: 'audit', orderId: 'a2', cells: ['2-1R'] });
    await rest();
    await scene.clock.runFor(SEEN_MS);
    assert.equal(one('inventory.differs:cell:2-1R').active, false);
    assert.equal(now().quarantines, undefined);
  });

  it('are one for a whole bus that falls silent, beside the stop that it causes: what hangs on it follows from that', async () => {
    inject('bus/bays', 'off');
    await scene.clock.runFor(10_000);
    assert.deepEqual(all().filter(({ state }) => state !== 'suppressed').map(({ alarmId, consequenceOf }) => [alarmId, consequenceOf]), [['stop.safetyChain', undefined], ['bus.silent:bays', 'stop.safetyChain']]);
    assert.ok(all().length > 10);
    assert.equal(scene.now().alarms?.flood, false);
  });

  it('have every sentence that they name, in both languages', () => {
    const known = { ...words.zh, ...benchWords.zh };
    for (const word of ['told.wind.above', 'told.person.disagree', 'quarantine.phantomCar', 'stop.personSensors.customer']) assert.ok(Object.hasOwn(known, word), word);
  });
});
