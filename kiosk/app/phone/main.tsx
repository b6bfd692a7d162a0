import '@fontsource-variable/noto-sans-sc/wght.css';
import '../look/tokens.css';
import '../look/base.css';
import './phone.css';
import { createRoot } from 'react-dom/client';
import { BootScreen } from '../customer/boot.screen.tsx';
import { applyAppearance, systemSkin } from '../look/appearance.ts';
import { browserClock } from '../rim/browser-clock.ts';
import { createBrowserEnrolment } from '../rim/browser-enrolment.ts';
import { createBrowserFaceEngine } from '../rim/browser-face.ts';
import { browserHttp, newRequestId } from '../rim/browser-http.ts';
import { takeFragment } from '../rim/browser-keys.ts';
import { createTowerClient } from '../tower-client/api-client.ts';
import { createPhoneActors } from './phone-actors.ts';
import { PhoneApp } from './phone-app.tsx';

const RETRY_MS = 1500;
/** CSS pixels of one millimetre on a phone: its pixel is made so that an arm's length looks the same on every model. */
const PHONE_PX_PER_MM = 2.55;

/** `#member=…&code=…` as a link in a message carries it, `#car=…` as the code on a car or a poster does. */
const fragment = takeFragment();
const member = { memberId: fragment.get('member') ?? '', signInCode: fragment.get('code') ?? '' };
const carWish = fragment.get('car') ?? undefined;
const language = navigator.language.startsWith('zh') ? 'zh' : 'en';
const root = createRoot(document.getElementById('root') ?? document.body);

async function start(): Promise<void> {
  applyAppearance({ pxPerMm: PHONE_PX_PER_MM, size: 'm', skin: systemSkin() });
  const client = createTowerClient(browserHttp);
  for (;;) {
    const site = await client.site();
    if (site.ok) {
      const face = createBrowserEnrolment(browserClock, createBrowserFaceEngine(browserClock));
      const actors = createPhoneActors({ client, site: site.value, clock: browserClock, face, newRequestId });
      root.render(<PhoneApp site={site.value} clock={browserClock} client={client} newRequestId={newRequestId} actors={actors} input={{ language, member, carWish }} />);
      return;
    }
    root.render(<BootScreen language={language} code={site.error.code} />);
    await new Promise<void>((resolve) => void browserClock.setTimeout(resolve, RETRY_MS));
  }
}

void start();
