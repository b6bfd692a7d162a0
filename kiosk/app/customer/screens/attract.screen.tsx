import { Button } from 'react-aria-components/Button';
import { createWords, languageTag } from '../../words/words.tsx';
import { useServices, useTurns } from '../services.tsx';
import type { ServiceNotice } from '../flow/service-view.ts';
import { ServiceNotices } from './half-service.screen.tsx';
import type { Language } from '../../../../config/words/index.ts';

const TURN_MS = 8000;
const ORDERS: readonly (readonly [Language, Language])[] = [['zh', 'en'], ['en', 'zh']];

/** K01. Both languages stand there, and take turns in being the large one. The whole screen is the button. */
export function AttractScreen({ carCount, notices = [] }: { readonly carCount: number; readonly notices?: readonly ServiceNotice[] }) {
  const { send, site, clock } = useServices();
  const [first, second] = ORDERS[useTurns(clock, TURN_MS) % ORDERS.length] ?? ['zh', 'en'];
  const inWords = (language: Language) => createWords(language, site.timezone).say;
  return (
    <>
      <Button className="touch-anywhere" onPress={() => send({ type: 'start' })} data-action="start">
        <span className="unseen">{inWords(first)('K01.title')} {inWords(second)('K01.title')}</span>
      </Button>
      <div className="words attract">
        {[first, second].map((language, i) => (
          <div key={language} lang={languageTag(language)} className={i === 0 ? 'first' : 'second'}>
            {i === 0 ? <h1>{inWords(language)('K01.title')}</h1> : <p className="title">{inWords(language)('K01.title')}</p>}
            <p>{inWords(language)('K01.line')}</p>
            {i === 0 && <p className="muted">{inWords(language)('K01.inside', { count: carCount })}</p>}
          </div>
        ))}
        <ServiceNotices notices={notices} isTouched={false} />
      </div>
    </>
  );
}
