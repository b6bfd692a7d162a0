import assert from 'node:assert/strict';
import { createElement } from 'react';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { languages } from '../../../../config/words/index.ts';
import type { Language } from '../../../../config/words/index.ts';
import { orderWaySchema, waySchema } from '../../../../controller/api/contract/index.ts';
import { alarm, chainOpen, doubtful, liftMayNot, manualTower, pausedOrder, towerWith } from '../../testing/bench-tower.ts';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { restingTower, sampleSite } from '../../testing/sample-tower.ts';
import { BenchContext } from '../bench-services.tsx';
import { BenchWordsProvider } from '../bench-words.tsx';
import { boardOrder } from '../flow/board-order.ts';
import { holdReadiness } from '../flow/hold-readiness.ts';
import { nothingRead } from '../flow/readings.ts';
import { beforeThePress } from '../flow/why-rows.ts';
import { AxesTable } from '../mimic/axes-table.tsx';
import { Mimic } from '../mimic/mimic.tsx';
import { AlarmBoardPart } from './alarms.screen.tsx';
import { AskScreen } from './ask.screen.tsx';
import { MoveScreen } from './move.screen.tsx';
import { OrdersScreen } from './orders.screen.tsx';
import { RecoveryScreen } from './recovery.screen.tsx';
import { StockScreen } from './stock.screen.tsx';
import { StaffCalls } from '../top/staff-calls.tsx';
import { WhyRows } from './why.screen.tsx';

const live = { read: () => ({ link: 'live' as const, tower: restingTower, heardAtMs: 0 }), subscribe: () => () => true, showSession: () => undefined, close: () => undefined };
const services = { site: sampleSite, live, clock: createManualClock(), exportHistory: () => Promise.resolve(true), send: () => undefined, sendHold: () => undefined };

/** The markup of a part of the page. */
function shown(part: ReactElement, language: Language = 'en'): string {
  const words = createElement(BenchWordsProvider, { language, timeZone: 'Asia/Shanghai', children: part });
  return renderToStaticMarkup(createElement(BenchContext, { value: services }, words));
}

/** Whether the button with this action is there, and may be pressed. */
function button(markup: string, action: string): 'absent' | 'disabled' | 'ready' {
  const tag = new RegExp(`<button[^>]*data-action="${action.replaceAll('.', '\\.')}"[^>]*>`, 'u').exec(markup)?.[0];
  if (tag === undefined) return 'absent';
  return /\sdisabled=|aria-disabled="true"/u.test(tag) ? 'disabled' : 'ready';
}

