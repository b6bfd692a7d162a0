import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A tool that runs until it is ended. */
export interface RunningTool {
  readonly write: (line: string) => void;
  readonly onLine: (listener: (line: string) => void) => void;
  readonly onExit: (listener: () => void) => void;
  readonly end: () => void;
}

/** The command-line tools of libgpiod. */
export interface GpioTools {
  /** Runs a tool to its end; undefined when it is missing or fails. */
  readonly ask: (tool: string, args: readonly string[]) => Promise<string | undefined>;
  readonly start: (tool: string, args: readonly string[]) => RunningTool;
}

const ASK_TIMEOUT_MS = 2000;

/** The tools as they are installed on this machine. */
export const installedGpioTools: GpioTools = {
  ask: (tool, args) =>
    new Promise((resolve) => {
      execFile(tool, [...args], { timeout: ASK_TIMEOUT_MS }, (error, stdout) => resolve(error ? undefined : stdout));
    }),
  start: (tool, args) => {
    const child = spawn(tool, [...args], { stdio: ['pipe', 'pipe', 'ignore'] });
    let exited: () => void = () => undefined;
    const lines = createInterface({ input: child.stdout });
    child.on('error', () => exited());
    child.on('exit', () => exited());
    // A write to a tool that has just died is told by its exit.
    child.stdin.on('error', () => undefined);
    return {
      write: (line) => void child.stdin.write(`${line}\n`),
      onLine: (listener) => void lines.on('line', listener),
      onExit: (listener) => (exited = listener),
      end: () => void child.kill(),
    };
  },
};
