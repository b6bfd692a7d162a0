import type { Language } from '../../../config/words/index.ts';
import type { RefusalCode } from '../tower-client/answer.ts';
import { createWords } from '../words/words.tsx';

/** Until the controller has been heard: what is being waited for, and why it takes long. */
export function BootScreen({ language, code }: { readonly language: Language; readonly code: RefusalCode | undefined }) {
  const { say } = createWords(language, 'UTC');
  return (
    <main className="boot">
      <h1>{say('link.searching')}</h1>
      <p role="status">{code === undefined ? '' : say(`problem.${code}`)}</p>
    </main>
  );
}
