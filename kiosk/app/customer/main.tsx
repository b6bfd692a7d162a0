import './styles.ts';
import { createRoot } from 'react-dom/client';
import { browserClock, browserFrameLoop } from '../rim/browser-clock.ts';
import { createBrowserFaceEngine, createCameraSteps } from '../rim/browser-face.ts';
import { browserHttp, newRequestId } from '../rim/browser-http.ts';
import { createBrowserGpu } from '../rim/browser-gpu.ts';
import { browserKeyStore, takeFragment } from '../rim/browser-keys.ts';
import { keepsInTab, probeBrowserParts } from '../rim/browser-parts.ts';
import { createBrowserContent } from '../rim/browser-content.ts';
import { createBrowserOutputs } from '../rim/browser-outputs.ts';
import { createBrowserTones } from '../rim/browser-tones.ts';
import { createBrowserVoice } from '../rim/browser-voice.ts';
import { createOwnVoice } from '../rim/own-voice.ts';
import { browserSocket } from '../rim/browser-socket.ts';
import { holdPage } from '../rim/hold-page.ts';
import { shellBridge, startHeartbeat } from '../rim/kiosk-shell.ts';
import { createTowerClient } from '../tower-client/api-client.ts';
import { requestKeys } from '../tower-client/request-keys.ts';
import { createLiveStore } from '../tower-client/live-store.ts';
import { createServiceStore } from '../tower-client/service-store.ts';
import { CustomerApp } from './app.tsx';
import { untested } from './boot/boot-checks.ts';
import { SelfTestScreen } from './boot/self-test.screen.tsx';
import { createKioskPartsStore } from './boot/kiosk-parts-store.ts';
import { startUp } from './boot/start-up.ts';
import { createSessionActors } from './session-actors.ts';
import { createSoundRoom } from './sound/sound-room.ts';

const key = takeFragment().get('key');
if (key !== null) browserKeyStore.write(key);

holdPage(window);
const root = createRoot(document.getElementById('root') ?? document.body);
const language = navigator.language.startsWith('zh') ? 'zh' : 'en';
const defaults = { language, display: { size: 'm', skin: 'auto' } } as const;

async function start(): Promise<void> {
  startHeartbeat(shellBridge(), browserClock);
  root.render(<SelfTestScreen language={language} checks={untested} />);
  const client = createTowerClient(browserHttp);
  const live = createLiveStore({ openSocket: browserSocket, clock: browserClock });
  let hasBegun = false;
  const { site, cars } = await startUp({
    client, live, clock: browserClock, probe: probeBrowserParts, keeps: keepsInTab, kioskKey: () => browserKeyStore.read() ?? '',
    onChecks: (checks) => {
      if (!hasBegun) root.render(<SelfTestScreen language={language} checks={checks} />);
    },
  });
  hasBegun = true;
  const beside = { service: createServiceStore({ ask: client.service, clock: browserClock }), parts: createKioskPartsStore({ probe: probeBrowserParts, clock: browserClock }) };
  const engine = createBrowserFaceEngine(browserClock);
  const voice = createBrowserVoice(globalThis.speechSynthesis, createOwnVoice(browserClock));
  const sound = createSoundRoom(site, browserClock, { voice, tones: createBrowserTones(), outputs: createBrowserOutputs(navigator.mediaDevices), content: createBrowserContent(browserClock) });
  const services = { site, cars, live, clock: browserClock, frames: browserFrameLoop, gpu: createBrowserGpu(), sound };
  const requestIds = requestKeys(newRequestId);
  const actors = createSessionActors({ client, clock: browserClock, camera: createCameraSteps(browserClock, engine, site.screen.watchesPresence), newRequestId, requestIds });
  root.render(<CustomerApp services={services} beside={beside} actors={actors} defaults={defaults} onForgotten={requestIds.forgetAll} />);
  // The nets take a second or two: they are warmed before the first customer needs them.
  const warmed = await engine.start();
  // A worker that does not start says so to the first customer who chooses the face; the other ways need none.
  if (!warmed.ok) engine.close();
}

void start();
