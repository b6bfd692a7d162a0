import assert from 'node:assert/strict';
import { words } from '../../../config/words/index.ts';
import { messageWords } from '../../../config/words/message-words.ts';
import { statement } from '../../journal/statements.ts';
import { NOON_UTC_MS, granted } from '../../journal/testing/journal-bench.ts';
import { done, fault } from '../../ports.ts';
import { messageKinds } from '../providers/messages.port.ts';
import type { MessageProvider } from '../providers/messages.port.ts';
import { paymentStatements } from '../money/payment-statements.ts';
import { openMoneyBench } from '../money/testing/money-bench.ts';
import type { MoneyBench } from '../money/testing/money-bench.ts';
import { messageStatement } from './message-statement.ts';
import { messageText } from './message-text.ts';
import { createMessages } from './message-work.ts';

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];
type Sent = Parameters<MessageProvider['send']>[0];

describe('messages to members', () => {
  let bench: MoneyBench;
  let carried: Sent[];
  let fate: 'well' | 'unreachable' | 'refused';
  let tried = 0;
  const providers = {
    messages: {
      send: async (message: Sent) => {
        tried += 1;
        if (fate !== 'well') return fault(fate, 'no');
        carried.push(message);
        return done;
      },
    },
  };
  const turn = async (): Promise<readonly string[]> => {
    const messages = createMessages({ ...bench.parts, providers });
    granted(await messages.sweep());
    granted(await messages.work());
    return carried.splice(0).map(({ messageId }) => messageId);
  };
  const states = (): readonly string[] => bench.read(statement('member.messages', { memberId: 'lin' })).map(({ state }) => String(state));
  beforeEach(async () => {
    bench = await openMoneyBench();
    [carried, fate] = [[], 'well'];
  });
  afterEach(() => bench.journal.remove());

  it('have words for every kind, in both languages', () => {
    const all = { car: 'Mini Cooper', code: '123456', fromUtcMs: 0, untilUtcMs: 0, returnByUtcMs: 0, payByUtcMs: 0, amountMinor: 1 };
    for (const kind of messageKinds) for (const language of ['zh', 'en'] as const) assert.ok((messageText(kind, all, language, bench.parts.site) ?? '').length > 10, kind);
    assert.deepEqual(Object.keys(messageWords.en).toSorted(), messageKinds.map((kind) => `message.${kind}`).toSorted());
    assert.ok(!('message.booked' in words.en), 'pages do not carry them');
  });
  it('tell times on the clocks of the site and amounts in its currency', () => {
    const { site } = bench.parts;
    assert.match(String(messageText('late', { car: 'Mini', returnByUtcMs: NOON_UTC_MS }, 'en', site)), /1 June.*12:00/u);
    assert.match(String(messageText('late', { car: 'Mini', returnByUtcMs: NOON_UTC_MS }, 'zh', site)), /6月1日.*12:00/u);
    assert.match(String(messageText('depositDeclined', { amountMinor: 300_050 }, 'zh', site)), /3,000\.50/u);
    assert.equal(messageText('late', { car: 'Mini' }, 'en', site), undefined, 'half a message is none');
  });
  it('say what was charged for coming late and for not coming', () => {
    const { site } = bench.parts;
    assert.match(String(messageText('returned', { car: 'Mini', amountMinor: 5000 }, 'en', site)), /Late fee: CN¥50\.00/u);
    assert.match(String(messageText('noShow', { car: 'Mini', untilUtcMs: NOON_UTC_MS, amountMinor: 10_000 }, 'zh', site)), /未取车费：¥100\.00/u);
  });
  it('remind of a booking once: due soon, bring back soon, late', async () => {
    await bench.addBooking({ bookingId: 'b-1' });
    assert.deepEqual(await turn(), ['m-dueSoon-b-1']);
    assert.deepEqual(await turn(), []);
    granted(await bench.parts.store.commit([statement('booking.collect', { bookingId: 'b-1', collectionId: 'c-1' }, 1), statement('booking.out', { collectionId: 'c-1', utcMs: bench.parts.wall.utcMs() }, 1)]));
    bench.later(72 * HOUR_MS);
    const [reminded] = await turn();
    assert.match(String(reminded), /^m-returnSoon-b-1-/u);
    bench.later(2 * HOUR_MS);
    assert.deepEqual(await turn(), ['m-late-b-1']);
    assert.deepEqual(await turn(), []);
  });
  it('say nothing of collecting while the deposit is not held', async () => {
    await bench.addBooking({ bookingId: 'b-1' });
    granted(await bench.parts.store.commit(paymentStatements(bench.parts, [{ memberId: 'lin', bookingId: 'b-1', kind: 'deposit', amountMinor: 100 }])));
    assert.deepEqual(await turn(), []);
  });
  it('go to each member in the own language', async () => {
    await bench.addBooking({ bookingId: 'b-1', memberId: 'ada' });
    const messages = createMessages({ ...bench.parts, providers });
    granted(await messages.sweep());
    granted(await messages.work());
    assert.deepEqual(carried.map(({ memberId, language }) => [memberId, language]), [['ada', 'en']]);
    assert.match(String(carried[0]?.text), /can be collected from/u);
  });
  it('are filled from the booking as it stands when they are sent', async () => {
    await bench.addBooking({ bookingId: 'b-1' });
    granted(await bench.parts.store.commit([messageStatement(bench.parts, { kind: 'cancelled', memberId: 'lin', about: 'b-1', params: {} })]));
    const messages = createMessages({ ...bench.parts, providers });
    granted(await messages.work());
    const [car] = bench.read(statement('car.placed', { carId: 'SH-05' }));
    assert.ok(carried[0]?.text.includes(`${String(car?.['brand'])} ${String(car?.['model'])}`), carried[0]?.text);
  });
  it('about a payment name the car of its booking, and until when it must be held', async () => {
    await bench.addBooking({ bookingId: 'b-1', memberId: 'ada' });
    granted(await bench.parts.store.commit([messageStatement(bench.parts, { kind: 'toPay', memberId: 'ada', about: 'y-1', params: { amountMinor: 300_000, bookingId: 'b-1' } })]));
    granted(await createMessages({ ...bench.parts, providers }).work());
    assert.match(String(carried[0]?.text), /3,000\.00 by .*12:15 on/u);
    assert.match(String(carried[0]?.text), /between .*13:00/u);
  });
  it('are tried again, ever more rarely, and given up when they are no news any more', async () => {
    granted(await bench.parts.store.commit([messageStatement(bench.parts, { kind: 'bought', memberId: 'lin', about: 'p-1', params: { car: 'Mini' } })]));
    fate = 'unreachable';
    tried = 0;
    for (let minute = 0; minute < 23 * 60; minute += 1) {
      await turn();
      bench.later(MINUTE_MS);
    }
    assert.ok(tried > 20 && tried < 200, String(tried));
    assert.deepEqual(states(), ['asked']);
    bench.later(HOUR_MS);
    await turn();
    assert.deepEqual(states(), ['failed']);
  });
  it('arrive once their carrier answers again, and are forgotten then', async () => {
    granted(await bench.parts.store.commit([messageStatement(bench.parts, { kind: 'bought', memberId: 'lin', about: 'p-1', params: { car: 'Mini' } })]));
    fate = 'unreachable';
    await turn();
    fate = 'well';
    bench.later(MINUTE_MS);
    assert.deepEqual(await turn(), ['m-bought-p-1']);
    assert.deepEqual(states(), ['sent']);
    assert.deepEqual(bench.read(statement('message.due', { utcMs: Number.MAX_SAFE_INTEGER, beyondUtcMs: Number.MAX_SAFE_INTEGER, most: 9 })), []);
  });
  it('are given up at once when their carrier does not take them', async () => {
    granted(await bench.parts.store.commit([messageStatement(bench.parts, { kind: 'bought', memberId: 'lin', about: 'p-1', params: { car: 'Mini' } })]));
    fate = 'refused';
    await turn();
    assert.deepEqual(states(), ['failed']);
  });
});
