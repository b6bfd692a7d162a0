import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { done, fault, ok } from '../../hal/ports/result.ts';
import type { Result } from '../../hal/ports/result.ts';
import type { LedgerFile, StoreFailed } from './backend.port.ts';

function attempt<T>(what: string, act: () => T): Result<T, StoreFailed> {
  try {
    return ok(act());
  } catch (error) {
    return fault('storeFailed', `The backend's ledger could not be ${what}: ${error instanceof Error ? error.message : String(error)}. Nothing was acknowledged.`);
  }
}

/** A ledger in a file of this machine. */
export function ledgerFileAt(path: string): LedgerFile {
  return {
    read: () => attempt('read', () => (existsSync(path) ? readFileSync(path, 'utf8') : '')),
    append: (text) => {
      const written = attempt('written', () => {
        const file = openSync(path, 'a', 0o600);
        try {
          const bytes = Buffer.from(text);
          for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
      });
      return written.ok ? done : written;
    },
    cutTo: (bytes) => attempt('shortened', () => { truncateSync(path, bytes); }),
  };
}
