import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { WordId } from '../../../../config/words/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import { useWords } from '../../words/words.tsx';

/** Steps with a number; the sign-in before them and the pass after them have none. */
const STEPS = 4;

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
        <p className="refusal" role="status">{refusal !== undefined && say(`problem.${refusal.code}` satisfies WordId)}</p>
      </div>
      {children}
    </>
  );
}
