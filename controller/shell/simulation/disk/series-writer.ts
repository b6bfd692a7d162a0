// A process of its own: works on the journal in the folder that it is given, as far as each line on its standard input says, and says in the file
// `told` what has become durable, in the very order in which it writes: `<step> <digest>`. Answers each line with one of its own.
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { batchOf, fillSeries, openSeries, stateOf } from './journal-series.ts';
import type { SqliteStore } from '../../../journal/sqlite-store.ts';

/** What became of one episode. */
export interface Written {
  readonly pallets: number;
  /** Codes of what was refused, in their order. */
  readonly refusals: readonly string[];
}

/** A disk that has failed so often fails for good. */
const TRIES = 3;
const FILE = 'journal.sqlite';

const [folder = ''] = process.argv.slice(2);

function tell(line: string): void {
  const told = openSync(join(folder, 'told'), 'r+');
  writeSync(told, line);
}

/** Goes on from where the journal stands. Answers whether the series has ended, well or for good. */
function goOn(store: SqliteStore, upTo: number, refusals: string[]): boolean {
  for (let step = (stateOf(store)?.step ?? upTo) + 1; step <= upTo; step += 1) {
    let stored = store.commitNow(batchOf(step));
    if (!stored.ok && (stored.error.code === 'full' || stored.error.code === 'readOnly')) {
      refusals.push(stored.error.code);
      stored = store.commitNow(batchOf(step));
    }
    if (!stored.ok) {
      refusals.push(stored.error.code);
      // What a failed flush has kept nobody knows: the journal is opened anew and read.
      return stored.error.code !== 'io';
    }
    tell(`${String(step)} ${stateOf(store)?.digest ?? '-'}`);
  }
  return true;
}

async function work(upTo: number): Promise<Written> {
  const refusals: string[] = [];
  for (let tries = 0; tries < TRIES; tries += 1) {
    const opened = openSeries(join(folder, FILE));
    if (!opened.ok) {
      refusals.push(`opening: ${opened.error.code}`);
      continue;
    }
    const store = opened.value;
    const filled = await fillSeries(store);
    if (filled.ok) tell(`${String(stateOf(store)?.step ?? 0)} ${stateOf(store)?.digest ?? '-'}`);
    else refusals.push(filled.error.code);
    const hasEnded = filled.ok && goOn(store, upTo, refusals);
    const pallets = stateOf(store)?.pallets ?? 0;
    try {
      store.closeNow();
    } catch {
      refusals.push('closing');
    }
    if (hasEnded) return { pallets, refusals };
  }
  return { pallets: 0, refusals };
}

createInterface({ input: process.stdin }).on('line', (line) => {
  void work(Number(line)).then((written) => { process.stdout.write(`${JSON.stringify(written)}\n`); });
}).on('close', () => { process.exit(0); });
