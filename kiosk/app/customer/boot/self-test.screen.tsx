import type { Language } from '../../../../config/words/index.ts';
import { createWords } from '../../words/words.tsx';
import { bootCheckIds, firstMissing, NEEDED } from './boot-checks.ts';
import type { BootChecks } from './boot-checks.ts';

const MARKS = { waiting: '…', ok: '✓', failed: '!' } as const;

/** K00. Until everything that is needed works: each line in words, with its code for technicians. It needs nothing that has to be loaded. */
export function SelfTestScreen({ language, checks, manner }: {
  readonly language: Language;
  readonly checks: BootChecks;
  /** What is done to every text, for checks. */
  readonly manner?: (text: string) => string;
}) {
  const { say } = createWords(language, 'UTC', manner);
  const missing = firstMissing(checks);
  return (
    <main className="boot" data-screen="K00">
      <h1>{say(missing === undefined ? 'K00.title' : 'K00.missing')}</h1>
      <p role="status">{missing?.code === undefined ? say('K00.waiting') : say(`problem.${missing.code}`)}</p>
      <ul className="boot-checks">
        {bootCheckIds.map((id) => {
          const { state, code } = checks[id];
          return (
            <li key={id} className={state === 'failed' && NEEDED.includes(id) ? 'failed' : state} data-check={id} data-state={state}>
              <span aria-hidden="true">{MARKS[state]}</span>
              <span>{say(`K00.check.${id}`)}</span>
              <span>{say(`K00.state.${state}`)}{code !== undefined && ` · ${code}`}</span>
            </li>
          );
        })}
      </ul>
    </main>
  );
}
