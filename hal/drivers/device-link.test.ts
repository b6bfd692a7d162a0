import assert from 'node:assert/strict';
import { createHandClock, type HandClock } from '../system/testing/hand-clock.ts';
import { createAxisBench, CYCLE_MS, MAX_AGE_MS, TIMEOUT_MS, type AxisBench } from './testing/axis-bench.ts';
import { asciiFrame, type Heard } from './testing/far-end.ts';

const POLL = 23;
const READ = 3;
const isPoll = (request: Heard, unit = 1): boolean => request.unit === unit && request.fn === POLL;

describe('link to a device', () => {
  let clock: HandClock;
  let bench: AxisBench;

  beforeEach(() => {
    clock = createHandClock();
    bench = createAxisBench(clock);
  });
  afterEach(() => bench.bus.close());

  const live = async (): Promise<void> => {
    await clock.windTo(4 * CYCLE_MS - 1);
    assert.equal(bench.lift.link(), 'live');
    bench.far.heard.length = 0;
  };
  const heardBy = (unit: number): readonly Heard[] => bench.far.heard.filter((request) => request.unit === unit);

  it('is live only after identity and a first status, both in the first round', async () => {
    await clock.windTo(4);
    assert.equal(bench.lift.link(), 'identifying');
    assert.equal(bench.lift.observed().value, undefined);
    await clock.windTo(10);
    assert.equal(bench.lift.link(), 'live');
    assert.equal(bench.lift.linkFault(), undefined);
    assert.equal(bench.lift.observed().value?.positionMm, 600);
    assert.equal(bench.lift.observed().confirmedAtMs, 10);
  });

  it('polls every device once a round, the rounds exactly at multiples of the cycle', async () => {
    await live();
    await clock.windTo(10 * CYCLE_MS - 1);
    assert.deepEqual(heardBy(1).map((request) => request.atMs), [4, 5, 6, 7, 8, 9].map((round) => round * CYCLE_MS));
    assert.deepEqual(heardBy(2).map((request) => request.atMs), [4, 5, 6, 7, 8, 9].map((round) => round * CYCLE_MS + 5));
  });

  it('keeps the process data of an answer that brought nothing but a new counter, and its instant moves on', async () => {
    await live();
    const before = bench.lift.observed();
    await clock.wind(CYCLE_MS);
    const after = bench.lift.observed();
    assert.equal(after.value, before.value);
    assert.equal(after.confirmedAtMs, before.confirmedAtMs + CYCLE_MS);
    bench.drives[0].positionTenths = 6001;
    await clock.wind(CYCLE_MS);
    assert.equal(bench.lift.observed().value?.positionMm, 600.1);
  });

  it('tells when a value was taken: before its answer was on the line', async () => {
    await live();
    const { confirmedAtMs, sampledAtMs = Infinity } = bench.lift.observed();
    // 59 characters of 10 bits at 115,200 baud.
    assert.ok(Math.abs(confirmedAtMs - sampledAtMs - 5.12) < 0.01);
  });

  it('asks again in the same round when one answer is lost, after a read that no late answer can be taken for', async () => {
    await live();
    let lost = 0;
    bench.meddle((request, pass) => (isPoll(request) && lost++ === 0 ? undefined : pass()));
    await clock.windTo(5 * CYCLE_MS - 1);
    assert.deepEqual(heardBy(1).map((request) => request.fn), [POLL, READ, POLL]);
    assert.equal(bench.lift.link(), 'live');
    assert.equal(bench.bus.counters().timeouts, 1);
  });

  it('does not take a late answer for the answer of the next request', async () => {
    await live();
    bench.drives[0].positionTenths = 6000;
    let stale = '';
    bench.meddle((request, pass) => {
      const reply = pass();
      if (!isPoll(request) || stale !== '' || reply === undefined || !('hex' in reply)) return reply;
      stale = reply.hex;
      // Past its deadline, while the barrier read is under way.
      return { hex: reply.hex, afterMs: TIMEOUT_MS + 2 };
    });
    const seen: number[] = [];
    bench.drives[0].positionTenths = 7000;
    await clock.wind(TIMEOUT_MS + 3);
    bench.drives[0].positionTenths = 8000;
    for (let i = 0; i < 20; i += 1) {
      await clock.wind(1);
      seen.push(bench.lift.observed().value?.positionMm ?? Number.NaN);
    }
    assert.equal(seen.includes(700), false, 'the late answer was believed');
    assert.equal(seen.at(-1), 800);
    assert.equal(bench.bus.counters().lateAnswers, 1);
  });

  it('believes nothing of a device that answers everything half a second late, and everything once it is quick again', async () => {
    await live();
    bench.meddle((request, pass) => {
      const reply = pass();
      return request.unit === 1 && reply !== undefined && 'hex' in reply ? { hex: reply.hex, afterMs: 500 } : reply;
    });
    await clock.wind(MAX_AGE_MS);
    const { confirmedAtMs } = bench.lift.observed();
    bench.drives[0].positionTenths = 9999;
    await clock.wind(8000);
    assert.equal(bench.lift.link(), 'silent');
    assert.equal(bench.lift.observed().confirmedAtMs, confirmedAtMs);
    assert.equal(bench.travel.link(), 'live');
    bench.meddle(undefined);
    await clock.wind(2500);
    assert.equal(bench.lift.link(), 'live');
    assert.equal(bench.lift.observed().value?.positionMm, 999.9);
  });

  it('does not believe a status whose counter lies before the newest one: it is a recording', async () => {
    await live();
    const old = bench.drives[0].reply({ atMs: 0, unit: 1, fn: POLL, hex: '01170100000c0230000204000000 07'.replace(' ', '') });
    assert.ok(old !== undefined && 'hex' in old);
    bench.drives[0].positionTenths = 6500;
    await clock.wind(3 * CYCLE_MS);
    bench.meddle((request, pass) => (isPoll(request) ? { hex: old.hex } : pass()));
    await clock.wind(6 * CYCLE_MS);
    assert.equal(bench.lift.observed().value?.positionMm, 650);
    assert.notEqual(bench.lift.link(), 'live');
    bench.meddle(undefined);
    await clock.wind(500);
    assert.equal(bench.lift.link(), 'live');
  });

  it('takes no answer with a wrong unit, a wrong length or a wrong LRC, and is silent when its age is up', async () => {
    await live();
    const broken = [asciiFrame('0917180000'), asciiFrame('011702beef'), ':0117FF\r\n', 'noise without end'];
    let turn = 0;
    bench.meddle((request, pass) => (isPoll(request) ? { raw: broken[turn++ % broken.length] ?? '' } : pass()));
    const { confirmedAtMs } = bench.lift.observed();
    await clock.windTo(confirmedAtMs + MAX_AGE_MS);
    assert.equal(bench.lift.link(), 'live');
    await clock.wind(1);
    assert.equal(bench.lift.link(), 'silent');
    assert.equal(bench.lift.linkFault()?.code, 'timeout');
    assert.ok(bench.bus.counters().garbled > 0);
  });

  it('is live again before its age is up when it has stalled for one time-out and a half', async () => {
    await live();
    const stallUntilMs = clock.nowMs() + 1.5 * TIMEOUT_MS;
    bench.meddle((request, pass) => (request.unit === 1 && clock.nowMs() < stallUntilMs ? undefined : pass()));
    let stayedLive = true;
    for (let i = 0; i < 400; i += 1) {
      await clock.wind(1);
      stayedLive &&= bench.lift.link() === 'live';
    }
    assert.ok(stayedLive, 'the link was lost');
  });

  it('goes on with the others while one device is silent, and asks that one rarely', async () => {
    await live();
    bench.meddle((request, pass) => (request.unit === 1 ? undefined : pass()));
    await clock.wind(500);
    bench.far.heard.length = 0;
    await clock.wind(2000);
    assert.equal(bench.lift.link(), 'silent');
    assert.equal(bench.travel.link(), 'live');
    assert.ok(heardBy(1).length <= 10, `${heardBy(1).length} probes in two seconds`);
    assert.ok(heardBy(2).length >= 38, `${heardBy(2).length} polls of the other`);
  });

  it('proves its identity again after silence before it is live', async () => {
    await live();
    bench.meddle((request, pass) => (request.unit === 1 ? undefined : pass()));
    await clock.wind(500);
    bench.meddle(undefined);
    bench.far.heard.length = 0;
    await clock.wind(300);
    assert.equal(bench.lift.link(), 'live');
    assert.equal(heardBy(1)[0]?.hex, '010300000009');
  });

  it('is frozen, not live, when the counter has stood still for three answers, and gets no refresh then', async () => {
    await live();
    bench.lift.setLease(true);
    bench.drives[0].counterStep = 0;
    await clock.wind(2 * CYCLE_MS);
    assert.equal(bench.lift.link(), 'live');
    await clock.wind(CYCLE_MS);
    assert.equal(bench.lift.link(), 'frozen');
    bench.drives[0].leases.length = 0;
    bench.lift.setLease(true);
    await clock.wind(CYCLE_MS);
    assert.deepEqual(bench.drives[0].leases, [0]);
    bench.drives[0].counterStep = 1;
    await clock.wind(CYCLE_MS);
    assert.equal(bench.lift.link(), 'live');
  });

  it('starts over when the device has restarted: identity first, and the old process data is gone', async () => {
    await live();
    bench.drives[0].bootId = 0x4321;
    await clock.windTo(4 * CYCLE_MS + 6);
    assert.equal(bench.lift.link(), 'identifying');
    assert.equal(bench.lift.observed().value, undefined);
    await clock.windTo(5 * CYCLE_MS - 1);
    assert.deepEqual(heardBy(1).map((request) => request.hex.slice(0, 4)), ['0117', '0103', '0117']);
    assert.equal(bench.lift.link(), 'live');
  });

  for (const [what, change] of [
    ['serial number', (hex: string) => hex.replace('0004baf1', '0004baff')],
    ['role', (hex: string) => hex.replace('0402', '0d00')],
    ['document version', (hex: string) => hex.replace('04020001', '04020002')],
    ['firmware', (hex: string) => hex.replace('00020004', '00020005')],
    ['refresh timeout', (hex: string) => hex.replace('00040064', '000401f4')],
  ] as const) {
    it(`refuses a device with another ${what}: it is told nothing but who it should be`, async () => {
      bench.bus.close();
      clock = createHandClock();
      bench = createAxisBench(clock);
      bench.meddle((request, pass) => {
        const reply = pass();
        return request.unit === 1 && reply !== undefined && 'hex' in reply ? { hex: change(reply.hex) } : reply;
      });
      await clock.wind(3000);
      assert.equal(bench.lift.link(), 'wrongIdentity');
      assert.equal(bench.lift.linkFault()?.code, 'wrongIdentity');
      const armed = await bench.lift.arm({ verb: 'home' });
      const stopped = await bench.lift.stop();
      assert.ok(!armed.ok && !stopped.ok);
      assert.equal(armed.error.code, 'wrongIdentity');
      assert.ok(heardBy(1).every((request) => request.fn === READ));
      assert.equal(bench.travel.link(), 'live');
    });
  }

  it('moves every remembered instant when idle time is skipped, and stays live', async () => {
    await live();
    await clock.wind(CYCLE_MS);
    assert.equal(bench.bus.isQuiet(), true);
    const before = bench.lift.observed();
    const skipMs = 500 * CYCLE_MS;
    clock.skip(skipMs);
    bench.translateMs(skipMs);
    assert.equal(bench.lift.link(), 'live');
    assert.equal(bench.lift.observed().confirmedAtMs, before.confirmedAtMs + skipMs);
    bench.drives[0].counter += 0x9000;
    await clock.wind(2 * CYCLE_MS);
    assert.equal(bench.lift.link(), 'live');
    assert.equal(bench.bus.counters().timeouts, 0);
  });
});
