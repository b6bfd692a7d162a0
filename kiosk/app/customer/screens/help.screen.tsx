import { Button } from 'react-aria-components/Button';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { helpTopics } from '../flow/help-context.ts';
import type { HelpTopic } from '../flow/help-context.ts';
import type { HelpView } from '../flow/help-view.ts';
import { useServices } from '../services.tsx';
import { HelpFoot, Numbers } from './help-parts.tsx';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { Screen } from './screen.tsx';

type K60 = Extract<HelpView, { readonly screen: 'K60' }>;

const PICTURES: Readonly<Record<HelpTopic, IconName>> = { recognise: 'face', carNotComing: 'car', bringBack: 'carBack', payment: 'card', lost: 'lost', emergency: 'warning' };

function CallButton({ isCalled }: Pick<K60, 'isCalled'>) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <ActionButton kind="main" id="call-staff" onPress={() => send({ type: 'staff.called', screen: 'K60' })}><Icon name="bell" />{say(isCalled ? 'help.showCall' : 'help.callStaff')}</ActionButton>
  );
}

function Topics({ isCalled, mayStop, stop }: K60) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Screen title={say('K60.title')} lines={[say('help.goesOn')]}>
      <div className="topics">
        {helpTopics.map((topic) => (
          <Button key={topic} className="tile topic" data-action={`topic-${topic}`} onPress={() => send({ type: 'help.topic', topic })}>
            <Icon name={PICTURES[topic]} /><span>{say(`K60.topic.${topic}`)}</span>
          </Button>
        ))}
      </div>
      <CallButton isCalled={isCalled} />
      <HelpFoot mayStop={mayStop} stop={stop} />
    </Screen>
  );
}

function Page({ topic, isCalled, mayStop, stop }: K60 & { readonly topic: Exclude<HelpTopic, 'emergency'> }) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Screen title={say(`K60.topic.${topic}`)} lines={[say(`K60.${topic}.first`), say(`K60.${topic}.second`)]}>
      <Numbers />
      <div className="pair">
        <ActionButton id="help-topics" onPress={() => send({ type: 'help.listed' })}>{say('help.topics')}</ActionButton>
        <CallButton isCalled={isCalled} />
      </div>
      <HelpFoot mayStop={mayStop} stop={stop} />
    </Screen>
  );
}

/** K60. Six topics by picture, or the page of one. */
export function HelpScreen(view: K60) {
  const { topic } = view;
  return topic === undefined || topic === 'emergency' ? <Topics {...view} /> : <Page key={topic} {...view} topic={topic} />;
}

/** K62. What whoever rings for help is asked, and where the red buttons are. No button here does anything for safety. */
export function EmergencyScreen({ mayStop, stop }: Extract<HelpView, { readonly screen: 'K62' }>) {
  const { say, language } = useWords();
  const { address, emergency, exits, emergencyStops } = useServices().site.help;
  return (
    <Screen title={say('K62.title')} tone="warn" lines={[say('K62.here', { address: address[language] })]}>
      <h2 className="part">{say('K62.ring')}</h2>
      <ul className="services">{emergency.map(({ name, number }) => <li key={number}><span>{name[language]}</span><strong className="number">{number}</strong></li>)}</ul>
      <div className="places">
        <div><h2 className="part">{say('K62.exits')}</h2><ul>{exits.map((exit) => <li key={exit.en}>{exit[language]}</li>)}</ul></div>
        <div><h2 className="part">{say('K62.stops')}</h2><ul>{emergencyStops.map((stopAt) => <li key={stopAt.en}>{stopAt[language]}</li>)}</ul></div>
      </div>
      <p className="muted">{say('K62.line')}</p>
      <HelpFoot mayStop={mayStop} stop={stop} />
    </Screen>
  );
}
