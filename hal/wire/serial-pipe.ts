import type { SerialPort } from 'serialport';
import type { BytePipe, PipeFault } from '../ports/byte-pipe.port.ts';
import { fault, ok, type Result } from '../ports/result.ts';

/** One serial port of the site file. */
export interface SerialLine {
  readonly path: string;
  readonly baud: number;
}

interface OpenPort {
  readonly port: SerialPort;
  /** Bytes that wait for the flush: it runs beside us and would throw away what is written before it ends. */
  held: Uint8Array[] | undefined;
  onClosed: ((reason: PipeFault) => void) | undefined;
  ended: PipeFault | undefined;
}

function refusalOf(error: Error, path: string): PipeFault {
  if (/lock/iu.test(error.message)) return { code: 'busy', message: `Another process holds ${path}. Nothing was opened. End the other process; two masters on one line collide.` };
  if (/no such file|ENOENT/iu.test(error.message)) return { code: 'notFound', message: `There is no port ${path}. Nothing was opened. Check that the adapter is plugged in and that the site file names it.` };
  return { code: 'failed', message: `The port ${path} could not be opened: ${error.message}. Check the adapter and the rights of this user.` };
}

function end(open: OpenPort, reason: PipeFault): void {
  if (open.ended !== undefined) return;
  open.ended = reason;
  open.held = undefined;
  // The old object may still call itself open after a loss and keep its reader spinning; only closing it ends that.
  if (open.port.isOpen) open.port.close(() => undefined);
  open.onClosed?.(reason);
}

function flush(open: OpenPort): void {
  if (open.ended !== undefined || open.held !== undefined) return;
  open.held = [];
  open.port.flush((error) => {
    const held = open.held ?? [];
    open.held = undefined;
    if (error) end(open, { code: 'failed', message: `The port could not be cleared of old bytes: ${error.message}` });
    else for (const bytes of held) send(open, bytes);
  });
}

function send(open: OpenPort, bytes: Uint8Array): void {
  if (open.ended !== undefined) return;
  if (open.held === undefined) open.port.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  else open.held.push(bytes);
}

function pipeOf(open: OpenPort): BytePipe {
  return {
    write: (bytes) => send(open, bytes),
    onBytes: (listener) => {
      open.port.on('data', (bytes: Uint8Array) => {
        // What is read before the line has been cleared belongs to an earlier run.
        if (open.ended === undefined && open.held === undefined) listener(bytes);
      });
    },
    onClosed: (listener) => {
      open.onClosed = listener;
    },
    flush: () => flush(open),
    close: () => {
      open.onClosed = undefined;
      end(open, { code: 'closed', message: 'the port was closed' });
    },
  };
}

/**
 * Opens the serial port of `line`, locked against other processes, and clears it of bytes of an earlier run. A port that
 * vanishes may never say so (`onClosed` is not to be relied on): silence is judged by whoever waits for answers.
 */
export async function openSerialPipe(line: SerialLine): Promise<Result<BytePipe, PipeFault>> {
  const { SerialPort: Port } = await import('serialport');
  const port = new Port({ path: line.path, baudRate: line.baud, autoOpen: false, lock: true });
  const open: OpenPort = { port, held: undefined, onClosed: undefined, ended: undefined };
  // A write that is pending at the close, or a write to a line that is gone, raises `error`; unheard it ends the process.
  port.on('error', (error) => end(open, { code: 'failed', message: `The port ${line.path} failed: ${error.message}` }));
  port.on('close', () => end(open, { code: 'closed', message: `The port ${line.path} is gone. Check the adapter.` }));
  const refused = await new Promise<Error | null>((resolve) => port.open(resolve));
  if (refused) return { ok: false, error: refusalOf(refused, line.path) };
  flush(open);
  return open.ended === undefined ? ok(pipeOf(open)) : fault(open.ended.code, open.ended.message);
}
