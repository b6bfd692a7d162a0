import assert from 'node:assert/strict';
import { loadSite } from '../../../config/load-site.ts';
import { createVirtualClock } from '../../../sim/time/virtual-clock.ts';
import { STREET_WARNING_MS } from '../../planner/estimate.ts';
import { done } from '../../ports.ts';
import { doorOrder } from '../transfer/step-orders.ts';
import type { Units } from '../units.ts';
import { withStreetWarning, type WarningWorld } from './street-warning.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;

/** Doors of two bays, their lamps and the horn; `deaf`: modules that do not answer. */
function bench(deaf: readonly string[] = [], sounding = false) {
  const clock = createVirtualClock();
  const events: string[] = [];
  const tell = (what: string): void => { events.push(`${String(clock.nowMs())} ${what}`); };
  const levels = { horn: sounding };
  const state = { stops: 0 };
  const module = (id: string) => ({ id, observed: () => ({ value: { inputs: {}, outputs: id === 'io-structure' ? levels : {} } }) });
  const units = { busy: () => false, run: async (unit: string) => { tell(`${unit} runs`); await new Promise<void>((resolve) => { clock.setTimeout(resolve, 6000); }); return done; } };
  const warning = withStreetWarning(units as unknown as Units, {
    site, clock,
    devices: { ioModules: Object.fromEntries(['io-structure', 'io-bay-A', 'io-bay-B'].map((id) => [id, module(id)])) },
    gate: {
      signal: ({ id }: { readonly id: string }, outputs: Readonly<Record<string, boolean>>) => {
        if (deaf.includes(id)) return Promise.resolve({ ok: false, error: { code: 'timeout', message: 'silent', deviceId: id } });
        tell(`${id} ${Object.entries(outputs).map(([name, on]) => `${name} ${on ? 'on' : 'off'}`).join(', ')}`);
        return Promise.resolve(done);
      },
    },
    leases: { revocations: () => state.stops },
  } as unknown as WarningWorld);
  /** Lets what has been asked for begin before time passes. */
  const pass = async (ms: number): Promise<void> => {
    for (let n = 0; n < 10; n += 1) await Promise.resolve();
    await clock.runFor(ms);
  };
  return { pass, events, state, warning, close: (bay: string, open = false) => warning.units.run(`${bay}.outer`, doorOrder(bay, 'outer', open, site, undefined)) };
}

describe('warning of a door that comes down towards the street', () => {
  it('shows red and sounds the horn before the door moves, until it is shut', async () => {
    const { pass, events, close } = bench();
    const answer = close('A');
    await pass(20_000);
    assert.ok((await answer).ok);
    assert.deepEqual(events, ['0 io-bay-A lampGreen off, lampRed on', '0 io-structure horn on', `${String(STREET_WARNING_MS)} A.outer runs`, `${String(STREET_WARNING_MS + 6000)} io-structure horn off`]);
  });

  it('opens a door at once and silently', async () => {
    const { pass, events, close } = bench();
    const answer = close('A', true);
    await pass(10_000);
    assert.ok((await answer).ok);
    assert.deepEqual(events, ['0 A.outer runs']);
  });

  it('sounds one horn for two doors until the last one is shut', async () => {
    const { pass, events, close } = bench();
    const answers = [close('A')];
    await pass(3000);
    answers.push(close('B'));
    await pass(20_000);
    assert.ok((await Promise.all(answers)).every(({ ok }) => ok));
    assert.deepEqual(events.filter((event) => event.endsWith('horn off')), [`${String(3000 + STREET_WARNING_MS + 6000)} io-structure horn off`]);
  });

  it('lets nothing move that was stopped while it was announced, also when the stop has been reset meanwhile', async () => {
    const { pass, events, state, close } = bench();
    const answer = close('A');
    await pass(1000);
    state.stops += 1;
    await pass(20_000);
    const ended = await answer;
    assert.ok(!ended.ok && ended.error.code === 'stopLatched');
    assert.equal(events.some((event) => event.endsWith('runs')), false);
    assert.match(events.at(-1) ?? '', /horn off$/u);
  });

  it('does not shut a door that was told to open while its closing was announced; that of another bay changes nothing', async () => {
    const { pass, events, close } = bench();
    const [first, other] = [close('A'), close('B')];
    await pass(1000);
    const open = close('A', true);
    await pass(20_000);
    const ended = await first;
    assert.ok(!ended.ok && ended.error.code === 'notTaken');
    assert.deepEqual([(await open).ok, (await other).ok], [true, true]);
    assert.deepEqual(events.filter((event) => event.endsWith('runs')), ['1000 A.outer runs', `${String(STREET_WARNING_MS)} B.outer runs`]);
  });

  for (const deaf of ['io-bay-A', 'io-structure']) {
    it(`leaves the door as it is when ${deaf} does not answer`, async () => {
      const { pass, events, close } = bench([deaf]);
      const answer = close('A');
      await pass(20_000);
      const ended = await answer;
      assert.ok(!ended.ok && ended.error.code === 'notTaken');
      assert.equal(events.some((event) => event.endsWith('runs')), false);
    });
  }

  it('ends the horn that a controller before it has left sounding, once', () => {
    const { events, warning } = bench([], true);
    warning.look();
    warning.look();
    assert.deepEqual(events, ['0 io-structure horn off']);
  });
});
