import { fault, ok } from '../../hal/ports/result.ts';
import type { Result } from '../../hal/ports/result.ts';
import type { LedgerFile, StoreFailed } from './backend.port.ts';
import { recordSchema } from './records.ts';
import type { LedgerRecord } from './records.ts';

/** The backend's memory: lines of JSON that are only ever added to. */
export interface Ledger {
  /** What stood in it when it was opened, in order. */
  readonly records: readonly LedgerRecord[];
  /** Durable when it returns. After a failure nobody knows what the disk has kept, so all further work is refused until it is opened again. */
  readonly append: (records: readonly LedgerRecord[]) => Result<void, StoreFailed>;
}

function recordOf(line: string): LedgerRecord | undefined {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Opens it. A last line without its end was cut off while it was written: nobody was told that it is durable, so it is dropped. A line in the
 * middle that cannot be read is damage, and refused: what is behind it might depend on it.
 */
export function openLedger(file: LedgerFile): Result<Ledger, StoreFailed> {
  const read = file.read();
  if (!read.ok) return read;
  const lines = read.value.split('\n');
  const unfinished = lines.pop() ?? '';
  const records: LedgerRecord[] = [];
  for (const [at, line] of lines.entries()) {
    const record = recordOf(line);
    if (record === undefined) return fault('corrupt', `Line ${String(at + 1)} of the backend's ledger cannot be read. Nothing was started. Restore the file from a copy: the towers send again what it lacks.`);
    records.push(record);
  }
  if (unfinished !== '') {
    const cut = file.cutTo(Buffer.byteLength(read.value) - Buffer.byteLength(unfinished));
    if (!cut.ok) return cut;
  }
  let failed: StoreFailed | undefined;
  return ok({
    records,
    append: (added) => {
      if (failed !== undefined) return { ok: false, error: failed };
      const appended = file.append(added.map((record) => `${JSON.stringify(record)}\n`).join(''));
      if (!appended.ok) failed = appended.error;
      return appended;
    },
  });
}
