import assert from 'node:assert/strict';
import { createPlantBench } from '../../plant/testing/plant-bench.ts';
import type { WireCommand, WireListener } from '../../wire/wire-watch.ts';
import type { Subject } from '../subject.port.ts';
import { judgeAllClear } from './all-clear.ts';
import { judgeSilence } from './silence.ts';
import { judgeStops } from './stops.ts';

/** A tower on a bench whose lines and frames a hand makes, looked at every 100 ms. */
function bench() {
  const { site, state } = createPlantBench();
  const told: string[] = [];
  const listeners: WireListener[] = [];
  const timers: { readonly atMs: number; readonly happen: () => void }[] = [];
  const looks: (() => void)[] = [];
  const hand = { nowMs: 0, active: [] as readonly string[], written: new Map<string, boolean>(), levels: new Map<string, boolean | undefined>(), edgeMs: 0, isAlive: true };
  const subject = {
    stage: { site, plant: { state }, clock: { nowMs: () => hand.nowMs }, faults: { active: () => hand.active } },
    wire: { listen: (listener: WireListener) => { listeners.push(listener); } },
    process: { isAlive: () => hand.isAlive },
    lines: { written: (name: string) => hand.written.get(name) === true, level: (name: string) => (hand.levels.has(name) ? hand.levels.get(name) : true), watchdogEdgeMs: () => hand.edgeMs },
    clock: {
      after: (ms: number, happen: () => void) => { timers.push({ atMs: hand.nowMs + ms, happen }); },
      every: (_: number, happen: () => void) => {
        looks.push(happen);
        return () => undefined;
      },
    },
  } as unknown as Subject;
  hand.written.set('driveEnable', true);
  return {
    hand, state, told, subject,
    report: (invariant: string, detail: string): void => { told.push(`${invariant} ${detail}`); },
    frame: (id: string, command: Partial<WireCommand>): void => {
      const device = site.devices.find((one) => one.id === id);
      for (const { command: hear } of listeners) hear({ device, verb: 'execute', what: '', outputs: [], epoch: 1, taken: true, ...command } as WireCommand);
    },
    answers: (): void => { for (const { answered } of listeners) for (const device of site.devices) answered(device); },
    runs: (ms: number, meanwhile: () => void = () => undefined): void => {
      for (const endMs = hand.nowMs + ms; hand.nowMs < endMs;) {
        hand.nowMs += 10;
        state.timeMs = hand.nowMs;
        meanwhile();
        const due = timers.filter(({ atMs }) => atMs <= hand.nowMs);
        for (const timer of due) timers.splice(timers.indexOf(timer), 1);
        for (const { happen } of due) happen();
        if (hand.nowMs % 100 === 0) for (const look of looks) look();
      }
    },
drives: site.devices.flatMap(({ id, document }) => (document === 'axis-drive' ? [id] : [])),
  };
}

const QUICK_STOP = { verb: 'withdraw', what: 'quickStop' } as const;
const REFRESH = { verb: 'refresh' } as const;

describe('a stop on the outputs', () => {
  it('withdraws drive enable, refreshes nothing, and ends when somebody has asked for it (I12, I33)', () => {
    const { hand, told, subject, report, runs, frame, drives } = bench();
    const judge = judgeStops(subject, report);
    runs(1000);
    hand.written.set('driveEnable', false);
    for (const id of drives) frame(id, QUICK_STOP);
    frame('lift', REFRESH);
    runs(1000);
    judge.asked();
    runs(50);
    hand.written.set('driveEnable', true);
    runs(100);
    frame('lift', REFRESH);
    assert.deepEqual([told, judge.premises()], [[], { 'I33 stops': 1, 'I33 resets': 1, 'I12 withdrawn': 1 }]);
  });

  it('is broken by drive enable that stays while everything is told to stop, not while one drive is (I33)', () => {
    const { told, subject, report, runs, frame, drives } = bench();
    judgeStops(subject, report);
    runs(1000);
    frame('lift', QUICK_STOP);
    runs(1000);
    assert.deepEqual(told, []);
    for (const id of drives) frame(id, QUICK_STOP);
    assert.deepEqual(told, ['I33 everything is told to stop, and drive enable stays']);
  });

  it('is broken by drive enable that comes back by itself; a press of the button brings it (I33)', () => {
    const { hand, told, subject, report, runs } = bench();
    judgeStops(subject, report);
    const stopsFor = (ms: number): void => {
      hand.written.set('driveEnable', false);
      runs(ms);
      hand.written.set('driveEnable', true);
      runs(200);
    };
    hand.levels.set('resetButton', false);
    runs(1000);
    hand.written.set('driveEnable', false);
    runs(1000);
    hand.levels.set('resetButton', true);
    stopsFor(200);
    assert.deepEqual(told, []);
    stopsFor(1000);
    assert.match(told.join(), /^I33 drive enable is given back \d+ ms after a stop, and nobody has asked for it since$/u);
  });

  it('is broken by a controller that starts under drive enable (I33)', () => {
    const { hand, told, subject, report, runs } = bench();
    const judge = judgeStops(subject, report);
    runs(1000);
    judge.born();
    hand.written.set('driveEnable', false);
    runs(500);
    assert.deepEqual(told, []);
    judge.asked();
    hand.written.set('driveEnable', true);
    runs(100);
    judge.born();
    runs(500);
    assert.deepEqual(told, ['I33 a controller has started, and drive enable is still given']);
  });

  it('is broken by a drive that is kept moving; a disturbed line may bring old frames (I12)', () => {
    const { hand, told, subject, report, runs, frame } = bench();
    judgeStops(subject, report);
    runs(1000);
    hand.written.set('driveEnable', false);
    hand.active = ['bus/drives:wrong'];
    runs(1000);
    frame('lift', REFRESH);
    assert.deepEqual(told, []);
    hand.active = [];
    runs(6000);
    frame('lift', REFRESH);
    assert.match(told.join(), /^I12 lift is kept moving \d+ ms after drive enable was withdrawn$/u);
  });
});

