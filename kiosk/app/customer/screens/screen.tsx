import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { WordId } from '../../../../config/words/index.ts';
import { useWords } from '../../words/words.tsx';
import type { Refusal } from '../../tower-client/answer.ts';

/** The panel of a screen: its words, then its actions. The heading takes the focus, so that a screen reader begins there. */
export function Screen({ title, lines = [], children, tone = 'calm' }: {
  readonly title: string;
  readonly lines?: readonly string[];
  readonly children?: ReactNode;
  readonly tone?: 'calm' | 'warn' | 'good';
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <div className={`words ${tone}`}>
        <h1 ref={heading} tabIndex={-1}>{title}</h1>
        {lines.map((line) => <p key={line}>{line}</p>)}
      </div>
      {children}
    </>
  );
}

/** A refusal in the customer's words, with the tries that are left; the same one twice in a row leads to the staff. */
export function RefusalLine({ refusal }: { readonly refusal: Refusal | undefined }) {
  const { say, sayTogether } = useWords();
  // The region stays in the page, so that a screen reader says what appears in it.
  return (
    <p className="refusal" role="status">
      {refusal !== undefined && sayTogether(say(`problem.${refusal.code}` satisfies WordId), refusal.attemptsLeft !== undefined && say('K16.attemptsLeft', { attempts: refusal.attemptsLeft }), refusal.isAgain === true && say('refusal.again'))}
    </p>
  );
}

/** A code by which staff find what happened. */
export function Reference({ reference }: { readonly reference: string }) {
  const { say } = useWords();
  return <p className="reference">{say('way.reference', { reference })}</p>;
}
