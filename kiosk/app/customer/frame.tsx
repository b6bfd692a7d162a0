import { Button } from 'react-aria-components/Button';
import { useLayoutEffect, useState } from 'react';
import { languages } from '../../../config/words/translation.ts';
import { applyAppearance, systemSkin } from '../look/appearance.ts';
import { pxPerMm } from '../look/physical-size.ts';
import { useFit } from '../look/use-fit.ts';
import { languageTag, useWords } from '../words/words.tsx';
import type { CustomerView, Question } from './flow/customer-view.ts';
import type { Display } from './flow/session-context.ts';
import { Icon } from './screens/icons.tsx';
import { DisplayPanel } from './screens/display-panel.tsx';
import { KeysPanel } from './screens/keys-panel.tsx';
import { Covered, StillThere } from './screens/still-there.tsx';
import { Panel } from './screens/panel.tsx';
import { useServices } from './services.tsx';
import { Stage } from './stage.tsx';
import { CaptionLine, DarkScreen, SpeechButtons } from './sound/sound-parts.tsx';
import { useSound } from './sound/use-sound.ts';
import { useKeypad } from './use-keypad.ts';

const OWN_NAMES = { zh: '中文', en: 'English' } as const;
/** Screens from which there is a way back. */
const WITH_BACK: readonly CustomerView['screen'][] = ['K02', 'K10', 'K11', 'K12', 'K13', 'K14', 'K15', 'K16', 'K18', 'K19', 'K37', 'K40', 'K41', 'K42', 'K43', 'K50', 'K51', 'K52', 'K53'];

const HELP: readonly CustomerView['screen'][] = ['K60', 'K61', 'K62'];

/** A line of the first screen, told in full: there is a way back to it. Where it stands for everything, there is none. */
const isExplained = (view: CustomerView): boolean =>
  view.screen === 'K72' || view.screen === 'K77' || (view.screen === 'K70' && !view.isResting) || (view.screen === 'K71' && view.open !== 'none');

/** The tower is being asked for the car, or waits for its coin: that cannot be taken back. */
const isAsking = (view: CustomerView): boolean => view.screen === 'K19' && view.isStarting;

/** Sizes in millimetres and the skin, kept true when the window changes. */
function useAppearance({ size, skin, isLow = false, isStill = false }: Display): void {
  const { site } = useServices();
  useLayoutEffect(() => {
    const apply = (): void => {
      const window = { widthPx: innerWidth, heightPx: innerHeight };
      applyAppearance({ pxPerMm: pxPerMm(site.screen, window), size, skin: skin === 'auto' ? systemSkin() : skin, isLow, isStill });
    };
    apply();
    globalThis.addEventListener('resize', apply);
    return () => {
      globalThis.removeEventListener('resize', apply);
    };
  }, [site, size, skin, isLow, isStill]);
}

/** The bar at the bottom, always at the same place: back, help, language, display. */
function Footer({ view, isSpoken, onDisplay, onDark }: { readonly view: CustomerView; readonly isSpoken: boolean; readonly onDisplay: () => void; readonly onDark: () => void }) {
  const { say, language } = useWords();
  const { send } = useServices();
  const isHelp = HELP.includes(view.screen);
  return (
    <footer className="footer">
      {(WITH_BACK.includes(view.screen) || isExplained(view)) && !isAsking(view) && (
        <Button className="button plain chip" data-action="back" onPress={() => send({ type: 'back' })}><Icon name="back" />{say('way.back')}</Button>
      )}
      <Button
        className={isHelp ? 'button chip chosen' : 'button chip'} data-action="help" aria-pressed={isHelp}
        onPress={() => send(isHelp ? { type: 'help.closed' } : { type: 'help.opened', screen: view.screen })}
      >
        <Icon name="help" />{say('way.help')}
      </Button>
      {isSpoken && <SpeechButtons onDark={onDark} />}
      <div className="footer-end" role="group" aria-label={say('way.language')}>
        {languages.map((each) => (
          <Button
            key={each} className={each === language ? 'button chip chosen' : 'button chip'} data-action={`language-${each}`} aria-pressed={each === language}
            onPress={() => send({ type: 'language.set', language: each })}
          >
            <span lang={languageTag(each)}>{OWN_NAMES[each]}</span>
          </Button>
        ))}
        <Button className="button chip" data-action="display" aria-label={say('way.display')} onPress={onDisplay}><Icon name="display" /></Button>
      </div>
    </footer>
  );
}

/** One screen: stage, panel, footer, and what lies over them. */
export function Frame({ view, display, question, isCovered = false, hasHeadphones = false, followedCarId, session }: {
  readonly view: CustomerView;
  readonly display: Display;
  readonly question: Question | undefined;
  /** Nobody stands in front of what is personal. */
  readonly isCovered?: boolean;
  /** Only one person hears what is spoken. */
  readonly hasHeadphones?: boolean;
  readonly followedCarId: string | undefined;
  /** Number of the session: the panel of a customer who has gone is not there for the next. */
  readonly session: number;
}) {
  const { language } = useWords();
  const { site, send, frames } = useServices();
  const [open, setOpen] = useState<{ readonly panel: 'K03' | 'K83'; readonly session: number }>();
  const [darkIn, setDarkIn] = useState<number>();
  useAppearance(display);
  const isSpoken = display.isSpoken === true;
  const darken = (): void => { setDarkIn(isSpoken && darkIn !== session ? session : undefined); };
  useSound({ view, display, hasHeadphones, isAsking: question !== undefined, session, followedCarId }, darken);
  const show = (panel: 'K03' | 'K83'): void => {
    setOpen({ panel, session });
    send({ type: 'display.opened' });
  };
  const close = (): void => { setOpen(undefined); };
  useKeypad(() => { show('K83'); });
  const panel = open?.session === session ? open.panel : undefined;
  useFit(`${view.screen} ${language} ${panel ?? ''} ${String(question !== undefined)} ${String(display.isLow)}`, display.size, frames);
  return (
    <>
      <div className="kiosk" data-screen={view.screen} data-asking={question !== undefined || isCovered || undefined}>
        <header className="header"><span>{site.name[language]}</span><CaptionLine /></header>
        <section className="stage" aria-label={site.name[language]}><Stage view={view} followedCarId={followedCarId} display={display} /></section>
        <main className="panel" key={view.screen}><Panel view={view} /></main>
        <Footer view={view} isSpoken={isSpoken} onDark={darken} onDisplay={() => { show('K03'); }} />
      </div>
      {panel === 'K03' && <DisplayPanel display={display} onClose={close} onKeys={() => { show('K83'); }} />}
      {panel === 'K83' && <KeysPanel onClose={close} />}
      {isCovered && question === undefined && <Covered />}
      {question !== undefined && <StillThere {...question} />}
      {isSpoken && darkIn === session && <DarkScreen onTouch={() => { setDarkIn(undefined); }} />}
    </>
  );
}
