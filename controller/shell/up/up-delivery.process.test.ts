import assert from 'node:assert/strict';
import type { TowerSnapshot } from '../../api/contract/index.ts';
import { processOf, residentMb, startUp, untilReady, type RunningUp } from './testing/running-up.ts';
import { speedForThisMachine } from './testing/machine-speed.ts';
import { until, nowMs } from './testing/until.ts';
import { attendant, untilIdle, visit, type Truth } from './testing/tower-visit.ts';

/** Straight across the aisle from bay A: neither lift nor travel has far to go. */
const NEAREST = { carId: 'SH-02', palletId: 'P02', cell: '1-1R' };
/** It takes about three and a half minutes; a tower that a hiccup of this machine has stopped needs a person in between. */
const DELIVERY_WITHIN_MS = 260_000;
const MEMORY_LIMIT_MB = 300;

describe('a delivery in real time over real ptys', function () {
  this.timeout(15 * 60_000);
  let running: RunningUp | undefined;
  after(() => running?.stop());

  it('brings the car, lets the driver out, takes the pallet home; journal and plant agree on where everything is', async () => {
    const speed = await speedForThisMachine();
    const up = startUp(['--pty', '--headless', '--no-demo', '--port', '0', '--speed', String(speed)]);
    running = up;
    await untilReady(up);
    const tower = await visit(up);
    await untilIdle(tower);
    const collectionId = await tower.collect(await tower.book(NEAREST.carId));
    const startMs = nowMs();
    const { look, deeds } = attendant(tower, collectionId);
    let phase = '';
    const end = await until('the pallet is home again', DELIVERY_WITHIN_MS / speed, async () => {
      const snapshot = await tower.snapshot();
      const ours = snapshot.collections.find((one) => one.collectionId === collectionId);
      if (ours && ours.phase !== phase) {
        phase = ours.phase;
        process.stdout.write(`      ${((nowMs() - startMs) / 1000).toFixed(1).padStart(6)} s  ${phase}\n`);
      }
      await look(snapshot);
      return ours === undefined ? snapshot : undefined;
    }, () => `last phase ${phase}\n${deeds.join('\n')}\n${up.stderr()}`);
    if (deeds.length > 0) process.stdout.write(`      this machine hung for too long, and an attendant helped:\n        ${deeds.join('\n        ')}\n`);
    const truth = await tower.truth();
    assert.equal(phase, 'puttingAway');
    assert.deepEqual(placesOf(end), truePlacesOf(truth));
    assert.equal(truth.pallets[NEAREST.palletId]?.place, `cell:${NEAREST.cell}`);
    assert.equal(truth.cars[NEAREST.carId]?.place, 'outside');
    assert.deepEqual(truth.collisions, []);
    const controller = processOf(up, 'run-controller');
    const memoryMb = residentMb(controller ?? 0);
    process.stdout.write(`      controller: ${memoryMb.toFixed(0)} MB resident after the delivery\n`);
    assert.ok(memoryMb < MEMORY_LIMIT_MB, `${memoryMb} MB`);
    tower.hands.close();
  });
});

/** What stands in each cell and bay and on the carriage, by the journal: pallet and car. */
function placesOf(snapshot: TowerSnapshot): Record<string, string> {
  const { cells, bays, carriage } = snapshot;
  const all = [...Object.entries(cells).map(([id, view]) => [`cell:${id}`, view] as const), ...Object.entries(bays).map(([id, view]) => [`bay:${id}`, view] as const), ['lift', carriage] as const];
  return Object.fromEntries(all.flatMap(([place, { palletId, carId }]) => (palletId === undefined ? [] : [[palletId, `${place} ${carId ?? 'empty'}`]])));
}

/** The same of the plant. */
function truePlacesOf(truth: Truth): Record<string, string> {
  return Object.fromEntries(Object.entries(truth.pallets).map(([id, { place, car }]) => [id, `${place} ${car ?? 'empty'}`]));
}
