import { statement } from '../../journal/statements.ts';
import { granted } from '../../journal/testing/journal-bench.ts';
import type { JournalBench } from '../../journal/testing/journal-bench.ts';

/** What a backend would attest; changed by naming what is different. */
export interface TestStanding {
  readonly tier: 'standard' | 'super';
  readonly creditScore: number | null;
  readonly licenceUntilUtcMs: number | null;
  readonly isBlocked: boolean;
}

const GOOD: TestStanding = { tier: 'super', creditScore: 720, licenceUntilUtcMs: Date.UTC(2036, 0, 1), isBlocked: false };

/** Attests a member as a backend would: of good standing unless something else is said. A later call replaces an earlier one. */
export function attest({ store, wall }: Pick<JournalBench, 'store' | 'wall'>, memberId: string, more: Partial<TestStanding> = {}): void {
  const known = granted(store.readNow(statement('standing.one', { memberId })))[0]?.['seq'];
  const { isBlocked, ...standing } = { ...GOOD, ...more };
  granted(store.commitNow([statement('standing.write', { memberId, ...standing, isBlocked: isBlocked ? 1 : 0, seq: Number(known ?? 0) + 1, utcMs: wall.utcMs() }, 1)]));
}
