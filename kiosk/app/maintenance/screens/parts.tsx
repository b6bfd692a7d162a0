import { useContext } from 'react';
import type { ReactNode } from 'react';
import type { ConditionView, ToldView } from '../../../../controller/api/contract/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import { ActionButton } from '../../look/button.tsx';
import { BusyContext, useBench } from '../bench-services.tsx';
import { isKnownWord, useBenchWords } from '../bench-words.tsx';
import { asksOf, isLong } from '../deed.ts';
import type { Deed } from '../deed.ts';

/** A button that asks the tower for a deed; dots on its face say that something is asked first. */
export function DeedButton({ deed, children, id, isDisabled = false, kind = 'side', mustSign = false }: {
  readonly deed: Deed;
  readonly children: ReactNode;
  readonly id: string;
  readonly isDisabled?: boolean;
  readonly kind?: 'main' | 'side';
  /** A second technician has to sign as well. */
  readonly mustSign?: boolean;
}) {
  const { send } = useBench();
  const busy = useContext(BusyContext);
  return (
    <ActionButton kind={kind} id={id} isDisabled={isDisabled || (isLong(deed) ? busy.long : busy.quick)} onPress={() => send({ type: 'deed.wanted', deed, mustSign })}>
      {children}{asksOf(deed) !== undefined && ' …'}
    </ActionButton>
  );
}

/** Green or red, by word and shape and not by colour alone. `null`: nobody knows, which is red as well. `of`: a condition, or a rule of the table. */
export function Mark({ isGreen, of = 'condition' }: { readonly isGreen: boolean | null; readonly of?: 'condition' | 'rule' }) {
  const { say } = useBenchWords();
  const [green, red] = of === 'rule' ? (['bench.mark.holds', 'bench.mark.forbids'] as const) : (['bench.mark.green', 'bench.mark.red'] as const);
  return <span className={isGreen === true ? 'mark green' : 'mark red'}>{say(isGreen === true ? green : isGreen === null ? 'bench.mark.unknown' : red)}</span>;
}

/**
 * What the controller tells beside its sentences: in the language of the page where it has words, else as it came, which is English;
 * on a page in another language that stands folded away.
 */
export function Told({ told, text, isMain = false }: { readonly told: ToldView | undefined; readonly text: string; readonly isMain?: boolean }) {
  const { language, say, sayTold } = useBenchWords();
  const look = isMain ? '' : 'source';
  if (told !== undefined && isKnownWord(told.word)) return <p className={look}>{sayTold(told.word, told.values)}</p>;
  if (text === '') return null;
  if (language === 'en') return <p className={look}>{text}</p>;
  return <details className="source"><summary>{say('bench.inEnglish')}</summary><p lang="en">{text}</p></details>;
}

/** A condition about a place says which. */
const PLACE = /^(?:cell|bay|pallet|car):/u;

/** What must hold first, each with its colour, and why where it is red. */
export function Conditions({ conditions }: { readonly conditions: readonly ConditionView[] }) {
  const { sayTold, say, name } = useBenchWords();
  if (conditions.length === 0) return <p className="quiet">{say('bench.conditions.none')}</p>;
  return (
    <ul className="conditions">
      {conditions.map(({ word, green, fact, rule }, i) => (
        <li key={`${word}${fact}${String(i)}`} data-green={green}>
          <Mark isGreen={green} />
          <span>
            {sayTold(word)}
            {rule !== undefined && <span className="reason"> {sayTold(rule.technician, rule.bay === undefined ? {} : { bay: rule.bay })}</span>}
            {rule === undefined && fact !== '' && (PLACE.test(fact) ? <span className="quiet"> {name(fact)}</span> : !green && <span className="source"> {fact}</span>)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Why something was refused: the sentence of its code, and what the controller says beside it. */
export function RefusalWords({ refusal }: { readonly refusal: Refusal | undefined }) {
  const { sayTold, say } = useBenchWords();
  if (refusal === undefined) return null;
  const { code, message, reasons = [], attemptsLeft, retryAfterMs } = refusal;
  return (
    <div className="refusal" role="status">
      <p>{sayTold(`problem.${code}`)}</p>
      {attemptsLeft !== undefined && <p>{say('bench.signIn.attempts', { count: attemptsLeft })}</p>}
      {retryAfterMs !== undefined && <p>{say('bench.signIn.wait', { seconds: Math.ceil(retryAfterMs / 1000) })}</p>}
      {reasons.map(({ interlockId, technician, bay }) => <p key={`${interlockId}${bay ?? ''}`}>{sayTold(technician, bay === undefined ? {} : { bay })}</p>)}
      <Told told={undefined} text={message} />
    </div>
  );
}

/** A choice out of a few, as a drop-down list of the system, which a finger and a keyboard both work. */
export function Choose({ label, value, values, name, onChoose, id }: {
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly name: (value: string) => string;
  readonly onChoose: (value: string) => void;
  readonly id: string;
}) {
  return (
    <label className="choose">
      <span>{label}</span>
      <select value={value} data-action={id} onChange={(event) => { onChoose(event.target.value); }}>
        {values.map((each) => <option key={each} value={each}>{name(each)}</option>)}
      </select>
    </label>
  );
}

/** A part of a page with its heading. */
export function Section({ title, children, id }: { readonly title: string; readonly children: ReactNode; readonly id?: string }) {
  return (
    <section className="part" {...(id === undefined ? {} : { 'data-part': id })}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
