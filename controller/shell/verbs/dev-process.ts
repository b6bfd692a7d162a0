import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a program for development printed as its one line of JSON, or why there is none. */
export type DevAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

const HANDED_ON = ['SIGUSR2', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a program that a production package does not hold (it needs a browser) as a process of its own; what it says meanwhile goes to stderr.
 * Signals are handed on: a program that plays for long takes SIGUSR2 as "enough", and tells what it has; one that is told to end takes down what it has started.
 *
 * @param path  absolute, of its first file
 */
export async function runDevProgram(path: string, asked: object): Promise<DevAnswer> {
  if (!existsSync(path)) return { ok: false, message: 'This is a program for development and not part of the installed package. Run it from a clone.' };
  const child = spawn(process.execPath, [path, JSON.stringify(asked)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const handOn = (signal: NodeJS.Signals): void => { child.kill(signal); };
  for (const signal of HANDED_ON) process.on(signal, handOn);
  let printed = '';
  child.stdout.on('data', (text: Buffer) => { printed += text.toString(); });
  const status = await new Promise<string>((resolve) => {
    child.once('close', (code, signal) => { resolve(signal ?? String(code)); });
    child.once('error', (error) => { resolve(error.message); });
  });
  for (const signal of HANDED_ON) process.off(signal, handOn);
  if (status !== '0') return { ok: false, message: `It ended with ${status} before it had a result; what it said stands above.` };
  return { ok: true, value: JSON.parse(printed) as unknown };
}
