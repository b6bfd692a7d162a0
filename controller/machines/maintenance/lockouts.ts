import type { LockoutView } from '../../api/contract/index.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import type { AlarmJournal, LockoutRecord } from '../../journal/alarm-journal.port.ts';
import { fault, ok, type Result } from '../../ports.ts';

/** Personal lock-out tags: while one hangs, production is locked out, whatever key and panel say. */
export interface Lockouts {
  readonly all: () => readonly LockoutView[];
  readonly load: (hanging: readonly LockoutRecord[]) => void;
  readonly hang: (who: string, note: string) => Promise<Result<LockoutView, RequestFault>>;
  /** Only whoever hung it takes it away. */
  readonly remove: (lockoutId: string, who: string) => Promise<Result<void, RequestFault>>;
}

/** What the tags need. `changed`: a tag hangs or has gone. */
export interface LockoutWorld {
  readonly journal: Pick<AlarmJournal, 'lockOut' | 'unlock'>;
  readonly newId: () => string;
  readonly utcMs: () => number;
  readonly changed: () => void;
}

/** A tag counts from the moment at which it was asked for; it is gone only when that is durable. */
export function createLockouts({ journal, newId, utcMs, changed }: LockoutWorld): Lockouts {
  let hanging: readonly LockoutView[] = [];
  const set = (next: readonly LockoutView[]): void => {
    hanging = next;
    changed();
  };
  return {
    all: () => hanging,
    load: (found) => { set(found); },
    hang: async (who, note) => {
      const lockout = { lockoutId: newId(), who, note, sinceUtcMs: utcMs() };
      set([...hanging, lockout]);
      const written = await journal.lockOut(lockout);
      if (written.ok) return ok(lockout);
      return fault('towerUnavailable', `The tag hangs until the next start, but could not be written down: ${written.error.message}`);
    },
    remove: async (lockoutId, who) => {
      const tag = hanging.find((one) => one.lockoutId === lockoutId);
      if (!tag) return fault('lockoutUnknown', 'There is no such lock-out tag. Nothing was changed.');
      if (tag.who !== who) return fault('notYours', `This tag belongs to ${tag.who}. Only ${tag.who} takes it away; nothing was changed.`);
      const written = await journal.unlock(lockoutId, who);
      if (!written.ok) return fault('towerUnavailable', `The tag stays: its removal could not be written down (${written.error.message}).`);
      set(hanging.filter((one) => one.lockoutId !== lockoutId));
      return ok(undefined);
    },
  };
}
