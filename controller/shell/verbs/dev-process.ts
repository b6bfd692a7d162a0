import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a program for development printed as its one line of JSON, or why there is none. */
export type DevAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/**
 * Runs a program that a production package does not hold (it needs a browser) as a process of its own; what it says meanwhile goes to stderr.
 * SIGUSR2 is handed on: a program that plays for long takes it as "enough", and tells what it has.
 *
 * @param path  absolute, of its first file
 */
export async function runDevProgram(path: string, asked: object): Promise<DevAnswer> {
  if (!existsSync(path)) return { ok: false, message: 'This is a program for development and not part of the installed package. Run it from a clone.' };
  const child = spawn(process.execPath, [path, JSON.stringify(asked)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const handOn = (): void => { child.kill('SIGUSR2'); };
  process.on('SIGUSR2', handOn);
  let printed = '';
  child.stdout.on('data', (text: Buffer) => { printed += text.toString(); });
  const status = await new Promise<string>((resolve) => {
    child.once('close', (code, signal) => { resolve(signal ?? String(code)); });
    child.once('error', (error) => { resolve(error.message); });
  });
  process.off('SIGUSR2', handOn);
  if (status !== '0') return { ok: false, message: `It ended with ${status} before it had a result; what it said stands above.` };
  return { ok: true, value: JSON.parse(printed) as unknown };
}
