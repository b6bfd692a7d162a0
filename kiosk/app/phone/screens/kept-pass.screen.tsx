import { useWords, WordsProvider } from '../../words/words.tsx';
import type { Language } from '../../../../config/words/index.ts';
import type { KeptPass } from '../flow/kept-pass.ts';
import { ActionButton } from '../../look/button.tsx';
import { usePhone } from '../phone-services.tsx';
import { PassFace } from './pass.screen.tsx';
import { Step } from './step.tsx';

function Shown({ kept }: { readonly kept: KeptPass }) {
  const { say, language } = useWords();
  return (
    <div className="phone" data-screen="P09">
      <header className="top-bar"><span>{kept.site[language]}</span></header>
      <main className="step">
        <Step title={say('phone.pass.title')} line={say('phone.pass.line', { car: kept.car })}>
          <p className="told" role="status">{say('phone.pass.offline')}</p>
          <PassFace pass={kept} />
        </Step>
      </main>
    </div>
  );
}

/** P09 before anybody has signed in: what this phone was asked to keep, and the way to be rid of it. */
export function KeptPassScreen() {
  const { say } = useWords();
  const { keeping: { passes }, clock, send } = usePhone();
  const kept = passes.read(clock.utcMs());
  if (kept === undefined) return null;
  return (
    <Step title={say('phone.pass.title')} line={say('phone.pass.line', { car: kept.car })}>
      <PassFace pass={kept} />
      <ActionButton
        id="keep-pass"
        onPress={() => {
          passes.erase();
          send({ type: 'back' });
        }}
      >
        {say('phone.pass.forget')}
      </ActionButton>
    </Step>
  );
}

/** P09 while the tower cannot be reached: the pass that this phone was asked to keep. */
export function KeptPassPage({ kept, language }: { readonly kept: KeptPass; readonly language: Language }) {
  return <WordsProvider language={language} timeZone={kept.timezone}><Shown kept={kept} /></WordsProvider>;
}
