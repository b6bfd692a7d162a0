import '@fontsource-variable/noto-sans-sc/wght.css';
import '../look/tokens.css';
import '../look/base.css';
import '../customer/scene/scene.css';
import './phone.css';
import './drive/drive.css';
import { createRoot } from 'react-dom/client';
import { BootScreen } from '../customer/boot.screen.tsx';
import { applyAppearance, systemSkin } from '../look/appearance.ts';
import { browserClock, browserFrameLoop } from '../rim/browser-clock.ts';
import { browserDownload, browserSaveFile } from '../rim/browser-download.ts';
import { createBrowserEnrolment } from '../rim/browser-enrolment.ts';
import { createBrowserFaceEngine } from '../rim/browser-face.ts';
import { createBrowserCarCodes } from '../rim/browser-car-codes.ts';
import { browserHistory } from '../rim/browser-history.ts';
import { browserHttp, newRequestId } from '../rim/browser-http.ts';
import { takeFragment } from '../rim/browser-keys.ts';
import { browserPassStore } from '../rim/browser-pass-store.ts';
import { shrinkPhoto } from '../rim/browser-photo.ts';
import { browserShown } from '../rim/browser-shown.ts';
import { browserSocket } from '../rim/browser-socket.ts';
import { createTowerClient } from '../tower-client/api-client.ts';
import type { TowerClient } from '../tower-client/api-client.ts';
import { createLiveStore } from '../tower-client/live-store.ts';
import { createPhotoQueue } from './drive/flow/photo-queue.ts';
import { PhoneRimContext } from './drive/phone-rim.tsx';
import type { PhoneRim } from './drive/phone-rim.tsx';
import { createPassKeeper } from './flow/kept-pass.ts';
import { driveWishOf } from './flow/phone-context.ts';
import { createPhoneActors } from './phone-actors.ts';
import { PhoneApp } from './phone-app.tsx';
import { KeptPassPage } from './screens/kept-pass.screen.tsx';

const RETRY_MS = 1500;
/** CSS pixels of one millimetre on a phone: its pixel is made so that an arm's length looks the same on every model. */
const PHONE_PX_PER_MM = 2.55;

/** `#member=…&code=…` as a link in a message carries it, `#car=…` as the code on a car or a poster does, `#take=…` and `#drive=…&show=…` as codes of the kiosk. */
const fragment = takeFragment();
const member = { memberId: fragment.get('member') ?? '', signInCode: fragment.get('code') ?? '' };
const carWish = fragment.get('car') ?? undefined;
const takeToken = fragment.get('take') ?? undefined;
const driveWish = driveWishOf(fragment.get('drive'), fragment.get('show'));
const language = navigator.language.startsWith('zh') ? 'zh' : 'en';
const passes = createPassKeeper(browserPassStore);
const keeping = { saveFile: browserSaveFile, passes };
const root = createRoot(document.getElementById('root') ?? document.body);

/** What the pages of the drive need of this phone. */
function phoneRim(client: TowerClient): PhoneRim {
  return {
    openLive: () => createLiveStore({ openSocket: browserSocket, clock: browserClock }),
    frames: browserFrameLoop,
    shown: browserShown,
    download: browserDownload,
    photos: createPhotoQueue({ clock: browserClock, shrink: shrinkPhoto, send: (spot, picture) => client.keepPhoto(spot, picture) }),
    show: ({ textSize, contrast, reducedMotion }) => {
      applyAppearance({ pxPerMm: PHONE_PX_PER_MM, size: textSize, skin: contrast === 'auto' ? systemSkin() : contrast, isStill: reducedMotion });
    },
  };
}

async function start(): Promise<void> {
  applyAppearance({ pxPerMm: PHONE_PX_PER_MM, size: 'm', skin: systemSkin() });
  const client = createTowerClient(browserHttp);
  for (;;) {
    const site = await client.site();
    if (site.ok) {
      const face = createBrowserEnrolment(browserClock, createBrowserFaceEngine(browserClock));
      const actors = createPhoneActors({ client, site: site.value, clock: browserClock, face, newRequestId, carCodes: createBrowserCarCodes(browserClock), shrinkPhoto });
      root.render(
        <PhoneRimContext value={phoneRim(client)}>
          <PhoneApp site={site.value} clock={browserClock} client={client} newRequestId={newRequestId} actors={actors} keeping={keeping} history={browserHistory} input={{ language, member, carWish, takeToken, driveWish }} />
        </PhoneRimContext>,
      );
      return;
    }
    // Without the tower or the network the pass is still read, as far as it was kept.
    const kept = passes.read(browserClock.utcMs());
    root.render(kept === undefined ? <BootScreen language={language} code={site.error.code} /> : <KeptPassPage kept={kept} language={language} />);
    await new Promise<void>((resolve) => void browserClock.setTimeout(resolve, RETRY_MS));
  }
}

void start();
