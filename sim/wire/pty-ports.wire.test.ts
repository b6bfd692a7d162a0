import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { loadSite } from '../../config/load-site.ts';
import type { BytePipe, OpenPipe } from '../../hal/ports/byte-pipe.port.ts';
import { ok } from '../../hal/ports/result.ts';
import { servePtys } from './pty-ports.ts';
import type { PtyPorts } from './pty-ports.ts';

/** A bus that sends everything back in upper case. */
function loudBus(opened: { count: number }): OpenPipe {
  return async () => {
    opened.count += 1;
    let listener: ((bytes: Uint8Array) => void) | undefined;
    const pipe: BytePipe = {
      write: (bytes) => listener?.(Buffer.from(Buffer.from(bytes).toString('latin1').toUpperCase(), 'latin1')),
      onBytes: (each) => (listener = each),
      onClosed: () => undefined,
      flush: () => undefined,
      close: () => undefined,
    };
    return ok(pipe);
  };
}

describe('buses behind pseudo-terminals', () => {
  let ptys: PtyPorts;
  const folder = mkdtempSync(join(tmpdir(), 'carillon-ptys-'));
  const opened = { count: 0 };
  const site = (() => {
    const loaded = loadSite('tmall-shanghai');
    if (!loaded.ok) throw new Error('the default site does not load');
    return loaded.value;
  })();

  before(async () => {
    ptys = await servePtys(site, { openPipe: Object.fromEntries(site.buses.map((bus) => [bus.id, loudBus(opened)])) }, folder);
  });
  after(() => {
    ptys.close();
    rmSync(folder, { recursive: true });
  });

  /** Sends text through a real serial port; resolves with what comes back up to the line end. */
  const exchange = async (path: string, text: string): Promise<string> => {
    const port = new SerialPort({ path, baudRate: 115_200 });
    const answer = await new Promise<string>((resolve, reject) => {
      let received = '';
      port.on('error', reject);
      port.on('data', (bytes: Buffer) => {
        received += bytes.toString('latin1');
        if (received.endsWith('\r\n')) resolve(received);
      });
      port.write(text);
    });
    await new Promise<void>((resolve) => port.close(() => resolve()));
    return answer;
  };

  it('have one port per bus, each of its own', () => {
    assert.deepEqual(Object.keys(ptys.paths), ['drives', 'carriage', 'bays']);
    assert.equal(new Set(Object.values(ptys.paths)).size, 3);
  });

  it('carry bytes unchanged both ways: no echo, no line editing, no translation of line ends', async () => {
    assert.equal(await exchange(ptys.paths['drives']!, ':01ab\x03\x04\x11\r\n'), ':01AB\x03\x04\x11\r\n');
  });

  it('outlive a controller that closes its port and opens it again', async () => {
    assert.equal(await exchange(ptys.paths['bays']!, ':first\r\n'), ':FIRST\r\n');
    assert.equal(await exchange(ptys.paths['bays']!, ':second\r\n'), ':SECOND\r\n');
  });

  it('hang up when their adapter is pulled out, and come back under the same path', async () => {
    const path = ptys.paths['carriage']!;
    const terminal = realpathSync(path);
    const port = new SerialPort({ path, baudRate: 115_200 });
    await new Promise((resolve) => port.once('open', resolve));
    ptys.unplug('carriage');
    assert.equal(existsSync(path), false, 'there is nothing to open');
    assert.equal(await exchange(ptys.paths['bays']!, ':other\r\n'), ':OTHER\r\n', 'the other lines go on');
    assert.equal(existsSync(terminal), false, 'who has it open has nothing at its far end');
    await new Promise<void>((resolve) => port.close(() => resolve()));
    ptys.plug('carriage');
    assert.equal(await exchange(path, ':again\r\n'), ':AGAIN\r\n');
    assert.throws(() => { ptys.unplug('nothing'); }, /there is no bus "nothing"/u);
  });
});
