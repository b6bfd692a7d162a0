import assert from 'node:assert/strict';
import { createPlantBench } from '../../plant/testing/plant-bench.ts';
import type { StageSnapshot } from '../../scenarios/stage.port.ts';
import type { Scene } from '../injection/ongoing.ts';
import type { Subject } from '../subject.port.ts';
import { judgeAlarms } from './alarms.ts';
import { judgeBookings } from './bookings.ts';
import { judgeClaims } from './claims.ts';
import { watchGoals } from './goals.ts';
import { judgeRetrieval } from './retrieval.ts';

function notes() {
  const told: string[] = [];
  return { told, report: (invariant: string, detail: string): void => { told.push(`${invariant} ${detail}`); } };
}

/** A journal of orders that a hand writes. */
function orderBook() {
  let listener: Parameters<Subject['orders']['watch']>[0] = () => undefined;
  const phases = new Map<string, string>();
  const orders: Subject['orders'] = {
    watch: (heard) => {
      listener = heard;
      return () => undefined;
    },
    phaseOf: async (orderId) => phases.get(orderId),
  };
  const write = (orderId: string, phase: string): void => {
    phases.set(orderId, phase);
    listener([{ orderId, phase }]);
  };
  return { orders, write, forget: (orderId: string) => phases.delete(orderId) };
}

describe('I44', () => {
  it('is content with what was accepted, ended once and stayed so', async () => {
    const [{ orders, write }, { told, report }] = [orderBook(), notes()];
    const judge = judgeBookings({ orders }, report);
    judge.accepted('one');
    for (const phase of ['queued', 'handover', 'done', 'done']) write('one', phase);
    await judge.end?.();
    assert.deepEqual([told, judge.premises()], [[], { I44: 1 }]);
  });

  it('is broken by what never ends, what is forgotten, and what ends a second time', async () => {
    const [{ orders, write, forget }, { told, report }] = [orderBook(), notes()];
    const judge = judgeBookings({ orders }, report);
    write('open', 'handover');
    judge.accepted('forgotten');
    forget('forgotten');
    write('twice', 'done');
    write('twice', 'cancelled');
    await judge.end?.();
    assert.deepEqual(told, [
      'I44 twice had ended done and became cancelled', 'I44 forgotten was accepted, and the journal knows nothing of it', 'I44 open was accepted and is handover when all is over',
    ]);
  });

  it('forgets an end that a torn log has taken back', async () => {
    const [{ orders, write }, { told, report }] = [orderBook(), notes()];
    const judge = judgeBookings({ orders }, report);
    write('one', 'proving');
    write('one', 'done');
    judge.torn();
    write('one', 'cancelled');
    await judge.end?.();
    assert.deepEqual(told, []);
  });
});

/** A tower on a bench, with screens that a hand fills. */
function bench() {
  const { site, state, inputs } = createPlantBench();
  let active: readonly string[] = [];
  const stage = { site, plant: { state, inputs }, faults: { active: () => active } } as unknown as Subject['stage'];
  const shown = { state: 'idle', axes: {}, bays: {}, orders: [] } as unknown as StageSnapshot;
  return { state, stage, shown, scene: { subject: { stage }, seen: {} } as unknown as Scene, breaks: (...ids: readonly string[]) => { active = ids; } };
}

describe('I49', () => {
  const looks = (say: Partial<StageSnapshot>, { faults = [], silent = false }: { faults?: readonly string[]; silent?: boolean } = {}): readonly string[] => {
    const { state, shown, scene, breaks } = bench();
    const { told, report } = notes();
    const judge = judgeClaims(scene, report, () => silent);
    breaks(...faults);
    for (let n = 0; n < 20; n += 1) {
      state.timeMs += 400;
      judge.look?.({ ...shown, ...say });
    }
    return told.slice(0, 1);
  };
  const open = { doors: { 'A.outer': { position: 1, locked: false, motion: 'still', quality: 'good' } } };

  it('is broken by a door that is shown open and is closed, and by a car that is shown in a cell and is not there', () => {
    assert.deepEqual(looks(open), ['I49 door A.outer is shown open, and is closed for 1200 ms']);
    assert.match(looks({ cells: { '1-1L': { state: 'occupied', palletId: 'P99', carId: 'nobody' } } })[0] ?? '', /^I49 cell:1-1L is shown P99 with nobody/u);
    assert.match(looks({ axes: { lift: { homed: true, quality: 'good', positionMm: 5000 } } })[0] ?? '', /^I49 axis lift is shown at 5000 mm/u);
  });

  it('asks nothing while a device lies, while nobody shows anything, and of what is said to be uncertain', () => {
    assert.deepEqual(looks(open, { faults: ['A.outer:stuck'] }), []);
    assert.deepEqual(looks(open, { silent: true }), []);
    assert.deepEqual(looks({ state: 'recovering', ...open }), []);
    assert.deepEqual(looks({ doors: { 'A.outer': { ...open.doors['A.outer'], quality: 'stale' } } }), []);
  });
});

