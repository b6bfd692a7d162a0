import { languages } from '../../../../config/words/translation.ts';
import type { WordId } from '../../../../config/words/index.ts';
import { Button } from 'react-aria-components/Button';
import { ActionButton } from '../../look/button.tsx';
import { languageTag, useWords } from '../../words/words.tsx';
import { isRoot } from '../flow/place-shown.ts';
import type { ScreenId } from '../flow/place-shown.ts';
import type { Place } from '../flow/phone-context.ts';
import { bookingPages, memberPages } from '../pages/pages.ts';
import { usePhone } from '../phone-services.tsx';

const OWN_NAMES = { zh: '中文', en: 'English' } as const;

/** Back, and the other language: at the same place everywhere, everything that was entered is kept. */
export function TopBar({ screen }: { readonly screen: ScreenId }) {
  const { say, language } = useWords();
  const { send, site } = usePhone();
  const other = languages.find((each) => each !== language) ?? 'en';
  return (
    <header className="top-bar">
      {isRoot(screen) ? <span>{site.name[language]}</span> : <ActionButton kind="plain" id="back" onPress={() => { send({ type: 'back' }); }}><span className="back"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M15 5l-7 7 7 7" /></svg>{say('phone.back')}</span></ActionButton>}
      <ActionButton kind="plain" id={`language-${other}`} onPress={() => { send({ type: 'language.set', language: other }); }}>
        <span lang={languageTag(other)}>{OWN_NAMES[other]}</span>
      </ActionButton>
    </header>
  );
}

/** Steps on the way to a booking: they have one way on and one way back, and nothing beside it. */
const ON_THE_WAY: readonly ScreenId[] = ['take', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07'];

interface FootEntry {
  readonly to: Place;
  readonly name: WordId;
  readonly screens: readonly ScreenId[];
}

/** Where the bar leads: booking, the own bookings, and the member's pages as far as they are mounted. */
function entries(isSignedIn: boolean): readonly FootEntry[] {
  const has = (id: string): boolean => isSignedIn && memberPages.some((page) => page.id === id);
  return [
    { to: 'finding', name: 'phone.foot.find', screens: ['P00', 'P01'] },
    { to: 'home', name: 'phone.foot.home', screens: ['home', 'booking', 'P08', 'P09', ...bookingPages.map(({ id }) => id)] },
    ...(has('P16') ? [{ to: 'myData', name: 'phone.foot.myData', screens: ['P16'] } as const] : []),
    ...(has('P17') ? [{ to: 'preferences', name: 'phone.foot.preferences', screens: ['P17'] } as const] : []),
  ];
}

/** The places of the page, at its foot: within reach of a thumb. */
export function FootBar({ screen }: { readonly screen: ScreenId }) {
  const { say } = useWords();
  const { send, snapshot: { context } } = usePhone();
  if (ON_THE_WAY.includes(screen)) return null;
  return (
    <nav className="foot-bar" aria-label={say('phone.foot.name')}>
      {entries(context.isSignedIn).map(({ to, name, screens }) => (
        <Button key={to} className="foot-entry" onPress={() => { send({ type: 'go', to }); }} data-action={`go-${to}`} {...(screens.includes(screen) ? { 'aria-current': 'page' as const } : {})}>
          {say(name)}
        </Button>
      ))}
    </nav>
  );
}
