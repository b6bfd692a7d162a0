import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { HelpView } from '../flow/help-view.ts';
import { useServices } from '../services.tsx';
import { Icon } from './icons.tsx';

/** Whom to ring, and the desk where there is one. Both are the site's own. */
export function Numbers() {
  const { say, language } = useWords();
  const { phone, desk } = useServices().site.help;
  return (
    <div className="numbers">
      <p className="number">{say('help.phone', { phone })}</p>
      {desk !== undefined && <p className="muted">{say('help.desk', { place: desk.place[language], from: desk.from, until: desk.until })}</p>}
    </div>
  );
}

/** What moves for this customer can be stopped from here as well, and what lies under help is a touch away. */
export function HelpFoot({ mayStop, stop }: Pick<HelpView, 'mayStop' | 'stop'>) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <>
      {mayStop && stop === 'failed' && <p className="refusal" role="alert">{say('K21.stopFailed')}</p>}
      {mayStop && stop === 'asked' && <p className="muted" role="status">{say('K21.stopAsked')}</p>}
      <div className={mayStop ? 'pair' : 'single'}>
        {mayStop && <ActionButton id="stop" onPress={() => send({ type: 'stop.pressed' })}><Icon name="stop" />{say('K21.stop')}</ActionButton>}
        <ActionButton id="help-close" onPress={() => send({ type: 'help.closed' })}>{say('help.close')}</ActionButton>
      </div>
    </>
  );
}
