import { Button } from 'react-aria-components/Button';
import type { ReactNode } from 'react';
import type { Preferences } from '../../../../controller/api/contract/index.ts';
import { useWords } from '../../words/words.tsx';
import { OfflineNote, ofTower } from '../drive/page-parts.tsx';
import { usePhoneRim } from '../drive/phone-rim.tsx';
import { useDeed, useReading } from '../drive/use-tower-asks.ts';
import type { MemberPageProps } from '../pages/mounted-page.ts';
import { Step } from '../screens/step.tsx';
import { usualPreferences } from './usual-preferences.ts';

const OWN_NAMES = { zh: '中文', en: 'English' } as const;

function Choice<T extends string>({ id, title, values, chosen, name, onChoose }: {
  readonly id: string;
  readonly title: string;
  readonly values: readonly T[];
  readonly chosen: T;
  readonly name: (value: T) => ReactNode;
  readonly onChoose: (value: T) => void;
}) {
  return (
    <div className="choice" role="group" aria-label={title}>
      <h2>{title}</h2>
      <div className="choice-row">
        {values.map((value) => (
          <Button key={value} className="pick" data-action={`${id}-${value}`} aria-pressed={value === chosen} {...(value === chosen && { 'data-selected': true })} onPress={() => { onChoose(value); }}>
            {name(value)}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** P17. Each choice is shown here at once and kept by the tower, which takes it to its own screen. */
export function PreferencesPage(props: MemberPageProps) {
  const { client, clock, onLanguage } = props;
  const { say, language } = useWords();
  const { show } = usePhoneRim();
  const me = useReading(clock, () => client.me());
  const save = useDeed(props, (preferences: Preferences) => client.prefer(preferences));
  // What was chosen last on this page goes before what the tower said before it.
  // The language is the one in which the page stands: it may have been changed at its top.
  const chosen: Preferences = { ...(save.input ?? me.value?.preferences ?? usualPreferences), language };
  const set = (change: Partial<Preferences>): void => {
    const next = { ...chosen, ...change };
    show(next);
    if (change.language !== undefined) onLanguage(change.language);
    save.ask(next);
  };
  return (
    <Step title={say('preferences.title')} line={say('preferences.line')} refusal={ofTower(save.refusal ?? me.refusal)}>
      <OfflineNote refusal={save.refusal ?? me.refusal} />
      <Choice id="language" title={say('preferences.language')} values={['zh', 'en'] as const} chosen={chosen.language} name={(value) => <span lang={value === 'zh' ? 'zh-Hans' : 'en'}>{OWN_NAMES[value]}</span>} onChoose={(value) => { set({ language: value }); }} />
      <Choice id="size" title={say('preferences.size')} values={['s', 'm', 'l', 'xl'] as const} chosen={chosen.textSize} name={(value) => say(`display.size.${value}`)} onChoose={(textSize) => { set({ textSize }); }} />
      <Choice
        id="contrast" title={say('preferences.contrast')} values={['auto', 'light', 'dark', 'hc-light', 'hc-dark'] as const} chosen={chosen.contrast}
        name={(value) => (value === 'auto' ? say('preferences.contrast.auto') : say(`display.skin.${value}`))} onChoose={(contrast) => { set({ contrast }); }}
      />
      <Choice id="reach" title={say('preferences.reach')} values={['usual', 'low'] as const} chosen={chosen.reach} name={(value) => say(`preferences.reach.${value}`)} onChoose={(reach) => { set({ reach }); }} />
      <Choice
        id="motion" title={say('preferences.motion')} values={['full', 'less'] as const} chosen={chosen.reducedMotion ? 'less' : 'full'}
        name={(value) => say(`preferences.motion.${value}`)} onChoose={(value) => { set({ reducedMotion: value === 'less' }); }}
      />
      <p className="told" role="status">{save.isDone && say('preferences.saved')}</p>
    </Step>
  );
}
