import '../styles.ts';
import './gallery.css';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { I18nProvider } from 'react-aria-components';
import { restingTower, sampleSite } from '../../testing/sample-tower.ts';
import { browserClock } from '../../rim/browser-clock.ts';
import { createWords, LOCALE, WordsProvider } from '../../words/words.tsx';
import { SelfTestScreen } from '../boot/self-test.screen.tsx';
import { Frame } from '../frame.tsx';
import { ServicesContext } from '../services.tsx';
import { checkPage } from './checks/check-page.ts';
import type { Flaw } from './checks/flaw.ts';
import { pseudo } from './pseudo-words.ts';
import type { BootSample, Sample } from './sample.ts';
import { sampleNamed } from './samples.ts';
import { stillServices } from './still-services.ts';
import { wantedIn } from './wanted.ts';
import type { Wanted } from './wanted.ts';

/** An effect may ask for another rendering. */
const SETTLE_TURNS = 3;
const OPENING_TURNS = 100;
/** At least so many turns, and until the screen has been drawn as close together as it needs. */
async function fitted(leastTurns: number): Promise<void> {
  for (let turn = 0; turn < leastTurns || page.hasAttribute('data-fitting'); turn += 1) await new Promise<void>((resolve) => { browserClock.setTimeout(resolve, 0); });
}

/** What was asked for has happened, and is laid out in the fonts that it needs; that nothing has been painted yet is no matter to what measures. */
async function settled(): Promise<void> {
  await fitted(SETTLE_TURNS);
  // Which letters are needed is known once they are laid out.
  document.body.getBoundingClientRect();
  await document.fonts.ready;
  // A list in pages is told its size with the next picture, and is drawn anew after it.
  if (document.querySelector('.car-wall, .choices') !== null) for (let picture = 0; picture < 3; picture += 1) await new Promise<void>((resolve) => void requestAnimationFrame(() => { resolve(); }));
  // Letters that have just come, and a list that was drawn anew, are measured once more.
  await fitted(1);
}

/** What is pressed opens a panel; a screen that is looked at before it is there would be another one. Where it does not come, that is an error of the page. */
async function opened(): Promise<void> {
  for (let turn = 0; turn < OPENING_TURNS; turn += 1) {
    if (document.querySelector('.overlay') !== null) return;
    await new Promise<void>((resolve) => { browserClock.setTimeout(resolve, 20); });
  }
  reportError(new Error('no panel has opened'));
}

function Shown({ wanted, sample }: { readonly wanted: Wanted; readonly sample: Sample | BootSample }) {
  const { language, inches, display, isPseudo } = wanted;
  if ('boot' in sample) return <SelfTestScreen language={language} {...sample.boot} {...(isPseudo && { manner: pseudo })} />;
  const { say } = createWords(language, sampleSite.timezone, isPseudo ? pseudo : undefined);
  const caption = sample.caption === undefined ? undefined : say(sample.caption);
  const services = stillServices(sample.tower ?? restingTower, sample.link ?? 'live', inches, caption);
  return (
    <ServicesContext value={services}>
      <I18nProvider locale={LOCALE[language]}>
        <WordsProvider language={language} timeZone={sampleSite.timezone} {...(isPseudo && { manner: pseudo })}>
          <Frame question={undefined} followedCarId={undefined} {...sample.frame} view={sample.view} display={{ ...display, ...sample.display }} session={0} />
        </WordsProvider>
      </I18nProvider>
    </ServicesContext>
  );
}

declare global {
  var gallery: {
    readonly show: (fragment: string) => Promise<boolean>;
    readonly check: (fragment: string, withAxe: boolean) => Promise<readonly Flaw[]>;
  };
}

const page = document.documentElement;
const root = createRoot(document.getElementById('root') ?? document.body);

/** Shows what an address asks for; false when there is no such sample. */
async function show(fragment: string): Promise<boolean> {
  const wanted = wantedIn(fragment);
  const sample = sampleNamed(wanted.screen, wanted.sample);
  if (sample === undefined) return false;
  page.dataset['skin'] = wanted.display.skin;
  page.dataset['size'] = wanted.display.size;
  flushSync(() => { root.render(<Shown key={fragment} wanted={wanted} sample={sample} />); });
  for (const action of 'press' in sample ? (sample.press ?? []) : []) {
    await settled();
    document.querySelector<HTMLElement>(`[data-action="${action}"]`)?.click();
    await opened();
  }
  await settled();
  return true;
}

/** The doors for whoever makes pictures. */
globalThis.gallery = {
  show,
  check: (fragment, withAxe) => {
    const { inches, isPseudo } = wantedIn(fragment);
    return checkPage(document, { pxPerMm: Number(getComputedStyle(page).getPropertyValue('--px-per-mm')), inches, isPseudo, withAxe });
  },
};

globalThis.addEventListener('hashchange', () => void show(location.hash));
void show(location.hash);
