import assert from 'node:assert/strict';
import type { Way } from '../../api/contract/index.ts';
import { inRecovery, type RecoveryPlay } from './testing/recovery-play.ts';

const CAR = 'SH-06';
const PALLET = 'P06';
/** The shuttle moves, with the pallet half-way between two supports. */
const isBetween = ({ plant }: RecoveryPlay): boolean => plant.pallets[PALLET]?.place === 'shuttle' && Math.abs(plant.axes.shuttle.velocityMmPerS) > 200 && Math.abs(plant.axes.shuttle.positionMm) > 1500;
const isAtBay = ({ plant }: RecoveryPlay): boolean => Object.entries(plant.doors).some(([id, door]) => id.endsWith('.inner') && door.position > 0.9);

const HALF_WAY: readonly (readonly [string, (play: RecoveryPlay) => boolean])[] = [
  ['out of its cell', (play) => isBetween(play) && !isAtBay(play)],
  ['into the bay', (play) => isBetween(play) && isAtBay(play)],
];
const INTERRUPTIONS: readonly (readonly [string, (play: RecoveryPlay) => Promise<void>])[] = [
  ['somebody presses stop', (play) => play.stop()],
  ['the controller dies', (play) => play.crash()],
  ['the shuttle drive loses its power', async (play) => {
    play.inject({ target: 'shuttle', verb: 'off' });
    await play.pass(3000);
    play.clear('shuttle');
    await play.pass(2000);
  }],
];

describe('a pallet half-way between two supports', function () {
  this.timeout(120_000);
  for (const [where, half] of HALF_WAY) {
    for (const [how, interrupt] of INTERRUPTIONS) {
      for (const way of ['complete', 'reverse'] satisfies Way[]) {
        it(`${where}: ${how}; who only follows the page (${way}) ends with an idle tower and a true journal`, () =>
          inRecovery(async (play) => {
            await play.bring(CAR);
            await play.until(() => half(play));
            await interrupt(play);
            const prefers: readonly Way[] = ['settle', 'home', 'recover', 'level', way, way === 'complete' ? 'reverse' : 'complete'];
            const technician = play.technician({ prefers });
            await technician.untilIdle();
            await technician.allIsWell();
            const wasTakenBack = technician.done.some((deed) => deed.startsWith('reverse order:'));
            assert.equal(play.plant.cars[CAR]?.place === 'outside', !wasTakenBack, technician.done.join(', '));
            if (how.includes('loses its power')) assert.ok(technician.done.includes('recover reference:shuttle'), technician.done.join(', '));
          }));
      }
    }
  }
});
