import type { CarView, SiteView } from '../../../../controller/api/contract/index.ts';
import type { PageClock } from '../../rim/rim.port.ts';
import type { Answer } from '../../tower-client/answer.ts';
import type { TowerClient } from '../../tower-client/api-client.ts';
import type { LiveStore } from '../../tower-client/live-store.ts';
import { canBegin, untested } from './boot-checks.ts';
import type { BootCheck, BootCheckId, BootChecks } from './boot-checks.ts';
import type { ProbeParts } from './kiosk-parts-store.ts';

/** What the page cannot be without. */
export interface Started {
  readonly site: SiteView;
  readonly cars: readonly CarView[];
}

/** What is tested, and where it is told. */
export interface StartUpNeeds {
  readonly client: Pick<TowerClient, 'openSession' | 'site' | 'cars'>;
  readonly kioskKey: () => string;
  readonly live: Pick<LiveStore, 'read' | 'subscribe'>;
  readonly probe: ProbeParts;
  /** Whether this tab can keep the key over a reload. */
  readonly keeps: () => boolean;
  readonly clock: PageClock;
  /** Hears of every change of a line. */
  readonly onChecks: (checks: BootChecks) => void;
}

/** Before everything that has failed is tried again. */
export const BOOT_RETRY_MS = 1500;
/** Silence of the live channel that is a failure; the first snapshot comes within a fraction of a second. */
export const LIVE_PATIENCE_MS = 3000;

const verdict = (answer: Answer<unknown>): BootCheck => (answer.ok ? { state: 'ok' } : { state: 'failed', code: answer.error.code });
const isReached = (answer: Answer<unknown>): boolean => answer.ok || answer.error.code !== 'offline';

/** Goes through the checks until the page can begin. What is not needed is tested beside it and waited for by nobody. */
export async function startUp(needs: StartUpNeeds): Promise<Started> {
  const { client, clock, live, onChecks } = needs;
  let checks = untested;
  const note = (id: BootCheckId, check: BootCheck): void => {
    checks = { ...checks, [id]: check };
    onChecks(checks);
  };
  note('storage', needs.keeps() ? { state: 'ok' } : { state: 'failed' });
  void needs.probe().then((broken) => {
    for (const part of ['camera', 'scanner', 'speaker', 'voice'] as const) note(part, { state: broken.includes(part) ? 'failed' : 'ok' });
  });
  const began = clock.nowMs();
  const lookAtLive = (): void => {
    const isHeard = live.read().link === 'live';
    const isLate = clock.nowMs() - began >= LIVE_PATIENCE_MS;
    note('live', isHeard ? { state: 'ok' } : isLate ? { state: 'failed', code: 'offline' } : { state: 'waiting' });
  };
  for (;;) {
    const session = await client.openSession({ role: 'kiosk', key: needs.kioskKey() });
    const site = await client.site();
    note('connection', isReached(session) || isReached(site) ? { state: 'ok' } : { state: 'failed', code: 'offline' });
    note('session', isReached(session) ? verdict(session) : { state: 'waiting' });
    note('site', isReached(site) ? verdict(site) : { state: 'waiting' });
    if (session.ok && site.ok) {
      const cars = await client.cars();
      note('cars', verdict(cars));
      await heard(live, clock, LIVE_PATIENCE_MS);
      lookAtLive();
      // Without the list of cars the drawing has no colours and names; everything else works.
      if (canBegin(checks)) return { site: site.value, cars: cars.ok ? cars.value : [] };
    } else lookAtLive();
    await new Promise<void>((resolve) => void clock.setTimeout(resolve, BOOT_RETRY_MS));
  }
}

/** Resolves when the tower is heard, or after this long. */
function heard(live: Pick<LiveStore, 'read' | 'subscribe'>, clock: PageClock, patienceMs: number): Promise<void> {
  if (live.read().link === 'live') return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clock.clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = clock.setTimeout(end, patienceMs);
    const unsubscribe = live.subscribe(() => {
      if (live.read().link === 'live') end();
    });
  });
}
