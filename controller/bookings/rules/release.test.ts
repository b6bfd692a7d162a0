import assert from 'node:assert/strict';
import type { BookingView, Problem } from '../../api/contract/index.ts';
import { MEMBER, book, openApiBench, problemOf } from '../../api/testing/api-bench.ts';
import type { ApiBench } from '../../api/testing/api-bench.ts';
import { attest } from '../../api/testing/standing.ts';
import { NOON_UTC_MS } from '../../journal/testing/journal-bench.ts';

const HOUR_MS = 3_600_000;

describe('a release at the kiosk', () => {
  let bench: ApiBench;
  let kiosk: string;
  beforeEach(async () => {
    bench = await openApiBench();
    kiosk = await bench.signIn('kiosk');
  });
  afterEach(() => bench.close());
  const recognise = ({ code }: BookingView) => bench.post<Problem>('/api/v1/recognitions', kiosk, { by: 'code', code });

  it('is refused with every rule that is broken, each once', async () => {
    const booking = await book(bench);
    attest(bench.journal, MEMBER, { isBlocked: true, tier: 'standard', licenceUntilUtcMs: null });
    const refused = await recognise(booking);
    assert.equal(problemOf(refused), 'memberBlocked');
    assert.deepEqual(refused.body.also, ['tierTooLow', 'licenceMissing']);
  });
  it('tells who comes too early what else is missing, while there is time', async () => {
    const booking = await book(bench, { fromUtcMs: NOON_UTC_MS + 3 * HOUR_MS, untilUtcMs: NOON_UTC_MS + 4 * HOUR_MS });
    attest(bench.journal, MEMBER, { licenceUntilUtcMs: null });
    const refused = await recognise(booking);
    assert.equal(problemOf(refused), 'tooEarly');
    assert.ok((refused.body.retryAfterMs ?? 0) > 0);
    assert.deepEqual(refused.body.also, ['licenceMissing']);
  });
  it('has nothing to add where one thing is missing', async () => {
    const booking = await book(bench);
    attest(bench.journal, MEMBER, { isBlocked: true });
    assert.equal((await recognise(booking)).body.also, undefined);
  });
});