describe('I50', () => {
  function alarming(hasty = 0) {
    let raise: Parameters<Subject['alarms']['watch']>[0] = () => undefined;
    const { stage, state } = bench();
    const { told, report } = notes();
    const alarms: Subject['alarms'] = {
      watch: (heard) => {
        raise = heard;
        return () => undefined;
      },
    };
    const judge = judgeAlarms({ alarms, stage }, { faults: [{ fault: 'SER10', atMs: 0, seed: 1 }], staffed: false, hasty }, report);
    return { judge, told, state, raise: (alarmId: string, consequenceOf?: string) => { raise({ alarmId, consequenceOf }); } };
  }

  it('is broken by eleven alarms from one cause within ten minutes, and not by the consequences of one', () => {
    const { told, raise } = alarming();
    raise('bus.silent:drives');
    for (let n = 0; n < 30; n += 1) raise(`link.lost:${String(n)}`, 'bus.silent:drives');
    assert.deepEqual(told, []);
    for (let n = 0; n < 10; n += 1) raise(`door.fault:${String(n)}`);
    assert.match(told.join(), /^I50 one cause, more than 10 alarms/u);
  });

  it('is broken by one that comes a fourth time within a minute, in any run', () => {
    const { told, raise, state } = alarming(60);
    for (let n = 0; n < 4; n += 1) {
      state.timeMs += 10_000;
      raise('wire.errors:bays');
    }
    assert.deepEqual(told, ['I50 wire.errors:bays was raised more than 3 times in a minute']);
  });

  it('is broken by one that says not what to do', () => {
    const { judge, told } = alarming();
    judge.look?.({ ...bench().shown, alarms: { unacknowledged: 1, alarms: [{ alarmId: 'x', state: 'unacknowledged', firstOut: true, cause: 'alarm.x.cause', action: '' }] } });
    assert.deepEqual(told, ['I50 x says not why, or not what to do']);
  });
});

describe('I51', () => {
  async function asked(tower: { readonly opens: boolean; readonly trusts?: (utcMs: number) => boolean; readonly refuses?: number; readonly moved?: Readonly<Record<string, string>> }): Promise<readonly string[]> {
    const { told, report } = notes();
    const { stage: { plant, site } } = bench();
    let utcMs = Date.UTC(2026, 0, 1);
    let [opened, asks] = ['', 0];
    const stage = {
      site: { ...site, coin: undefined }, plant,
      clock: { until: async (holds: () => boolean) => { await Promise.resolve(); await Promise.resolve(); return holds(); }, runFor: () => Promise.resolve() },
      tower: { snapshot: () => ({ tower: { collections: [{ collectionId: opened, phase: 'handover' }] } }) },
    } as unknown as Subject['stage'];
    const collect = async ({ collectionId }: { readonly collectionId: string }) => {
      asks += 1;
      if (asks <= (tower.refuses ?? 0)) return { ok: false, error: { code: 'towerUnavailable', message: 'No bay can take a car now.' } };
      if (tower.trusts?.(utcMs) === false) return { ok: false, error: { code: 'late', message: 'The booking is over.' } };
      if (tower.opens) opened = collectionId;
      return { ok: true, value: {} };
    };
    const subject = {
      stage, tower: () => ({ collect }) as unknown as ReturnType<Subject['tower']>, clock: { after: () => undefined, every: () => () => undefined },
      wall: { utcMs: () => utcMs, jumpMs: (byMs: number) => { utcMs += byMs; }, setRate: () => undefined },
    };
    const judge = judgeRetrieval({ subject, seen: tower.moved ?? {} }, { seed: 3, retrieval: true }, report);
    await judge.end?.();
    assert.deepEqual([judge.premises(), utcMs], [{ I51: 1 }, Date.UTC(2026, 0, 1)]);
    return told;
  }

  it('is content with a tower that brings the car whatever the clock says', async () => {
    assert.deepEqual(await asked({ opens: true }), []);
  });

  it('is content with a tower that takes somebody who asks again, and broken by one that never does', async () => {
    assert.deepEqual(await asked({ opens: true, refuses: 4 }), []);
    assert.match((await asked({ opens: true, refuses: 5 }))[0] ?? '', /^I51 .* No bay can take a car now\.$/u);
  });

  it('does not ask for what people have put elsewhere without a word', async () => {
    const { stage } = bench();
    const everything = Object.fromEntries(Object.keys(stage.plant.state.pallets).map((id) => [`pallet:${id}`, 'elsewhere']));
    await assert.rejects(asked({ opens: false, moved: everything }), /I51/u, 'nothing is left to be asked for');
  });

  it('is broken by one that asks the clock, and by one that brings nothing', async () => {
    assert.match((await asked({ opens: true, trusts: (utcMs) => utcMs === Date.UTC(2026, 0, 1) }))[0] ?? '', /^I51 .* was refused: The booking is over\.$/u);
    assert.match((await asked({ opens: false }))[0] ?? '', /^I51 .* did not come out$/u);
  });
});

describe('the situations of a campaign', () => {
  it('are noted where they come: a power cut with a car between two supports, a recovery within a recovery, an answer that never came', () => {
    const { stage, state, shown } = bench();
    const looks: (() => void)[] = [];
    const clock = {
      after: () => undefined,
      every: (_: number, happen: () => void) => {
        looks.push(happen);
        return () => undefined;
      },
    };
    const watch = watchGoals({ stage, clock, alarms: { watch: () => () => undefined } } as unknown as Subject);
    const pallet = Object.values(state.pallets).find(({ car }) => car !== undefined);
    assert.ok(pallet);
    pallet.place = 'shuttle';
    watch.dark();
    watch.look({ ...shown, state: 'recovering', recovery: [] });
    watch.dead({ isDark: false, unanswered: true });
    Object.assign(state.doors['A.outer'] ?? {}, { obstructed: true, velocityPerS: -0.2 });
    for (const look of looks) look();
    Object.assign(state.doors['A.outer'] ?? {}, { velocityPerS: 0.2 });
    for (const look of looks) look();
    const reached = watch.reached(['declare pallet:P01', 'nothing of note']);
    for (const goal of ['darkBetween', 'deadRecovering', 'deadUnanswered', 'doorGaveWay', 'declared'] as const) assert.ok(reached.includes(goal), goal);
    assert.equal(reached.includes('settled'), false);
  });
});
