import assert from 'node:assert/strict';
import { isWordId } from '../../../../config/words/index.ts';
import { isKnownWord } from '../bench-words.tsx';
import { alarm, chainOpen, doubtful, manualTower, pausedOrder, towerWith } from '../../testing/bench-tower.ts';
import { restingTower } from '../../testing/sample-tower.ts';
import { adviceOf } from './advice.ts';

const advise = (tower: typeof restingTower, recovery?: typeof doubtful) => adviceOf({ link: 'live', tower, recovery });
const wordsOf = (...args: Parameters<typeof advise>): string[] => advise(...args).map(({ word }) => word);

describe('what to do now', () => {
  it('is nothing in a tower that rests', () => {
    assert.deepEqual(wordsOf(restingTower), ['bench.advice.well']);
  });
  it('begins with the connection, because everything else is old without it', () => {
    const advice = adviceOf({ link: 'lost', tower: towerWith({ reasons: [chainOpen] }), recovery: undefined });
    assert.deepEqual(advice.map(({ word }) => word), ['bench.advice.lost']);
  });
  it('names the cause of a stop before its reset, and where the reset is given', () => {
    const stopped = towerWith({ state: 'aborted', reasons: [chainOpen], resetNeeded: 'technician' });
    const atPanel = advise({ ...stopped, resetAt: 'panel' });
    assert.deepEqual(atPanel.map(({ word }) => word), ['interlock.IL-01.technician', 'bench.advice.resetAtPanel']);
    assert.equal(atPanel[1]?.deed, undefined, 'a reset that only the panel can give');
    assert.deepEqual(advise({ ...stopped, resetAt: 'anywhere' })[1]?.deed, { kind: 'reset' });
  });
  it('names a cause once, though several rules look at it, and not the relay beside it', () => {
    const twice = { ...chainOpen, interlockId: 'IL-134', technician: 'interlock.IL-134.technician' };
    const relay = { ...chainOpen, interlockId: 'IL-02', fact: 'runEnabled', technician: 'interlock.IL-02.technician' };
    assert.deepEqual(wordsOf(towerWith({ reasons: [chainOpen, relay, twice] })), ['interlock.IL-01.technician']);
    assert.deepEqual(wordsOf(towerWith({ reasons: [relay] })), ['interlock.IL-02.technician']);
  });
  it('says that a cause is over as soon as it is, and then asks for the reset', () => {
    const released = alarm('interlock.IL-01', { active: false, state: 'latchedAcknowledged' });
    const board = { alarms: [released], unacknowledged: 0, shelved: 0, outOfService: 0, lastTenMinutes: 1, flood: false };
    const over = advise({ ...towerWith({ reasons: [chainOpen], resetNeeded: 'technician', alarms: board }), resetAt: 'panel' });
    assert.deepEqual(over.map(({ word }) => word), ['bench.advice.over', 'bench.advice.resetAtPanelDue']);
  });
  it('blames no sensor that had not spoken yet when the controller started', () => {
    const unheard = { ...chainOpen, value: null, cause: 'neverSeen' };
    assert.deepEqual(wordsOf({ ...towerWith({ state: 'recovering', reasons: [unheard], resetNeeded: 'technician' }), resetAt: 'panel' }), ['bench.advice.resetAtPanelDue']);
  });
  it('asks for the reset before a reference that is lost can be found', () => {
    const lost = { ...chainOpen, interlockId: 'IL-21', fact: 'liftHomed', technician: 'interlock.IL-21.technician' };
    assert.deepEqual(wordsOf({ ...towerWith({ reasons: [lost], resetNeeded: 'technician' }), resetAt: 'panel' }), ['interlock.IL-21.technician', 'bench.advice.resetAtPanelDue']);
  });
  it('takes the key of somebody who is at work for no fault', () => {
    const key = { ...chainOpen, interlockId: 'IL-03', fact: 'keyInAuto' };
    assert.deepEqual(wordsOf({ ...manualTower, reasons: [key] }), ['bench.advice.manual']);
    assert.deepEqual(wordsOf(towerWith({ reasons: [key] })), ['interlock.IL-01.technician']);
  });
  it('names a device that fails, with what to do about it', () => {
    const silent = alarm('link.lost:lift', { tag: 'link.lost', object: 'lift', consequenceOf: 'stop.runEnableLost', cause: 'alarm.link.lost.cause', action: 'alarm.link.lost.action' });
    const board = { alarms: [silent, alarm('link.lost:shuttle', { active: false })], unacknowledged: 0, shelved: 0, outOfService: 0, lastTenMinutes: 1, flood: false };
    assert.deepEqual(advise(towerWith({ alarms: board })).map(({ word, values }) => [word, values['object']]), [['bench.advice.failureOf', 'lift']]);
  });
  it('leads to recovery while something is in doubt, and waits while the sensors have not spoken', () => {
    const recovering = towerWith({ state: 'recovering' });
    assert.deepEqual(advise(recovering, doubtful).map(({ word, go }) => [word, go]), [['bench.advice.doubts', 'recovery']]);
    assert.deepEqual(wordsOf(recovering, { ...doubtful, stage: 'listening' }), ['bench.advice.listening']);
  });
  it('knows of doubts from the snapshot before anybody has signed in', () => {
    const found = { object: 'pallet:P06', journal: 'cell:1-1L', sensors: 'empty', word: 'recovery.palletUnknown' };
    assert.deepEqual(advise(towerWith({ recovery: [found, found] }))[0]?.values, { count: 2 });
  });
  it('asks for each reference that is missing', () => {
    const { lift } = restingTower.axes;
    const lost = advise(towerWith({ axes: { ...restingTower.axes, lift: { ...lift!, homed: false } } }));
    assert.deepEqual(lost.map(({ word, motion }) => [word, motion]), [['bench.advice.home', 'lift.home']]);
    const told = { ...doubtful, doubts: [{ ...doubtful.doubts[0]!, id: 'reference:lift' }] };
    assert.deepEqual(wordsOf(towerWith({ axes: { ...restingTower.axes, lift: { ...lift!, homed: false } } }), told), ['bench.advice.doubts'], 'the same axis twice');
  });
  it('leads an interrupted order to recovery', () => {
    assert.deepEqual(advise(towerWith({ orders: [pausedOrder] })).map(({ word, go }) => [word, go]), [['bench.advice.paused', 'recovery']]);
    assert.deepEqual(wordsOf(towerWith({ orders: [pausedOrder] }), doubtful), ['bench.advice.doubts'], 'the same order twice');
  });
  it('has a bay shut that stands open with nothing to do', () => {
    const doors = { ...restingTower.doors, 'A.outer': { position: 1, locked: false, motion: 'still', quality: 'good' } } as const;
    const open = towerWith({ state: 'idle', mode: 'production', doors, bays: { ...restingTower.bays, A: { state: 'blocked', person: 'none' } } });
    assert.deepEqual(advise(open).map(({ word, deed }) => [word, deed]), [['bench.advice.bayOpen', { kind: 'order', order: { kind: 'cycleDoors', bay: 'A' } }]]);
    assert.deepEqual(wordsOf({ ...open, orders: [{ ...pausedOrder, stage: 'running' }] }), ['bench.advice.well']);
  });
  it('offers manual mode in maintenance, the axes in manual mode, and on the way back what keeps production away', () => {
    assert.deepEqual(advise({ ...manualTower, mode: 'maintenance' })[0]?.deed, { kind: 'mode', mode: 'manual' });
    assert.deepEqual(wordsOf(manualTower), ['bench.advice.manual']);
    assert.deepEqual(wordsOf({ ...manualTower, mode: 'unknown' }), ['bench.advice.noMode', 'mode.blocked.keyNotAuto', 'mode.blocked.resetDue']);
  });
  it('says an event around the tower first', () => {
    const fire = { event: 'fire', state: 'waitingForRelease', sinceMs: 1, refuses: [], running: 'stop', tells: [], releasedBy: 'technician', inspects: [] } as const;
    assert.deepEqual(wordsOf(towerWith({ siteEvents: [{ ...fire, refuses: [], tells: [], inspects: [] }], reasons: [chainOpen] })), ['bench.advice.eventOver', 'interlock.IL-01.technician']);
  });
  it('has a sentence for everything it says', () => {
    const towers = [restingTower, manualTower, towerWith({ mode: 'unknown', reasons: [chainOpen], resetNeeded: 'technician', orders: [pausedOrder, { ...pausedOrder, overdue: true }] })];
    for (const word of towers.flatMap((tower) => wordsOf(tower, doubtful))) assert.ok(isWordId(word) || isKnownWord(word), word);
  });
});
