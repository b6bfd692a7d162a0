import type { WordId } from '../../../../config/words/index.ts';
import type { JudgedRule, Terms } from '../../../../controller/api/contract/index.ts';
import { useWords } from '../../words/words.tsx';
import { standingOf } from '../flow/eligibility.ts';
import { ruleValues } from './rule-values.ts';

const MARK = { kept: 'M5 13l5 5L20 6', anotherTime: 'M12 3a9 9 0 1 0 .01 0M12 7v5.5l3.5 2', broken: 'M6 6l12 12M18 6L6 18' } as const;

function RuleRow({ rule, terms, saysWhatHelps }: { readonly rule: JudgedRule; readonly terms: Terms; readonly saysWhatHelps: boolean }) {
  const words = useWords();
  const { say } = words;
  const standing = standingOf(rule);
  return (
    <li className={`rule ${standing}`} data-rule={rule.rule}>
      <svg viewBox="0 0 24 24" role="img" aria-label={say(`phone.rule.${standing}`)}><path d={MARK[standing]} /></svg>
      <div>
        <p>{say(`rule.${rule.rule}` satisfies WordId, ruleValues(rule, words, terms.currency))}</p>
        {saysWhatHelps && rule.code !== undefined && <p className="what-helps">{say(`problem.${rule.code}`)}</p>}
      </div>
    </li>
  );
}

/** Rules, each with a mark and words for how it stands; what helps is said once where several have the same cause. */
export function RuleList({ rules, terms }: { readonly rules: readonly JudgedRule[]; readonly terms: Terms }) {
  const isFirst = ({ code }: JudgedRule, at: number): boolean => rules.findIndex((each) => each.code === code) === at;
  return <ul className="rules">{rules.map((rule, at) => <RuleRow key={rule.rule} rule={rule} terms={terms} saysWhatHelps={isFirst(rule, at)} />)}</ul>;
}
