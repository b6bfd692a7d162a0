import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { systemHttp } from '../../../hal/system/system-http.ts';
import { systemRng } from '../../../hal/system/system-rng.ts';
import { systemWallClock } from '../../../hal/system/wall-clock.ts';
import type { BackendNews, BackendOrder, BackendParameters } from './parameters.ts';
import { createTimeLapse, lapsedWall } from './time-lapse.ts';
import { tellParent, untilTold } from './told.ts';

const ISSUER = 'urn:carillon:reference-backend';

/** Colours by which a photo is told apart: of the cars that stand in the simulated tower. */
function coloursOf(siteId: string): readonly { readonly variantId: string; readonly colour: string }[] {
  const stock = loadStock(siteId);
  return stock.ok ? stock.value.cars.map(({ variantId, colour }) => ({ variantId, colour })) : [];
}

/** The reference backend as a process of its own, beside a simulated tower. Resolves to the exit status. */
export async function runBackend({ site: asked, folder, port }: BackendParameters): Promise<number> {
  const told = untilTold();
  const site = loadSite(asked);
  if (!site.ok) return refuse(explainProblems(site.problems));
  const { identityAt } = await import('../../../sim/backend/identity.ts');
  const { createBackendCore } = await import('../../../sim/backend/backend-core.ts');
  const { decodeJpeg } = await import('../../../sim/backend/decode-jpeg.ts');
  const { demoMembers } = await import('../../../sim/backend/demo-members.ts');
  const { ledgerFileAt } = await import('../../../sim/backend/ledger-file.ts');
  const { serveBackend } = await import('../../../sim/backend/serve-backend.ts');
  mkdirSync(folder, { recursive: true });
  const identity = identityAt(join(folder, 'identity.json'), systemRng);
  if (!identity.ok) return refuse(identity.error.message);
  const { kid, privateKey, x, secret } = identity.value;
  const towerId = site.value.id;
  const listening = { url: '' };
  const lapse = createTimeLapse();
  const wall = lapsedWall(systemWallClock, lapse.shared);
  const core = createBackendCore({
    clock: createSystemClock(), wall, rng: systemRng, http: systemHttp, file: ledgerFileAt(join(folder, 'ledger.jsonl')),
    towers: [{ towerId, secret }], issuer: ISSUER, kid, privateKey, publicUrl: () => listening.url, colours: coloursOf(towerId), decodeJpeg,
  });
  if (!core.ok) return refuse(core.error.message);
  for (const member of demoMembers(systemWallClock.utcMs())) {
    const attested = core.value.wish(towerId, member);
    if (!attested.ok) return refuse(attested.error.message);
  }
  const served = await serveBackend({ port, core: () => core.value, onBug: report }).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (typeof served === 'string') return refuse(`The backend cannot listen on port ${String(port)} (${served}). Nothing was started. Choose another --port, or leave the backend out (--no-backend).`);
  listening.url = served.url;
  process.on('message', (order: BackendOrder) => {
    if ('passedMs' in order) lapse.pass(order.passedMs);
    else core.value.tellWhere(towerId, order.towerUrl);
  });
  await tellParent<BackendNews>({ kind: 'ready', url: served.url, issuer: ISSUER, key: { kid, x }, secret });
  await told;
  await served.close();
  return 0;
}

function report(error: unknown): void {
  process.stderr.write(`bug in the backend: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

async function refuse(message: string): Promise<number> {
  await tellParent<BackendNews>({ kind: 'refused', message });
  return 1;
}
