import { Button } from 'react-aria-components/Button';
import { Form } from 'react-aria-components/Form';
import { Label } from 'react-aria-components/Label';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { useEffect, useRef, useState } from 'react';
import { ActionButton } from '../../look/button.tsx';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import { asksOf } from '../deed.ts';
import type { Asks, Deed } from '../deed.ts';
import { hintOf, useDeedWords } from './deed-words.tsx';
import { PIN_LENGTH, PinEntry } from './sign-in.screen.tsx';

/** Reasons that a finger can give; whoever has a keyboard writes their own. */
const READY_REASONS = ['looked', 'sensors', 'byHand', 'instructed'] as const;
const LONGEST_WHY = 400;
const ASKS_NOTHING: Asks = { whyAtLeast: 0, second: 'no' };

/** What will be done, in a sentence, and what is asked before it is: a reason, a second technician, or only yes. */
export function AskScreen({ deed, mustSign }: { readonly deed: Deed; readonly mustSign: boolean }) {
  const { say, sayTold } = useBenchWords();
  const { send } = useBench();
  const sayDeed = useDeedWords();
  const [why, setWhy] = useState('');
  const [pin, setPin] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const asks = asksOf(deed) ?? ASKS_NOTHING;
  const hint = hintOf(deed);
  const needsWhy = asks.whyAtLeast > 0;
  const signs = mustSign || asks.second !== 'no';
  const isSigned = pin.length === PIN_LENGTH || (pin === '' && !mustSign);
  const missing = why.trim().length < asks.whyAtLeast ? 'bench.ask.missingWhy' : isSigned ? undefined : 'bench.ask.missingPin';
  const isReady = missing === undefined;
  return (
    <section className="part ask" data-view="ask" data-deed={deed.kind}>
      <h2 ref={heading} tabIndex={-1}>{say('bench.ask.title')}</h2>
      <p className="ask-deed">{sayDeed(deed)}</p>
      {hint !== undefined && <p>{sayTold(hint)}</p>}
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) send({ type: 'deed.confirmed', why: why.trim(), pin });
        }}
      >
        {(needsWhy || deed.kind === 'lockOut') && (
          <>
            <TextField className="field" name="why" value={why} onChange={setWhy} maxLength={LONGEST_WHY}>
              <Label>{say(needsWhy ? 'bench.ask.why' : 'bench.ask.note', { count: asks.whyAtLeast })}</Label>
              <TextArea rows={3} />
            </TextField>
            <div className="row">
              {READY_REASONS.map((each) => <ActionButton key={each} id={`reason-${each}`} onPress={() => { setWhy(say(`bench.reason.${each}`)); }}>{say(`bench.reason.${each}`)}</ActionButton>)}
            </div>
          </>
        )}
        {signs && <PinEntry id="second" pin={pin} onPin={setPin} label={say(mustSign ? 'bench.ask.secondNeeded' : 'bench.ask.second')} />}
        <div className="row">
          <ActionButton id="withdraw" onPress={() => send({ type: 'deed.withdrawn' })}>{say('bench.ask.withdraw')}</ActionButton>
          <Button className="button main" type="submit" isDisabled={!isReady} data-action="confirm">{say('bench.ask.confirm')}</Button>
          {missing !== undefined && <span className="quiet" role="status">{say(missing)}</span>}
        </div>
      </Form>
    </section>
  );
}
