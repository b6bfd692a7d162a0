import type { Subject } from '../../../../sim/campaign/subject.port.ts';

/**
 * Judges what the journal owes at each instant of a run, through all cuts: the intent before its frame (I39), nothing irreversible twice (I40), no definite place
 * that is not true (I41), each file that is left behind whole (I43), and what was acknowledged kept (I45). Returns what tells in the end what did not hold.
 */
export async function judgeJournal(subject: Subject): Promise<() => Promise<readonly string[]>> {
  const { judgeAcknowledged } = await import('../../../../sim/campaign/journal/acknowledged.ts');
  const { judgeNeverLies } = await import('../../../../sim/campaign/journal/never-lies.ts');
  const { judgeWriteAhead } = await import('../../../../sim/campaign/journal/write-ahead.ts');
  const broken = new Map<string, string>();
  const report = (invariant: string, detail: string): void => { if (!broken.has(invariant)) broken.set(invariant, detail); };
  const judges = [judgeWriteAhead(subject, report), judgeNeverLies({ subject, seen: {} }, report), judgeAcknowledged(subject, report)];
  return async () => {
    for (const judge of judges) await judge.end?.();
    return [...broken].map(([invariant, detail]) => `${invariant}: ${detail}`);
  };
}
