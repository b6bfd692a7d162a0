import type { JudgedRule } from '../../../../controller/api/contract/index.ts';
import type { Words } from '../../words/words.tsx';

/** Numbers of which the tower may know none; each has a flag `has…` (`yes` or `no`) for its sentence. */
const MAY_BE_UNKNOWN = { score: 'hasScore', most: 'hasMost', freeFromUtcMs: 'hasFreeFrom', licenceUntilUtcMs: 'hasLicence' } as const;

/** The numbers of a rule as its sentence says them: `…UtcMs` as a time, `…Minor` as an amount, everything else as it is. */
export function ruleValues({ params }: JudgedRule, { sayTime, sayDate, sayMoney }: Pick<Words, 'sayTime' | 'sayDate' | 'sayMoney'>, currency: string): Readonly<Record<string, string | number>> {
  const said = Object.entries(params).map(([name, value]): readonly [string, string | number] => {
    if (typeof value !== 'number') return [name, value];
    if (name === 'licenceUntilUtcMs') return [name, sayDate(value)];
    if (name.endsWith('UtcMs')) return [name, sayTime(value)];
    return [name, name.endsWith('Minor') ? sayMoney(value, currency) : value];
  });
  const flags = Object.entries(MAY_BE_UNKNOWN).map(([name, flag]): readonly [string, string] => [flag, name in params ? 'yes' : 'no']);
  return Object.fromEntries([...said, ...flags, ['costs', Number(params['feeMinor'] ?? 0) > 0 ? 'yes' : 'no'], ['floorIs', Number(params['floor'] ?? 0) > 0 ? 'some' : 'none']]);
}
