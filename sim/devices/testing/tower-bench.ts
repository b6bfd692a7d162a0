import { crc32 } from 'node:zlib';
import { loadSite, loadStock } from '../../../config/load-site.ts';
import type { Site, Stock } from '../../../config/schema/site.schema.ts';
import type { BytePipe } from '../../../hal/ports/byte-pipe.port.ts';
import { createVirtualClock } from '../../time/virtual-clock.ts';
import type { VirtualClock } from '../../time/virtual-clock.ts';
import { createTowerSim } from '../../tower-sim.ts';
import type { TowerSim } from '../../tower-sim.ts';

/** A simulated tower with a master of the test's own on its buses. */
export interface TowerBench {
  readonly site: Site;
  readonly clock: VirtualClock;
  readonly sim: TowerSim;
  /** Sends characters as they are and waits up to `waitMs` for characters; '' for silence. Lines end in CR LF on the wire. */
  readonly ask: (busId: string, line: string, waitMs?: number) => Promise<string>;
  /** Sends a request (unit and PDU in hex) with its LRC; the answer in hex without colon and LRC. */
  readonly request: (busId: string, hex: string) => Promise<string>;
  /** Arms and executes a command block: `fields` are the registers between lease and CRC. Answers of both. */
  readonly command: (busId: string, unit: number, fields: readonly number[], options?: CommandOptions) => Promise<string>;
  /** Keeps the lease of a device fresh every 40 ms until the returned function is called. */
  readonly refresh: (busId: string, unit: number) => () => void;
  /** Lets the watchdog toggle and resets the relay; drive-enable is given. */
  readonly enable: () => Promise<void>;
  readonly stopWatchdog: () => void;
}

export interface CommandOptions {
  readonly sequence?: number;
  readonly epoch?: number;
  readonly leaseMs?: number;
  readonly execute?: boolean;
}

/** Two-digit upper-case hex of bytes, or four digits a register. */
export const hex = (values: readonly number[], digits: 2 | 4): string =>
  values.map((value) => (value & (digits === 2 ? 0xff : 0xffff)).toString(16).toUpperCase().padStart(digits, '0')).join('');

/** The LRC of bytes in hex. */
export function lrcOf(bytes: string): string {
  const sum = Buffer.from(bytes, 'hex').reduce((total, byte) => total + byte, 0);
  return hex([-sum], 2);
}

/** Registers of a command block with the CRC-32 of another implementation. */
export function block(registers: readonly number[]): readonly number[] {
  const crc = crc32(Buffer.from(hex(registers, 4), 'hex'));
  return [...registers, crc >>> 16, crc & 0xffff];
}

/** A request of function 16. */
export const write = (unit: number, address: number, registers: readonly number[]): string =>
  hex([unit, 16], 2) + hex([address, registers.length], 4) + hex([2 * registers.length], 2) + hex(registers, 4);

/** The default site with its stock. */
export function loadedSite(): { readonly site: Site; readonly stock: Stock } {
  const [site, stock] = [loadSite('tmall-shanghai'), loadStock('tmall-shanghai')];
  if (!site.ok || !stock.ok) throw new Error('the default site does not load');
  return { site: site.value, stock: stock.value };
}

/** A running tower, 20 ms old, its relay tripped. */
export async function createTowerBench(options: { readonly seed?: number; readonly onTrace?: (line: string) => void } = {}): Promise<TowerBench> {
  const { site, stock } = loadedSite();
  const clock = createVirtualClock();
  const sim = createTowerSim({ site, stock, clock, seed: options.seed ?? 1, ...(options.onTrace && { onTrace: options.onTrace }) });
  sim.start();
  await clock.runFor(20);
  const pipes = new Map<string, BytePipe>();
  const received = new Map<string, string>();
  let sequence = 0;
  let lease = 0;
  let asking = false;
  /** A refresh is answered by then. */
  let quietAtMs = 0;

  const pipeOf = async (busId: string): Promise<BytePipe> => {
    const known = pipes.get(busId);
    if (known !== undefined) return known;
    const opened = await sim.openPipe[busId]!();
    if (!opened.ok) throw new Error(opened.error.message);
    opened.value.onBytes((bytes) => received.set(busId, (received.get(busId) ?? '') + Buffer.from(bytes).toString('latin1')));
    opened.value.onClosed(() => pipes.delete(busId));
    pipes.set(busId, opened.value);
    return opened.value;
  };
  const ask = async (busId: string, line: string, waitMs = 25): Promise<string> => {
    const pipe = await pipeOf(busId);
    asking = true;
    await clock.runFor(Math.max(0, quietAtMs - clock.nowMs()));
    received.set(busId, '');
    pipe.write(Buffer.from(line, 'latin1'));
    const deadlineMs = clock.nowMs() + waitMs;
    while (clock.nowMs() < deadlineMs && !received.get(busId)!.endsWith('\r\n')) await clock.runFor(1);
    asking = false;
    return received.get(busId)!;
  };
  const request = async (busId: string, bytes: string): Promise<string> => {
    const answer = await ask(busId, `:${bytes}${lrcOf(bytes)}\r\n`);
    return answer === '' ? '' : answer.slice(1, -4);
  };
  const command: TowerBench['command'] = async (busId, unit, fields, { sequence: given, epoch = 0x0001_0002, leaseMs = 500, execute = true } = {}) => {
    sequence = given ?? sequence + 1;
    const registers = block([sequence, epoch >>> 16, epoch & 0xffff, leaseMs, ...fields]);
    const armed = await request(busId, write(unit, 0x0200, registers));
    if (!execute) return armed;
    return `${armed} ${await request(busId, write(unit, 0x0220, [sequence]))}`;
  };
  let toggling: (() => void) | undefined;
  return {
    site, clock, sim, ask, request, command,
    refresh: (busId, unit) =>
      clock.every(40, () => {
        if (asking) return;
        lease = (lease % 0xffff) + 1;
        quietAtMs = clock.nowMs() + 15;
        const bytes = hex([unit, 23], 2) + hex([0x0100, 2, 0x0230, 2], 4) + hex([4], 2) + hex([lease, 0x0002], 4);
        pipes.get(busId)?.write(Buffer.from(`:${bytes}${lrcOf(bytes)}\r\n`, 'latin1'));
      }),
    enable: async () => {
      const watchdog = sim.gpio.output('watchdog');
      let level = false;
      toggling ??= clock.every(20, () => {
        level = !level;
        if (!watchdog.write(level).ok) throw new Error('the watchdog line is missing');
      });
      if (!sim.gpio.output('driveEnable').write(true).ok) throw new Error('the enable line is missing');
      await clock.runFor(40);
      sim.people.attendant.pressReset();
      await clock.runFor(340);
    },
    stopWatchdog: () => {
      toggling?.();
      toggling = undefined;
    },
  };
}

/** The registers of a read answer (function 3, 4 or 23). */
export function registersOf(answer: string): readonly number[] {
  return (answer.slice(6).match(/.{4}/gu) ?? []).map((word) => Number.parseInt(word, 16));
}