describe('the silence of a controller', () => {
  it('is seen by the relay: no edge of the watchdog comes from one that is dead or held up (I34)', () => {
    const { hand, told, subject, report, runs } = bench();
    const judge = judgeSilence(subject, report);
    judge.falls();
    runs(500);
    judge.falls();
    runs(50);
    judge.ends();
    runs(500, () => { hand.edgeMs = hand.nowMs; });
    assert.deepEqual([told, judge.premises()], [[], { 'I34 silence': 4 }]);
    judge.falls();
    runs(500, () => { hand.edgeMs = hand.nowMs; });
    assert.match(told.join(), /^I34 the watchdog was fed 1\d0 ms after the controller had stopped running$/u);
  });
});

describe('an all-clear', () => {
  /** Inner door of bay A told to open after so long. */
  const opens = (ms: number, spoil: (made: ReturnType<typeof bench>) => void, isHeard = true): readonly string[] => {
    const made = bench();
    const { told, subject, report, runs, frame, answers } = made;
    const judge = judgeAllClear(subject, report);
    answers();
    runs(500, answers);
    spoil(made);
    runs(ms, isHeard ? answers : undefined);
    frame('A.inner', { what: 'open' });
    assert.deepEqual(judge.premises(), { 'I19 hazards': 1 });
    return told;
  };

  it('is what both channels say, and both are heard; an old answer is believed for its time (I19)', () => {
    assert.deepEqual(opens(3000, () => undefined), []);
    assert.deepEqual(opens(300, ({ hand }) => { hand.levels.set('A.personClear', false); }), []);
  });

  it('is none while one channel says that somebody is there, cannot be read, is not heard or has been swapped (I19)', () => {
    assert.match(opens(3000, ({ hand }) => { hand.levels.set('A.personClear', false); }).join(), /^I19 A\.inner is told to open: A\.personClear says that somebody is there for \d+ ms$/u);
    assert.match(opens(3000, ({ hand }) => { hand.levels.set('A.personClear', undefined); }).join(), /cannot be read/u);
    assert.match(opens(3000, ({ hand }) => { hand.active = ['io-bay-A/presenceClear:off']; }).join(), /io-bay-A says that somebody is there/u);
    assert.match(opens(3000, ({ hand }) => { hand.active = ['io-bay-A:wrong']; }).join(), /is not what it was/u);
    assert.match(opens(3000, () => undefined, false).join(), /is not heard/u);
    assert.match(opens(3000, ({ state }) => { Object.assign(state.bays['A'] ?? {}, { persons: 1 }); }).join(), /somebody is there, and both channels see it/u);
  });

  it('is asked by hand of nobody: with the key on maintenance a technician sees the bay', () => {
    const { hand, state, told, subject, report, runs, frame, answers } = bench();
    judgeAllClear(subject, report);
    hand.levels.set('A.personClear', false);
    runs(3000, answers);
    state.panel.key = 'maintenance';
    frame('A.inner', { what: 'open' });
    assert.deepEqual(told, []);
  });
});
