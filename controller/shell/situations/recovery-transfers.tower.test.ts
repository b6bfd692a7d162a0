import assert from 'node:assert/strict';
import type { Way } from '../../api/contract/index.ts';
import { inRecovery, type RecoveryPlay } from './testing/recovery-play.ts';

const CAR = 'SH-06';
const PALLET = 'P06';
/** The shuttle moves, with the pallet half-way between two supports. */
const isBetween = ({ plant }: RecoveryPlay): boolean => plant.pallets[PALLET]?.place === 'shuttle' && Math.abs(plant.axes.shuttle.velocityMmPerS) > 200 && Math.abs(plant.axes.shuttle.positionMm) > 1500;
const isAtBay = ({ plant }: RecoveryPlay): boolean => Object.entries(plant.doors).some(([id, door]) => id.endsWith('.inner') && door.position > 0.9);

/** The shuttle stands at the end of its reach, its fork in the pallet. */
const hangsOnFork = ({ plant }: RecoveryPlay): boolean => plant.coupledPallet === PALLET && plant.axes.shuttle.velocityMmPerS === 0 && Math.abs(plant.axes.shuttle.positionMm) > 1500;

const HALF_WAY: readonly (readonly [string, (play: RecoveryPlay) => boolean])[] = [
  ['out of its cell', (play) => isBetween(play) && !isAtBay(play)],
  ['into the bay', (play) => isBetween(play) && isAtBay(play)],
  ['still in its cell, the fork in it', (play) => hangsOnFork(play) && !isAtBay(play)],
];
/** The drive of an axis starts again, without its reference. */
const restartsDrive = (axis: 'shuttle' | 'lift' | 'travel') => async (play: RecoveryPlay): Promise<void> => {
  play.inject({ target: axis, verb: 'off' });
  await play.pass(3000);
  play.clear(axis);
  await play.pass(2000);
};
/** What happens, and the way on without which nothing else is one. */
const INTERRUPTIONS: readonly (readonly [string, (play: RecoveryPlay) => Promise<void>, string?])[] = [
  ['somebody presses stop', (play) => play.stop()],
  ['the controller dies', (play) => play.crash()],
  ['the shuttle drive loses its power', restartsDrive('shuttle'), 'recover reference:shuttle'],
  ['the lift drive loses its power', restartsDrive('lift'), 'recover shuttle'],
  ['the travel drive loses its power', restartsDrive('travel'), 'recover shuttle'],
];

describe('a pallet half-way between two supports, or on the fork in one of them', function () {
  this.timeout(120_000);
  for (const [where, half] of HALF_WAY) {
    for (const [how, interrupt, needed] of INTERRUPTIONS) {
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
            if (needed !== undefined) assert.ok(technician.done.includes(needed), technician.done.join(', '));
          }));
      }
    }
  }

  it('that comes back with the shuttle is on its way in the journal before it moves, also when the controller dies meanwhile', () =>
    inRecovery(async (play) => {
      await play.bring(CAR);
      await play.until(() => hangsOnFork(play));
      await play.stop();
      await restartsDrive('lift')(play);
      play.simulation.sim.people.attendant.pressReset();
      await play.pass(3000);
      const chosen = play.simulation.core.tower.choose({ object: 'shuttle', way: 'recover', why: 'it has to come back first', by: 'technician', second: undefined });
      void chosen.then((answer) => { assert.fail(`the recovery has ended before the controller died: ${JSON.stringify(answer)}`); });
      await play.until(() => Math.abs(play.plant.pallets[PALLET]?.yMm ?? 0) < 4000);
      await play.crash();
      const technician = play.technician();
      const { doubts } = await technician.page();
      assert.match(doubts.find(({ id }) => id === `pallet:${PALLET}`)?.journal ?? '', /^transfer:cell:\S+>carriage$/u);
      await technician.untilIdle();
      await technician.allIsWell();
    }));
});
