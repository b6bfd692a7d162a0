import assert from 'node:assert/strict';
import type { SoakReport } from '../../../sim/soak/soak.ts';
import { simSoak } from './sim-soak.ts';

/** An hour in which a car goes out or comes in every two minutes. */
const BUSY_HOUR = { site: 'tmall-shanghai', days: 1 / 24, seed: 3, profile: 'rush', fromHour: 17 } as const;

describe('a busy hour of a soak', () => {
  it('serves whoever comes, with glitches on the way, and keeps the books', async () => {
    const { json } = await simSoak(BUSY_HOUR);
    const { carsOut, carsIn, visits, broken, availability, simulatedMs, journal } = json as unknown as SoakReport;
    assert.deepEqual(broken, []);
    assert.ok(carsOut > 5 && carsIn > 2, `${String(carsOut)} out, ${String(carsIn)} in`);
    assert.equal(visits.accepted + visits.refused + visits.nothingToDo, visits.asked);
    assert.ok(availability > 0.5 && availability <= 1, String(availability));
    assert.equal(Math.round(simulatedMs / 60_000), 60);
    assert.ok(journal.lastMb > journal.firstMb, 'what was done was written down');
  });

  it('is refused for a profile that nobody knows', async () => {
    const { ok, lines } = await simSoak({ ...BUSY_HOUR, profile: 'feast' });
    assert.ok(!ok && /There is no profile "feast"/u.test(lines.join()), lines.join());
  });
});
