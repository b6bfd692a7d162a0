import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSite } from '../../../config/load-site.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import { pollMs } from '../../../hal/drivers/bus-load.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { systemRng } from '../../../hal/system/system-rng.ts';
import { systemWallClock } from '../../../hal/system/wall-clock.ts';
import { createJournal } from '../../journal/journal.ts';
import { startStoreThread } from '../../journal/worker-store.ts';
import { startCore, type Core } from '../core.ts';
import { startChild } from '../up/child.ts';
import type { SimulatorNews, SimulatorParameters } from '../up/parameters.ts';
import { wire } from '../up/wirings.ts';
import { quantile, row, type BenchRow } from './bench.port.ts';

const SETTLE_MS = 4000;
const MEASURE_MS = 20_000;
const SAMPLE_EVERY_MS = 20;
const RSS_LIMIT_MB = 300;

/** What is closed when the measurement is over or could not be taken, the latest first: a thread left running would keep the verb from ending. */
type Opened = (() => Promise<void> | void)[];

/** The control core in real time over real ptys, the simulator in a process of its own: lateness of the scan, round trips, memory. */
export async function benchRealTime(): Promise<readonly BenchRow[]> {
  const site = loadSite('tmall-shanghai');
  if (!site.ok) throw new Error('the default site does not load');
  const opened: Opened = [];
  try {
    return await measure(site.value, await bringUp(site.value, opened));
  } finally {
    for (const close of opened.reverse()) await close();
  }
}

async function bringUp(site: Site, opened: Opened): Promise<Core> {
  const clock = createSystemClock();
  const folder = mkdtempSync(join(tmpdir(), 'carillon-bench-'));
  opened.push(() => { rmSync(folder, { recursive: true, force: true }); });
  const simulator = startChild<SimulatorNews>({ verb: 'run-simulator', parameters: { site: site.id, seed: 1, folder, speed: 1 } satisfies SimulatorParameters, setTimer: clock.setTimeout, clearTimer: clock.clearTimeout });
  opened.push(simulator.stop);
  const news = await simulator.news;
  if (news.kind === 'refused') throw new Error(news.message);
  const wired = await wire({ kind: 'pty', ports: news.ports, gpioSocket: news.gpioSocket, speed: 1 }, site);
  if (!wired.ok) throw new Error(wired.message);
  opened.push(wired.value.gpio.close, wired.value.close);
  const store = await startStoreThread({ path: join(folder, 'journal.sqlite'), siteId: site.id, utcMs: systemWallClock.utcMs() });
  if (!store.ok) throw new Error(store.error.message);
  opened.push(store.value.close);
  const journal = createJournal({ store: store.value.store, wall: systemWallClock });
  const core = await startCore({ site, clock, wall: systemWallClock, rng: systemRng, gpio: wired.value.gpio, openPipe: wired.value.openPipe, journal, apiAlive: () => true, onBug: (where, error) => { throw new Error(`${where}: ${String(error)}`); } });
  if (!core.ok) throw new Error(core.error.message);
  opened.push(core.value.close);
  return core.value;
}

async function measure(site: Site, core: Core): Promise<readonly BenchRow[]> {
  const clock = createSystemClock();
  const pause = (ms: number): Promise<void> => new Promise((resolve) => { clock.setTimeout(resolve, ms); });
  await pause(SETTLE_MS);
  const roundTrips: number[] = [];
  const lateness = core.scan.recordLateness();
  const end = clock.every(SAMPLE_EVERY_MS, () => {
    const drives = core.devices.wireCounters().find((bus) => bus.busId === 'drives');
    if (drives) roundTrips.push(drives.lastRoundTripMs);
  });
  await pause(MEASURE_MS);
  end();
  const late = lateness.end();
  const rssMb = residentMb();
  const timeouts = core.devices.wireCounters().reduce((sum, bus) => sum + bus.timeouts, 0);
  const period = site.control.scanMs;
  return [
    row('scan lateness, median', quantile(late, 0.5), 'ms', period, `behind its absolute deadline, ${String(late.length)} scans over real ptys; against the scan period`),
    row('scan lateness, p99', quantile(late, 0.99), 'ms', period, 'as above'),
    row('scan lateness, p99.9', quantile(late, 0.999), 'ms', period, 'as above'),
    row('wire round trip, median', quantile(roundTrips, 0.5), 'ms', pollMs(site, 'lift'), `cyclic exchange with a drive over a pty (${String(timeouts)} timeouts on all buses); against the time of its bytes at the baud rate with turnaround`),
    row('wire round trip, p99', quantile(roundTrips, 0.99), 'ms', pollMs(site, 'lift'), 'as above'),
    row('resident memory of the control core with ptys', rssMb, 'MB', RSS_LIMIT_MB, 'VmRSS of this process (core, journal thread) after the measurement; against the limit. The controller process with its API: next row'),
  ];
}

function residentMb(): number {
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}
