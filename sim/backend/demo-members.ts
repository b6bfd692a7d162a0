import type { Wish } from './records.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;

type Attestation = Extract<Wish, { op: 'member' }>;

/** Members for trying every rule and every way of paying, as the backend attests them at this moment. */
export function demoMembers(nowUtcMs: number): readonly Attestation[] {
  const good = { op: 'member', language: 'zh', tier: 'super', creditScore: 720, licenceUntilUtcMs: nowUtcMs + 3 * YEAR_MS, isBlocked: false } as const;
  return [
    { ...good, memberId: 'demo', memberName: '林晓' },
    { ...good, memberId: 'demo-699', memberName: '周宁', creditScore: 699 },
    { ...good, memberId: 'demo-standard', memberName: '陈安', tier: 'standard' },
    { ...good, memberId: 'demo-licence', memberName: '吴越', licenceUntilUtcMs: nowUtcMs + DAY_MS },
    { ...good, memberId: 'demo-pays', memberName: 'Ada Reed', language: 'en' },
    { ...good, memberId: 'demo-declined', memberName: 'Tom Hale', language: 'en' },
  ];
}
