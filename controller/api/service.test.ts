import assert from 'node:assert/strict';
import { accessFor } from '../bookings/backend/testing/backend-hand.ts';
import type { ServiceView } from './contract/index.ts';
import { demoSite, openApiBench } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

const HOUR_MS = 3_600_000;

describe('what beside the machine decides what a customer can do', () => {
  let bench: ApiBench;
  afterEach(() => bench.close());
  const service = async (): Promise<ServiceView> => (await bench.get<ServiceView>('/api/v1/service')).body;

  it('is told to every page, on either listener: a tower that never closes, without a backend', async () => {
    bench = await openApiBench();
    const utcMs = bench.journal.wall.utcMs();
    assert.deepEqual(await service(), { utcMs, hours: { open: true }, backend: 'none', payments: true });
    assert.equal((await bench.ask({ method: 'GET', url: '/api/v1/service' }, 'phone')).status, 200);
  });
  it('says until when the site is open and when it opens again, on its own clocks', async () => {
    bench = await openApiBench({ site: demoSite((site) => ({ ...site, booking: { ...site.booking, openFrom: '09:00', openUntil: '21:00' } })) });
    const noon = bench.journal.wall.utcMs();
    assert.deepEqual((await service()).hours, { open: true, changesAtUtcMs: noon + 9 * HOUR_MS });
    bench.later(9 * HOUR_MS);
    assert.deepEqual((await service()).hours, { open: false, changesAtUtcMs: noon + 21 * HOUR_MS });
  });
  it('has a backend that is lost before it has answered once; what costs something waits for it', async () => {
    bench = await openApiBench({ backend: accessFor() });
    const { backend, backendLostSinceUtcMs, payments } = await service();
    assert.deepEqual([backend, backendLostSinceUtcMs, payments], ['lost', bench.journal.wall.utcMs(), false]);
  });
  it('has no payments where nobody takes any', async () => {
    bench = await openApiBench({ providers: {} });
    assert.equal((await service()).payments, false);
  });
});