describe('recovery on the screen', () => {
  const markup = shown(createElement(RecoveryScreen, { reading: { value: doubtful, refusal: undefined }, isBusy: false, orders: [pausedOrder] }));
  it('sets journal and sensors side by side, each sensor with its age', () => {
    assert.match(markup, /The journal says<\/dt><dd><p class="">deliver, coming/u);
    assert.match(markup, /shuttle position: 1200, confirmed 0\.0 s ago/u);
    assert.match(markup, /rfid tag: \?, confirmed never ago/u);
  });
  it('has a button for every way on that may be offered, and for every way of an order', () => {
    const [order] = doubtful.doubts;
    const [like] = order?.ways ?? [];
    assert.ok(order && like);
    const declarations = [{ place: 'cell:2-1R', by: 'sensors' as const, proven: true, proofs: [] }];
    const ways = waySchema.options.map((way) => ({ ...like, way, ready: true, declarations }));
    for (const language of languages) {
      const recovery = shown(createElement(RecoveryScreen, { reading: { value: { ...doubtful, doubts: [{ ...order, ways }] }, refusal: undefined }, isBusy: false, orders: [] }), language);
      for (const { way } of ways) assert.equal(button(recovery, way === 'declare' ? `declare-${order.id}-cell:2-1R` : `way-${order.id}-${way}`), 'ready', `${way} in ${language}`);
      const orders = shown(createElement(OrdersScreen, { tower: towerWith({ orders: [{ ...pausedOrder, ways: [...orderWaySchema.options] }] }) }), language);
      for (const way of orderWaySchema.options) assert.equal(button(orders, `order-${way}-${pausedOrder.orderId}`), 'ready', `${way} in ${language}`);
    }
  });
  it('says the steps as sentences, with places as people name them', () => {
    assert.match(markup, /The pallet is pushed on to bay A\./u);
    assert.match(markup, /Look at pallet P14 from/u);
    assert.match(markup, /A car goes to its customer<\/strong> · The car comes to the bay/u);
  });
  it('says what the controller tells in the language of the page, and folds English away where it has no words', () => {
    const [order, pallet] = doubtful.doubts;
    const doubts = [{ ...order!, journalTold: { word: 'bench.place.cell', values: { id: '2-1R' } } }, pallet!];
    const chinese = shown(createElement(RecoveryScreen, { reading: { value: { ...doubtful, doubts }, refusal: undefined }, isBusy: false, orders: [] }), 'zh');
    assert.match(chinese, /<dd><p class="">存车格 2-1R<\/p><\/dd>/u);
    assert.match(chinese, /<summary>技术详情（英文）<\/summary><p lang="en">deliver, coming/u);
  });
  it('shows the steps of the way that is under way, and no other', () => {
    const [order] = doubtful.doubts;
    const going = shown(createElement(RecoveryScreen, { reading: { value: { ...doubtful, doubts: [{ ...order!, going: { way: 'complete', by: 'Wei', sinceMs: 1 } }] }, refusal: undefined }, isBusy: true, orders: [pausedOrder] }));
    assert.match(going, /The pallet is pushed on to bay A\./u);
    assert.equal(button(going, 'way-order:o-1-complete'), 'absent');
  });
  it('lets a way be gone only when all its conditions are green', () => {
    assert.equal(button(markup, 'way-order:o-1-complete'), 'ready');
    assert.equal(button(markup, 'way-order:o-1-reverse'), 'disabled');
  });
  it('offers every place that nothing contradicts for a declaration', () => {
    const places = ['cell:2-1R', 'outside', 'bay:A'].map((place) => button(markup, `declare-pallet:P06-${place}`));
    assert.deepEqual(places, ['ready', 'ready', 'disabled']);
  });
  it('holds everything back while a way is under way', () => {
    const busy = shown(createElement(RecoveryScreen, { reading: { value: doubtful, refusal: undefined }, isBusy: true, orders: [] }));
    assert.equal(button(busy, 'way-order:o-1-complete'), 'disabled');
  });
});

describe('moving by hand on the screen', () => {
  const move = (tower: typeof restingTower) =>
    shown(createElement(MoveScreen, {
      motion: 'lift.jog', readings: nothingRead, tower, readiness: holdReadiness(tower, 'live', undefined), isBusy: false, io: undefined,
      hold: { state: 'released', leaseId: undefined, refusal: undefined, roundTripMs: undefined },
    }));
  it('is possible with key, mode and enabling device only', () => {
    assert.equal(button(move(manualTower), 'hold-lift.jog-plus'), 'ready');
    assert.equal(button(move(restingTower), 'hold-lift.jog-plus'), 'disabled');
  });
  it('says the speed and its limit, and how the last hold has ended', () => {
    const ended = { leaseId: 'l-1', motion: 'lift.jog', by: 'Li', alive: false, ended: 'enablingReleased' } as const;
    const markup = move({ ...manualTower, motionLease: ended });
    assert.match(markup, /at most \d+ mm\/s/u);
    assert.match(markup, /Last hold: The enabling device is not in its middle\./u);
  });
  it('homes each axis that the site has', () => {
    assert.deepEqual(['lift', 'travel', 'shuttle', 'turn'].map((axis) => button(move(restingTower), `home-${axis}`)), ['ready', 'ready', 'ready', 'absent']);
  });
});

