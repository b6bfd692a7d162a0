import assert from 'node:assert/strict';
import { carryByHand } from '../simulation/by-hand.ts';
import { inRecovery, type RecoveryPlay } from './testing/recovery-play.ts';
import { defaultTower } from './testing/tower-scene.ts';

const CAR = 'SH-06';
const PALLET = 'P06';
const HOME = 'cell:2-1R';
/** A pallet that nobody holds between two places, and a fork that moves while the shuttle does, are what the accident itself makes. */
const ACCIDENT = { byAccident: ['I13', 'I26'] } as const;

const outMm = ({ plant }: RecoveryPlay): number => Math.abs(plant.axes.shuttle.positionMm);
const isAtBay = ({ plant }: RecoveryPlay): boolean => Object.entries(plant.doors).some(([id, door]) => id.endsWith('.inner') && door.position > 0.9);
const isCoupled = ({ plant }: RecoveryPlay): boolean => plant.coupledPallet === PALLET && Math.abs(plant.axes.shuttle.velocityMmPerS) > 50;

/** Where it happens. */
const MOMENTS: readonly (readonly [string, (play: RecoveryPlay) => boolean])[] = [
  ['hardly out of its cell', (play) => isCoupled(play) && !isAtBay(play) && outMm(play) < 5500],
  ['half out of its cell', (play) => isCoupled(play) && !isAtBay(play) && outMm(play) < 4000],
  ['nearly on the carriage', (play) => isCoupled(play) && !isAtBay(play) && outMm(play) < 600],
  ['hardly off the carriage, on its way into the bay', (play) => isCoupled(play) && isAtBay(play) && outMm(play) > 600],
  ['half in the bay', (play) => isCoupled(play) && isAtBay(play) && outMm(play) > 3500],
];
/** The shuttle brakes from its full speed on so much way at most. */
const BRAKES_MM = 400;

async function loseGrip(play: RecoveryPlay, isThere: (play: RecoveryPlay) => boolean, lastsMs: number): Promise<void> {
  await play.bring(CAR);
  await play.until(() => isThere(play));
  play.inject({ target: 'io-carriage/fork', verb: 'off' });
  const fromMm = outMm(play);
  await play.pass(lastsMs);
  play.clear('io-carriage/fork');
  await play.pass(5000);
  assert.ok(Math.abs(outMm(play) - fromMm) < BRAKES_MM, 'the shuttle does not go on with a fork that has left its end');
}

/** How long it is without power: back before it lets go, or not. What has let go stays down when the power comes back, and takes hold of nothing half-way. */
const OUTAGES = [700, 8000] as const;

describe('a fork that loses its power while it holds a pallet', function () {
  this.timeout(120_000);

  for (const [where, isThere] of MOMENTS) {
    for (const lastsMs of OUTAGES) {
      const isLost = lastsMs > 1000;
      it(`${where}, for ${String(lastsMs)} ms: the shuttle is stopped, ${isLost ? 'people bring the pallet home and say so; the tower is idle, its journal true' : 'and the work goes on after a reset'}`, () =>
        inRecovery(async (play) => {
          await loseGrip(play, isThere, lastsMs);
          const technician = play.technician({ seen: { [`pallet:${PALLET}`]: HOME }, carries: () => { carryByHand(play.simulation.sim, defaultTower().site, { what: 'pallet', id: PALLET, to: HOME }); } });
          await technician.untilIdle();
          await technician.allIsWell();
          assert.equal(technician.done.includes(`declare pallet:${PALLET}`), isLost, technician.done.join(', '));
          assert.equal(play.plant.cars[CAR]?.place === 'outside', !isLost);
        }, ACCIDENT));
    }
  }
});
