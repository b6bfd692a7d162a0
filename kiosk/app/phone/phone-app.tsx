import { useMachine } from '@xstate/react';
import { I18nProvider } from 'react-aria-components';
import { useMemo } from 'react';
import type { SnapshotFrom } from 'xstate';
import { languages } from '../../../config/words/index.ts';
import type { SiteView } from '../../../controller/api/contract/index.ts';
import { ActionButton } from '../look/button.tsx';
import type { PageClock } from '../rim/rim.port.ts';
import { languageTag, useWords, WordsProvider } from '../words/words.tsx';
import type { BookingActors } from './booking-actors.ts';
import { bookingMachine } from './flow/booking.machine.ts';
import type { BookingContext } from './flow/booking.machine.ts';
import { PhoneContext, usePhone } from './phone-services.tsx';
import { CarsScreen } from './screens/cars.screen.tsx';
import { FaceScreen } from './screens/face.screen.tsx';
import { ConfirmScreen, PassScreen } from './screens/pass.screen.tsx';
import { SignInScreen } from './screens/sign-in.screen.tsx';
import { WindowScreen } from './screens/window.screen.tsx';

type Snapshot = SnapshotFrom<typeof bookingMachine>;

/** Id of the step that is shown. */
function screenOf(snapshot: Snapshot): 'P01' | 'P02' | 'P03' | 'P04' | 'P05' | 'P06' {
  if (snapshot.matches('signingIn')) return 'P01';
  if (snapshot.matches('choosingCar')) return 'P02';
  if (snapshot.matches('choosingWindow')) return 'P03';
  if (snapshot.matches('choosingWay')) return 'P04';
  return snapshot.matches('confirming') || snapshot.context.booking === undefined ? 'P05' : 'P06';
}

function CurrentStep({ snapshot }: { readonly snapshot: Snapshot }) {
  const { context } = snapshot;
  switch (screenOf(snapshot)) {
    case 'P01':
      return <SignInScreen context={context} isSending={snapshot.matches({ signingIn: 'asking' })} />;
    case 'P02':
      return <CarsScreen context={context} isLoading={snapshot.matches({ choosingCar: 'loading' })} />;
    case 'P03':
      return <WindowScreen context={context} />;
    case 'P04':
      return <FaceScreen context={context} doing={snapshot.matches({ choosingWay: 'live' }) ? 'live' : snapshot.matches({ choosingWay: 'photo' }) ? 'photo' : 'choosing'} />;
    case 'P05':
      return <ConfirmScreen context={context} isSending={snapshot.matches({ confirming: 'sending' })} />;
    case 'P06':
      return context.booking === undefined ? null : <PassScreen booking={context.booking} />;
  }
}

const OWN_NAMES = { zh: '中文', en: 'English' } as const;

function TopBar({ canGoBack }: { readonly canGoBack: boolean }) {
  const { say, language } = useWords();
  const { send, site } = usePhone();
  const other = languages.find((each) => each !== language) ?? 'en';
  return (
    <header className="top-bar">
      {canGoBack ? <ActionButton kind="plain" id="back" onPress={() => send({ type: 'back' })}>{say('phone.back')}</ActionButton> : <span>{site.name[language]}</span>}
      <ActionButton kind="plain" id={`language-${other}`} onPress={() => send({ type: 'language.set', language: other })}>
        <span lang={languageTag(other)}>{OWN_NAMES[other]}</span>
      </ActionButton>
    </header>
  );
}

/** The booking page. */
export function PhoneApp({ site, clock, actors, input }: {
  readonly site: SiteView;
  readonly clock: PageClock;
  readonly actors: BookingActors;
  readonly input: Pick<BookingContext, 'language' | 'member'>;
}) {
  const machine = useMemo(() => bookingMachine.provide({ actors }), [actors]);
  const [snapshot, send] = useMachine(machine, { clock, input });
  const services = useMemo(() => ({ site, clock, send }), [site, clock, send]);
  const screen = screenOf(snapshot);
  const { language } = snapshot.context;
  return (
    <PhoneContext value={services}>
      <I18nProvider locale={language === 'zh' ? 'zh-CN' : 'en-GB'}>
        <WordsProvider language={language} timeZone={site.timezone}>
          <div className="phone" data-screen={screen}>
            <TopBar canGoBack={['P03', 'P04', 'P05'].includes(screen)} />
            <main key={screen} className="step"><CurrentStep snapshot={snapshot} /></main>
          </div>
        </WordsProvider>
      </I18nProvider>
    </PhoneContext>
  );
}