describe('the tower on the screen', () => {
  it('shows what is unknown, out of service, and where people are', () => {
    const tower = towerWith({
      cells: { ...restingTower.cells, '2-1R': { state: 'unknown' } },
      bays: { ...restingTower.bays, A: { state: 'blocked', person: 'present' } },
      quarantines: [{ place: 'cell:2-2R', reason: 'byPerson', sinceUtcMs: 1 }],
    });
    const markup = shown(createElement(Mimic, { site: sampleSite, tower, isOld: false }));
    assert.match(markup, /data-place="cell:2-1R" data-state="unknown"/u);
    assert.match(markup, /PERSON/u);
    assert.equal(markup.match(/class="out-of-service"/gu)?.length, 1);
  });
  it('draws the carriage higher for a higher lift', () => {
    const yAt = (positionMm: number): number => {
      const tower = towerWith({ axes: { ...restingTower.axes, lift: { ...restingTower.axes['lift']!, positionMm } } });
      return Number(/class="carriage-box"[^>]*\sy="([\d.-]+)"/u.exec(shown(createElement(Mimic, { site: sampleSite, tower, isOld: false })))?.[1]);
    };
    assert.ok(yAt(4000) < yAt(600));
  });
  it('says of each axis its value, quality and reference, and that old values are old', () => {
    const lift = { ...restingTower.axes['lift']!, quality: 'unknown' as const, homed: false };
    const table = (isOld: boolean) => shown(createElement(AxesTable, { site: sampleSite, tower: towerWith({ axes: { ...restingTower.axes, lift } }), isOld, ageS: 4, io: undefined }));
    assert.match(table(false), /600 mm.*unknown.*NO REFERENCE/u);
    assert.match(table(true), /OLD: axes as they were 4\.0 s ago/u);
  });
});

describe('alarms on the screen', () => {
  const first = alarm('stop.safetyChain', { priority: 'critical', firstOut: true, shelvable: false });
  const follows = alarm('order.stopped', { consequenceOf: first.alarmId, raisedUtcMs: 2000 });
  const shelved = alarm('link.lost:scale-a', { priority: 'critical', state: 'shelved', shelvedUntilUtcMs: 9000 });
  it('stand with the first-out on top, its consequences under it, what is put aside last', () => {
    assert.deepEqual(boardOrder([shelved, follows, first]).map(({ alarmId }) => alarmId), ['stop.safetyChain', 'order.stopped', 'link.lost:scale-a']);
  });
  it('are never left out, even when their first-out has gone', () => {
    assert.deepEqual(boardOrder([follows]).map(({ alarmId }) => alarmId), ['order.stopped']);
  });
  it('can be acknowledged until they are, and put aside unless they are about safety', () => {
    const board = { alarms: [first, shelved], unacknowledged: 1, shelved: 1, outOfService: 0, lastTenMinutes: 2, flood: false };
    const markup = shown(createElement(AlarmBoardPart, { board, canAct: true }));
    assert.deepEqual(['acknowledge-stop.safetyChain', 'shelve-stop.safetyChain', 'take-back-link.lost:scale-a', 'acknowledge-link.lost:scale-a'].map((action) => button(markup, action)), ['ready', 'absent', 'ready', 'absent']);
    assert.equal(button(shown(createElement(AlarmBoardPart, { board, canAct: false })), 'acknowledge-stop.safetyChain'), 'absent');
  });
});

describe('the rules of a motion on the screen', () => {
  const fact = { name: 'safetyChainClosed', value: false, cause: 'confirmed', forMs: 600, ageMs: 10, sources: ['safetyChainClosed', 'safetyChainMirror'] };
  const markup = shown(createElement(WhyRows, { why: liftMayNot, io: { atMs: 1000, lines: [], devices: [], facts: [fact] }, nowMs: 1000 }));
  it('begin with what forbids it, with sources and ages', () => {
    assert.ok(markup.indexOf('data-interlock="IL-01"') < markup.indexOf('data-interlock="IL-10"'));
    assert.match(markup, /IL-01 · safetyChainClosed · from safetyChainClosed, safetyChainMirror · confirmed 0\.0 s ago · confirmed · for 0\.6 s/u);
  });
});

