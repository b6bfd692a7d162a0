import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { explainProblems, loadSite } from '../../../config/load-site.ts';
import { createPhotoFiles } from '../../bookings/photos/photo-files.ts';
import { openSiteKeys } from '../../bookings/site-keys.ts';
import { createWorkerStore } from '../../journal/worker-store.ts';
import { done, fault, ok } from '../../ports.ts';
import type { Clock, Fault, OutboundHttp, Result, Rng, StoreFault, WallClock } from '../../ports.ts';
import { createApiLog } from '../api-log.ts';
import type { Api, ApiFault } from '../api.port.ts';
import { createApi } from '../create-api.ts';
import { connectTower } from './tower-proxy.ts';
import type { ApiNews, ApiOrder, ApiWorkerData, DemoMember } from './worker-messages.ts';

/** The machine, as this thread gets it from the one file that may touch it. */
export interface WorkerRim {
  readonly clock: Clock;
  readonly wall: WallClock;
  readonly rng: Rng;
  readonly http: OutboundHttp;
}

const DEMO = { memberId: 'demo', name: 'Lin Xiao', language: 'zh' } as const;
const DEMO_STANDING = { tier: 'super', creditScore: 720, licenceUntilUtcMs: Date.UTC(2040, 0, 1), isBlocked: false } as const;
const TECHNICIAN = { technicianId: 'simulator', name: 'Technician of the simulator' } as const;
const SECOND_TECHNICIAN = { technicianId: 'simulator-2', name: 'Second technician of the simulator' } as const;

async function openApi(data: ApiWorkerData, rim: WorkerRim): Promise<Result<Api, ApiFault | Fault>> {
  const site = loadSite(data.site);
  if (!site.ok) return fault('siteWrong', explainProblems(site.problems));
  const store = createWorkerStore(data.store);
  const keys = await openSiteKeys(join(data.keyFolder, 'site-keys.json'), site.value.id, rim.rng, store);
  if (!keys.ok) return keys;
  const { controller, phone } = site.value.network;
  const network = { controller: { ...controller, port: data.port }, phone: { ...phone, port: data.phonePort } };
  return createApi({
    ...rim,
    site: { ...site.value, network },
    tower: await connectTower(data.tower),
    store,
    photos: createPhotoFiles(join(data.keyFolder, 'photos')),
    keys: keys.value,
    kioskKey: data.kioskKey,
    log: createApiLog(),
    staticRoot: data.staticRoot,
    ...(data.backend !== undefined && { backend: data.backend }),
  });
}

/** Random by the kiosk's key of this run, so that a restart within the run keeps it. */
function signInCodeOf(kioskKey: string): string {
  const bytes = createHmac('sha256', kioskKey).update('carillon/demo-member').digest().subarray(0, 10);
  return [...bytes].map((byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(byte & 31)).join('');
}

/** People of a demonstration: never those of a real tower. */
async function seedPeople({ people }: Api, data: ApiWorkerData): Promise<Result<DemoMember | undefined, StoreFault>> {
  for (const [who, pin] of [[TECHNICIAN, data.technicianPin], [SECOND_TECHNICIAN, data.secondPin]] as const) {
    if (pin === undefined) continue;
    const issued = await people.issuePin(who, pin);
    if (!issued.ok) return issued;
  }
  if (!data.seedDemoMember) return ok(undefined);
  const code = await people.issueSignInCode(DEMO, signInCodeOf(data.kioskKey));
  // Where there is a backend, it says who its members are.
  const vouched = code.ok && data.backend === undefined ? await people.vouch(DEMO.memberId, DEMO_STANDING) : done;
  if (!vouched.ok) return vouched;
  return code.ok ? ok({ memberId: DEMO.memberId, signInCode: code.value }) : code;
}

async function start(data: ApiWorkerData, rim: WorkerRim): Promise<Result<{ readonly api: Api; readonly news: ApiNews }, Fault>> {
  const api = await openApi(data, rim);
  if (!api.ok) return api;
  const demoMember = await seedPeople(api.value, data);
  if (!demoMember.ok) return demoMember;
  const urls = await api.value.listen();
  if (!urls.ok) {
    await api.value.close();
    return urls;
  }
  const { controller: controllerUrl, phone: phoneUrl } = urls.value;
  return ok({ api: api.value, news: { kind: 'ready', controllerUrl, phoneUrl, demoMember: demoMember.value } });
}

/** Runs the API in this worker thread until its owner closes it. */
export async function runApiWorker(rim: WorkerRim): Promise<void> {
  const owner = parentPort;
  if (owner === null) throw new Error('the API worker runs in a worker thread');
  const tell = (news: ApiNews): void => owner.postMessage(news);
  const started = await start(workerData as ApiWorkerData, rim);
  if (!started.ok) {
    tell({ kind: 'refused', message: started.error.message });
    return;
  }
  owner.on('message', (_order: ApiOrder) => {
    void started.value.api.close().then(() => process.exit(0));
  });
  tell(started.value.news);
}
