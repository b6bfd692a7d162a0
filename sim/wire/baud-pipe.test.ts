import assert from 'node:assert/strict';
import { createSeededRng } from '../time/seeded-rng.ts';
import { createVirtualClock } from '../time/virtual-clock.ts';
import { createBaudPipe, healthyLine } from './baud-pipe.ts';
import type { LineHealth } from './baud-pipe.ts';

/** At 9600 baud and ten bits a byte, one byte takes 1.0417 ms. */
const BYTE_MS = 10_000 / 9600;
const bytes = (text: string) => Buffer.from(text, 'latin1');

function createLine(health: Partial<LineHealth> = {}) {
  const clock = createVirtualClock();
  const toFar = { ...healthyLine(), ...health };
  const toNear = healthyLine();
  const pipe = createBaudPipe({ clock, baud: 9600, rng: createSeededRng(3), toFar, toNear });
  const arrived: { text: string; atMs: number }[] = [];
  const answered: { text: string; atMs: number }[] = [];
  pipe.far.onBytes((chunk) => arrived.push({ text: Buffer.from(chunk).toString('latin1'), atMs: clock.nowMs() }));
  pipe.near.onBytes((chunk) => answered.push({ text: Buffer.from(chunk).toString('latin1'), atMs: clock.nowMs() }));
  return { clock, pipe, arrived, answered, toFar };
}

const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 0.01, `${actual}, not ${expected}`);

describe('baud-timed line', () => {
  it('delivers a chunk when its last byte has passed', async () => {
    const { clock, pipe, arrived } = createLine();
    pipe.near.write(bytes('0123456789'));
    await clock.runFor(100);
    assert.equal(arrived.length, 1);
    near(arrived[0]!.atMs, 10 * BYTE_MS);
  });

  it('sends chunks one after the other: the second waits for the line', async () => {
    const { clock, pipe, arrived } = createLine();
    pipe.near.write(bytes('0123'));
    pipe.near.write(bytes('45'));
    await clock.runFor(100);
    assert.deepEqual(arrived.map(({ text }) => text), ['0123', '45']);
    near(arrived[1]!.atMs, 6 * BYTE_MS);
  });

  it('lets the far end answer after its turnaround, in both directions at once', async () => {
    const { clock, pipe, answered } = createLine();
    pipe.far.onBytes((chunk) => pipe.far.write(chunk, 0.5));
    pipe.near.write(bytes('abcd'));
    await clock.runFor(100);
    near(answered[0]!.atMs, 8 * BYTE_MS + 0.5);
  });

  it('forgets what is in flight when it is flushed', async () => {
    const { clock, pipe, arrived } = createLine();
    pipe.near.write(bytes('stale'));
    pipe.near.flush();
    pipe.near.write(bytes('fresh'));
    await clock.runFor(100);
    assert.deepEqual(arrived.map(({ text }) => text), ['fresh']);
  });

  it('tells the near end when it is cut, once, and carries nothing more', async () => {
    const { clock, pipe, arrived, answered } = createLine();
    const reasons: string[] = [];
    pipe.near.onClosed((reason) => reasons.push(reason.code));
    pipe.near.write(bytes('lost'));
    pipe.cut({ code: 'closed', message: 'cut' });
    pipe.cut({ code: 'closed', message: 'cut' });
    pipe.near.write(bytes('after'));
    pipe.far.write(bytes('answer'), 0);
    await clock.runFor(100);
    assert.deepEqual([reasons, arrived, answered], [['closed'], [], []]);
  });

  it('loses, damages, shortens and delays chunks as its health says', async () => {
    const sent = '0123456789';
    const through = async (health: Partial<LineHealth>) => {
      const { clock, pipe, arrived } = createLine(health);
      for (let n = 0; n < 20; n += 1) pipe.near.write(bytes(sent));
      await clock.runFor(1000);
      return arrived;
    };
    assert.equal((await through({ lostShare: 1 })).length, 0);
    const some = (await through({ lostShare: 0.5 })).length;
    assert.ok(some > 3 && some < 17, String(some));
    for (const { text } of await through({ garbledShare: 1 })) assert.ok(text.length === sent.length && text !== sent);
    for (const { text } of await through({ truncatedShare: 1 })) assert.ok(text.length < sent.length && sent.startsWith(text));
    near((await through({ extraMs: 7 }))[0]!.atMs, 10 * BYTE_MS + 7);
  });

  it('brings frames twice, late, again, or between nonsense', async () => {
    const through = async (health: Partial<LineHealth>) => {
      const { clock, pipe, arrived } = createLine(health);
      for (const text of ['first', 'second']) pipe.near.write(bytes(text));
      await clock.runFor(2000);
      return arrived.map(({ text }) => text);
    };
    assert.deepEqual(await through({ duplicatedShare: 1 }), ['first', 'first', 'second', 'second']);
    const { clock, pipe, arrived, toFar } = createLine();
    toFar.overtakenShare = 1;
    pipe.near.write(bytes('first'));
    toFar.overtakenShare = 0;
    pipe.near.write(bytes('second'));
    await clock.runFor(100);
    assert.deepEqual(arrived.map(({ text }) => text), ['second', 'first']);
    const replayed = await through({ replayedShare: 1 });
    assert.deepEqual([...replayed].sort(), ['first', 'first', 'second', 'second']);
    const babbled = await through({ babbleShare: 1 });
    assert.deepEqual(babbled.filter((_, n) => n % 2 === 1), ['first', 'second']);
  });
});