describe('the rules of a motion that is about to be held', () => {
  const held = { interlockId: 'IL-164', fact: 'motionHeld', value: false, cause: 'confirmed', kind: 'permissive', hazards: [56] };
  const notHeld = { ...chainOpen, interlockId: 'IL-164', fact: 'motionHeld' };
  it('do not count the hand that is about to press', () => {
    assert.deepEqual(beforeThePress({ motion: 'lift.jog', permitted: false, broken: [notHeld], rows: [held] }), { motion: 'lift.jog', permitted: true, broken: [], rows: [] });
  });
  it('still count everything else', () => {
    assert.equal(beforeThePress({ ...liftMayNot, broken: [notHeld, chainOpen] }).permitted, false);
  });
});

describe('orders on the screen', () => {
  it('offer the ways that the tower offers, and lead a paused one to recovery', () => {
    const markup = shown(createElement(OrdersScreen, { tower: towerWith({ orders: [pausedOrder] }) }));
    assert.deepEqual(['order-complete-o-1', 'order-reverse-o-1', 'order-cancel-o-1', 'order-recovery-o-1'].map((action) => button(markup, action)), ['ready', 'ready', 'absent', 'ready']);
    assert.equal(button(markup, 'begin-order'), 'disabled', 'nothing has been chosen to be relocated');
  });
});

describe('what is asked before a deed', () => {
  it('is a reason for a recovery and a PIN where a second technician signs', () => {
    const ask = (mustSign: boolean) => shown(createElement(AskScreen, { deed: { kind: 'choose', object: 'pallet:P06', way: 'declare', place: 'outside', why: '' }, mustSign }));
    assert.match(ask(false), /Say where it is: pallet P06: outside the tower\./u);
    assert.equal(button(ask(false), 'confirm'), 'disabled');
    assert.doesNotMatch(ask(false), /name="second"/u);
    assert.match(ask(true), /name="second"/u);
  });
});

for (const language of languages) {
  it(`has words for everything that these snapshots show in ${language}`, () => {
    const parts = [
      createElement(RecoveryScreen, { reading: { value: doubtful, refusal: { code: 'offline', message: '' } }, isBusy: false, orders: [] }),
      createElement(StockScreen, { tower: towerWith({ quarantines: [{ place: 'bay:A', reason: 'leak', sinceUtcMs: 1 }] }), reading: { value: doubtful, refusal: undefined } }),
      createElement(OrdersScreen, { tower: towerWith({ orders: [pausedOrder] }) }),
      createElement(WhyRows, { why: liftMayNot, io: undefined, nowMs: 1000 }),
    ];
    for (const part of parts) assert.doesNotMatch(shown(part, language), />[^<]*\b(?:bench|way|recovery|order|orderPhase|quarantine|problem|interlock)\.[A-Za-z]+/u);
  });
}

describe('a call of a customer', () => {
  const call = { callId: 's-7K2M9Q', reference: '7K2M9Q', screen: 'K22', calledUtcMs: 0, state: 'calling' as const };
  const answer = { how: 'callsBack' as const, minutes: 10, utcMs: 60_000, by: 'wang' };
  it('stands above every page with its reference and its screen, and can be answered or ended by who has signed in', () => {
    for (const language of languages) {
      const markup = shown(createElement(StaffCalls, { calls: [call], canAct: true }), language);
      assert.match(markup, /7K2M9Q.*K22/u);
      for (const action of ['come', 'call-back', 'end-call']) assert.equal(button(markup, `${action}-s-7K2M9Q`), 'ready', `${action} in ${language}`);
    }
  });
  it('is seen, and cannot be answered, by who has not signed in', () => {
    const markup = shown(createElement(StaffCalls, { calls: [call], canAct: false }));
    assert.match(markup, /7K2M9Q/u);
    assert.equal(button(markup, 'come-s-7K2M9Q'), 'absent');
  });
  it('says what the customer was told, and by whom', () => {
    assert.match(shown(createElement(StaffCalls, { calls: [{ ...call, state: 'answered', answer }], canAct: true })), /within 10 min.*wang/u);
  });
  it('leaves no heading behind when there is none', () => {
    assert.doesNotMatch(shown(createElement(StaffCalls, { calls: undefined, canAct: true })), /<h2/u);
  });
});
