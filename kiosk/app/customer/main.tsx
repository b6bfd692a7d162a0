import '@fontsource-variable/noto-sans-sc/wght.css';
import '../look/tokens.css';
import '../look/base.css';
import './kiosk.css';
import './help.css';
import './service.css';
import './scene/scene.css';
import './screens/walk-up/walk-up.css';
import './sound/sound.css';
import { createRoot } from 'react-dom/client';
import type { CarView, SiteView } from '../../../controller/api/contract/index.ts';
import { browserClock, browserFrameLoop } from '../rim/browser-clock.ts';
import { createBrowserFaceEngine, createCameraSteps } from '../rim/browser-face.ts';
import { browserHttp, newRequestId } from '../rim/browser-http.ts';
import { browserKeyStore, takeFragment } from '../rim/browser-keys.ts';
import { createBrowserContent } from '../rim/browser-content.ts';
import { createBrowserOutputs } from '../rim/browser-outputs.ts';
import { createBrowserTones } from '../rim/browser-tones.ts';
import { createBrowserVoice } from '../rim/browser-voice.ts';
import { createOwnVoice } from '../rim/own-voice.ts';
import { browserSocket } from '../rim/browser-socket.ts';
import { shellBridge, startHeartbeat } from '../rim/kiosk-shell.ts';
import { createTowerClient } from '../tower-client/api-client.ts';
import type { TowerClient } from '../tower-client/api-client.ts';
import { requestKeys } from '../tower-client/request-keys.ts';
import { createLiveStore } from '../tower-client/live-store.ts';
import { CustomerApp } from './app.tsx';
import { BootScreen } from './boot.screen.tsx';
import { createSessionActors } from './session-actors.ts';
import { createSoundRoom } from './sound/sound-room.ts';

const RETRY_MS = 1500;

const key = takeFragment().get('key');
if (key !== null) browserKeyStore.write(key);

const root = createRoot(document.getElementById('root') ?? document.body);
const language = navigator.language.startsWith('zh') ? 'zh' : 'en';
const defaults = { language, display: { size: 'm', skin: 'auto' } } as const;

/** Site and cars, as soon as the controller gives them; until then the screen says so and tries again. */
async function loadSite(client: TowerClient): Promise<{ readonly site: SiteView; readonly cars: readonly CarView[] }> {
  for (;;) {
    const session = await client.openSession({ role: 'kiosk', key: browserKeyStore.read() ?? '' });
    const site = await client.site();
    if (session.ok && site.ok) {
      const cars = await client.cars();
      // Without the list of cars the drawing has no colours and names; everything else works.
      return { site: site.value, cars: cars.ok ? cars.value : [] };
    }
    const refusal = session.ok ? site : session;
    root.render(<BootScreen language={language} code={refusal.ok ? 'offline' : refusal.error.code} />);
    await new Promise<void>((resolve) => void browserClock.setTimeout(resolve, RETRY_MS));
  }
}

async function start(): Promise<void> {
  startHeartbeat(shellBridge(), browserClock);
  root.render(<BootScreen language={language} code={undefined} />);
  const client = createTowerClient(browserHttp);
  const { site, cars } = await loadSite(client);
  const engine = createBrowserFaceEngine(browserClock);
  const voice = createBrowserVoice(globalThis.speechSynthesis, createOwnVoice(browserClock));
  const sound = createSoundRoom(site, browserClock, { voice, tones: createBrowserTones(), outputs: createBrowserOutputs(navigator.mediaDevices), content: createBrowserContent(browserClock) });
  const services = { site, cars, live: createLiveStore({ openSocket: browserSocket, clock: browserClock }), clock: browserClock, frames: browserFrameLoop, sound };
  const requestIds = requestKeys(newRequestId);
  const actors = createSessionActors({ client, clock: browserClock, camera: createCameraSteps(browserClock, engine, site.screen.watchesPresence), newRequestId, requestIds });
  root.render(<CustomerApp services={services} actors={actors} defaults={defaults} onForgotten={requestIds.forgetAll} />);
  // The nets take a second or two: they are warmed before the first customer needs them.
  const warmed = await engine.start();
  // A worker that does not start says so to the first customer who chooses the face; the other ways need none.
  if (!warmed.ok) engine.close();
}

void start();
