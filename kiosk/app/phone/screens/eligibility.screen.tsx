import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { beforeTheWindow, mayGoOn, withTheWindow } from '../flow/eligibility.ts';
import { isTaking } from '../flow/phone-context.ts';
import { usePhone } from '../phone-services.tsx';
import { RuleList } from './rule-list.tsx';
import { Step } from './step.tsx';
import { TermLines } from './terms.tsx';

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
  const isNow = isTaking(snapshot.context);
  const isPossible = isNow ? eligibility.eligible : mayGoOn(eligibility);
  return (
    <Step title={say(isPossible ? 'phone.eligibility.title' : 'phone.eligibility.notYet')} line={say(isPossible ? 'phone.eligibility.line' : 'phone.eligibility.notYetLine')} number={2} refusal={refusal}>
      <RuleList rules={isNow ? withTheWindow(eligibility) : beforeTheWindow(eligibility)} terms={eligibility.terms} />
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
