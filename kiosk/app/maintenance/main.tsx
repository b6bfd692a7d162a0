import '@fontsource-variable/noto-sans-sc/wght.css';
import '../look/tokens.css';
import '../look/base.css';
import './maintenance.css';
import './mimic/mimic.css';
import { createRoot } from 'react-dom/client';
import { BootScreen } from '../customer/boot.screen.tsx';
import { browserClock } from '../rim/browser-clock.ts';
import { browserDownload } from '../rim/browser-download.ts';
import { browserHttp, newRequestId } from '../rim/browser-http.ts';
import { browserSocket } from '../rim/browser-socket.ts';
import { createLiveStore } from '../tower-client/live-store.ts';
import type { LiveStore } from '../tower-client/live-store.ts';
import { createBenchActors, createHoldActors } from './bench-actors.ts';
import { BenchApp } from './bench-app.tsx';
import { createBenchClient } from './bench-client.ts';

const RETRY_MS = 1500;

const language = navigator.language.startsWith('zh') ? 'zh' : 'en';
const root = createRoot(document.getElementById('root') ?? document.body);

async function start(): Promise<void> {
  const clock = browserClock;
  let live: LiveStore | undefined;
  const client = createBenchClient({ http: browserHttp, download: browserDownload, newRequestId, onSession: (token) => live?.showSession(token) });
  for (;;) {
    const site = await client.site();
    if (site.ok) {
      live = createLiveStore({ openSocket: browserSocket, clock });
      const actors = { bench: createBenchActors({ client, clock }), hold: createHoldActors({ client, clock }) };
      const services = { site: site.value, live, clock, exportHistory: client.exportHistory };
      root.render(<BenchApp services={services} actors={actors} language={language} />);
      return;
    }
    root.render(<BootScreen language={language} code={site.error.code} />);
    await new Promise<void>((resolve) => void clock.setTimeout(resolve, RETRY_MS));
  }
}

void start();
