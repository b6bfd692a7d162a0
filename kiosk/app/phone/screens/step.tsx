import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { WordId } from '../../../../config/words/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import { useWords } from '../../words/words.tsx';

/** Steps with a number, from the car to the price; sign-in, pass and the member's own places have none. */
const STEPS = 5;

/** What was refused, and what to do: one sentence a code, read out when it comes. */
export function RefusalLine({ refusal }: { readonly refusal: Refusal | undefined }) {
  const { say } = useWords();
  return <p className="refusal" role="status">{refusal !== undefined && say(`problem.${refusal.code}` satisfies WordId)}</p>;
}

/** One step: heading, what is asked, what was refused. */
export function Step({ title, line, number, refusal, children }: {
  readonly title: string;
  readonly line?: string;
  readonly number?: number;
  readonly refusal?: Refusal | undefined;
  readonly children: ReactNode;
}) {
  const { say } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <>
      <div className="step-words">
        {number !== undefined && <p className="muted">{say('phone.step', { step: number, steps: STEPS })}</p>}
        <h1 ref={heading} tabIndex={-1}>{title}</h1>
        {line !== undefined && <p>{line}</p>}
        <RefusalLine refusal={refusal} />
      </div>
      {children}
    </>
  );
}

/** Facts as names and values. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return <dl className="facts">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
