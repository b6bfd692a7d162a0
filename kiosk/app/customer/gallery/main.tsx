import '@fontsource-variable/noto-sans-sc/wght.css';
import '../../look/tokens.css';
import '../../look/base.css';
import '../kiosk.css';
import '../help.css';
import '../scene/scene.css';
import './gallery.css';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { I18nProvider } from 'react-aria-components';
import { restingTower, sampleSite } from '../../testing/sample-tower.ts';
import { LOCALE, WordsProvider } from '../../words/words.tsx';
import { BootScreen } from '../boot.screen.tsx';
import { Frame } from '../frame.tsx';
import { ServicesContext } from '../services.tsx';
import { pseudo } from './pseudo-words.ts';
import type { BootSample, Sample } from './sample.ts';
import { sampleNamed } from './samples.ts';
import { stillServices } from './still-services.ts';
import { wantedIn } from './wanted.ts';
import type { Wanted } from './wanted.ts';

/** Two pictures of the browser: what was laid out is drawn by then. */
const drawn = (): Promise<void> => new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(() => { resolve(); })));

function Shown({ wanted, sample }: { readonly wanted: Wanted; readonly sample: Sample | BootSample }) {
  const { language, inches, display, isPseudo } = wanted;
  if ('boot' in sample) return <BootScreen language={language} {...sample.boot} />;
  const services = stillServices(sample.tower ?? restingTower, sample.link ?? 'live', inches);
  return (
    <ServicesContext value={services}>
      <I18nProvider locale={LOCALE[language]}>
        <WordsProvider language={language} timeZone={sampleSite.timezone} {...(isPseudo && { manner: pseudo })}>
          <Frame question={undefined} followedCarId={undefined} {...sample.frame} view={sample.view} display={display} session={0} />
        </WordsProvider>
      </I18nProvider>
    </ServicesContext>
  );
}

const root = createRoot(document.getElementById('root') ?? document.body);

/** Shows what the address asks for; `data-shown` says when it stands, or `data-unknown` that there is no such sample. */
async function show(): Promise<void> {
  const fragment = location.hash;
  const page = document.documentElement;
  delete page.dataset['shown'];
  const wanted = wantedIn(fragment);
  const sample = sampleNamed(wanted.screen, wanted.sample);
  if (sample === undefined) {
    page.dataset['unknown'] = fragment;
    return;
  }
  page.dataset['skin'] = wanted.display.skin;
  page.dataset['size'] = wanted.display.size;
  flushSync(() => { root.render(<Shown key={fragment} wanted={wanted} sample={sample} />); });
  for (const action of 'press' in sample ? (sample.press ?? []) : []) {
    await drawn();
    document.querySelector<HTMLElement>(`[data-action="${action}"]`)?.click();
  }
  await drawn();
  await document.fonts.ready;
  await drawn();
  page.dataset['shown'] = fragment;
}

globalThis.addEventListener('hashchange', () => void show());
void show();
