import type { WordId } from '../../../../config/words/index.ts';
import type { JudgedRule } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { beforeTheWindow, mayGoOn, standingOf } from '../flow/eligibility.ts';
import { usePhone } from '../phone-services.tsx';
import { Step } from './step.tsx';
import { TermLines } from './terms.tsx';

const MARK = { kept: 'M5 13l5 5L20 6', anotherTime: 'M12 5v8l5 3', broken: 'M6 6l12 12M18 6L6 18' } as const;

/** One rule: a mark and words for how it stands, and of a broken one what helps. */
export function RuleRow({ rule }: { readonly rule: JudgedRule }) {
  const { say } = useWords();
  const standing = standingOf(rule);
  return (
    <li className={`rule ${standing}`}>
      <svg viewBox="0 0 24 24" role="img" aria-label={say(`phone.rule.${standing}`)}><path d={MARK[standing]} /></svg>
      <div>
        <p>{say(`rule.${rule.rule}` satisfies WordId, rule.params)}</p>
        {rule.code !== undefined && !rule.holds && <p className="what-helps">{say(`problem.${rule.code}`)}</p>}
      </div>
    </li>
  );
}

/** P04. Every rule with how it stands, and what a drive costs, before anything is given. */
export function EligibilityScreen() {
  const { say } = useWords();
  const { send, snapshot } = usePhone();
  const { eligibility, refusal } = snapshot.context;
  if (!snapshot.matches({ eligibility: 'told' }) || eligibility === undefined) {
    const isAsking = snapshot.matches({ eligibility: 'judging' });
    return (
      <Step title={say('phone.eligibility.title')} number={2} refusal={refusal}>
        {isAsking ? <p role="status">{say('phone.eligibility.asking')}</p> : <ActionButton kind="main" id="again" onPress={() => { send({ type: 'again' }); }}>{say('phone.again')}</ActionButton>}
      </Step>
    );
  }
  const isPossible = mayGoOn(eligibility);
  return (
    <Step title={say(isPossible ? 'phone.eligibility.title' : 'phone.eligibility.notYet')} line={say(isPossible ? 'phone.eligibility.line' : 'phone.eligibility.notYetLine')} number={2} refusal={refusal}>
      <ul className="rules">{beforeTheWindow(eligibility).map((rule) => <RuleRow key={rule.rule} rule={rule} />)}</ul>
      <h2>{say('phone.terms.title')}</h2>
      <TermLines terms={eligibility.terms} />
      {isPossible
        ? <ActionButton kind="main" id="eligibility-next" onPress={() => { send({ type: 'next' }); }}>{say('phone.next')}</ActionButton>
        : (
          <>
            <ActionButton id="again" onPress={() => { send({ type: 'again' }); }}>{say('phone.eligibility.again')}</ActionButton>
            <ActionButton id="other-car" onPress={() => { send({ type: 'go', to: 'finding' }); }}>{say('phone.eligibility.otherCar')}</ActionButton>
          </>
        )}
    </Step>
  );
}
