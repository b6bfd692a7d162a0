import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { brokenRules } from '../flow/eligibility.ts';
import { isTaking } from '../flow/phone-context.ts';
import { usePhone } from '../phone-services.tsx';
import { RuleList } from './rule-list.tsx';
import { Facts, Step } from './step.tsx';
import { FullTerms, TermLines } from './terms.tsx';

function Wish() {
  const { say, sayTime, sayClock } = useWords();
  const { carName, snapshot: { context: { car, window, templates, eligibility } } } = usePhone();
  return (
    <Facts rows={[
      [say('phone.confirm.car'), car === undefined ? '' : `${carName(car.carId)} · ${car.plate}`],
      [say('phone.confirm.window'), window === undefined ? '' : `${sayTime(window.fromUtcMs)} – ${sayClock(window.untilUtcMs)}`],
      ...(eligibility === undefined ? [] : [[say('phone.confirm.returnBy'), sayTime(eligibility.terms.returnByUtcMs)] as const]),
      [say('phone.confirm.way'), say(templates.length > 0 ? 'phone.confirm.byFace' : 'phone.confirm.byCode')],
    ]} />
  );
}

/** P07. What it costs and what is agreed to; nothing is booked before the last button. */
export function PriceScreen() {
  const { say } = useWords();
  const { send, snapshot } = usePhone();
  const { eligibility, refusal } = snapshot.context;
  if (snapshot.matches({ confirming: 'notPossible' }) && eligibility !== undefined) {
    return (
      <Step title={say('phone.confirm.notThen')} number={5} refusal={refusal}>
        <RuleList rules={brokenRules(eligibility)} terms={eligibility.terms} />
        {!isTaking(snapshot.context) && <ActionButton kind="main" id="other-time" onPress={() => { send({ type: 'back' }); }}>{say('phone.confirm.otherTime')}</ActionButton>}
        <ActionButton id="other-car" onPress={() => { send({ type: 'go', to: 'finding' }); }}>{say('phone.eligibility.otherCar')}</ActionButton>
      </Step>
    );
  }
  const isSending = snapshot.matches({ confirming: 'sending' });
  return (
    <Step title={say('phone.confirm.title')} number={5} refusal={refusal}>
      <Wish />
      {snapshot.matches({ confirming: 'judging' }) && <p role="status">{say('phone.eligibility.asking')}</p>}
      {snapshot.matches({ confirming: 'unjudged' }) && <ActionButton kind="main" id="again" onPress={() => { send({ type: 'again' }); }}>{say('phone.again')}</ActionButton>}
      {(isSending || snapshot.matches({ confirming: 'ready' })) && eligibility !== undefined && (
        <>
          <h2>{say('phone.terms.title')}</h2>
          <TermLines terms={eligibility.terms} />
          <FullTerms terms={eligibility.terms} />
          <p>{say('phone.confirm.agree')}</p>
          <ActionButton kind="main" id="book" isDisabled={isSending} onPress={() => { send({ type: 'book' }); }}>{say(isSending ? 'phone.sending' : 'phone.confirm.go')}</ActionButton>
        </>
      )}
    </Step>
  );
}
