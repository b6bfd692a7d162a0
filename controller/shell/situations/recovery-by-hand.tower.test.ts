import assert from 'node:assert/strict';
import type { Way } from '../../api/contract/index.ts';
import { carryByHand } from '../simulation/by-hand.ts';
import { inRecovery, type RecoveryPlay } from './testing/recovery-play.ts';
import { defaultTower } from './testing/tower-scene.ts';

const CAR = 'SH-05';
const PALLET = 'P05';
const HOME = 'cell:2-1L';
const BY = { why: 'carried back with the crane', by: 'technician', second: 'colleague' } as const;

const declare = ({ simulation }: RecoveryPlay, second?: string) => simulation.core.tower.choose({ object: `pallet:${PALLET}`, way: 'declare', place: HOME, ...BY, second });
const declarationOf = async ({ simulation }: RecoveryPlay) => {
  const page = await simulation.core.tower.recovery();
  assert.ok(page.ok);
  return page.value.doubts.find(({ id }) => id === `pallet:${PALLET}`)?.ways.find(({ way }) => way === 'declare')?.declarations?.find(({ place }) => place === HOME);
};
/** The shuttle is on its way back with the pallet, `outMm` from its middle; motion is stopped, and people work inside. */
async function inMidTransfer(play: RecoveryPlay, outMm: number, handsOn: () => void): Promise<void> {
  const { sim } = play.simulation;
  await play.bring(CAR);
  await play.until(() => play.plant.pallets[PALLET]?.place === 'shuttle' && Math.abs(play.plant.axes.shuttle.positionMm) < outMm);
  await play.stop();
  sim.people.attendant.turnKey('maintenance');
  await play.pass(3000);
  handsOn();
  sim.people.attendant.turnKey('auto');
  await play.pass(3000);
  sim.people.attendant.pressReset();
  await play.pass(3000);
}

describe('a transfer that was stopped half-way and finished by hand', function () {
  this.timeout(120_000);

  it('is not proven to be in its cell by the probe of the cell while the fork may hold it half-way', () =>
    inRecovery(async (play) => {
      await inMidTransfer(play, 5700, () => undefined);
      const declaration = await declarationOf(play);
      assert.deepEqual([declaration?.proven, declaration?.by], [false, 'twoTechnicians']);
      const alone = await declare(play);
      assert.ok(!alone.ok && alone.error.code === 'secondPersonNeeded');
      await play.technician({ prefers: ['settle', 'home', 'recover', 'level', 'complete'] }).untilIdle();
    }));

  for (const outMm of [5700, 4500, 2000]) {
    for (const way of ['reverse', 'complete'] satisfies Way[]) {
      it(`is said to be in its cell by two people, since the probe of a cell sees one half-way as well (${way}, ${String(outMm)} mm out)`, () =>
        inRecovery(async (play) => {
          const { sim } = play.simulation;
          await inMidTransfer(play, outMm, () => { carryByHand(sim, defaultTower().site, { what: 'pallet', id: PALLET, to: HOME }); });
          const declaration = await declarationOf(play);
          assert.deepEqual([declaration?.proven, declaration?.by], [false, 'twoTechnicians'], JSON.stringify(declaration));
          const told = await declare(play, 'colleague');
          assert.ok(told.ok, told.ok ? '' : told.error.message);
          const back = await play.simulation.core.tower.liftQuarantine({ place: HOME, proof: 'sensors', why: 'the probe sees it', by: 'technician' });
          assert.ok(back.ok, back.ok ? '' : back.error.message);
          const technician = play.technician({ prefers: ['settle', 'home', 'recover', 'level', way, 'complete'] });
          await technician.untilIdle();
          await technician.allIsWell();
          assert.equal(play.plant.pallets[PALLET]?.place === HOME && play.plant.cars[CAR]?.place !== 'outside', way === 'reverse');
        }));
    }
  }

  it('is not offered to go on before the tower is given back to production: the gate would refuse its first motion', () =>
    inRecovery(async (play) => {
      const { sim } = play.simulation;
      const complete = async () => (await technician.page()).doubts.find(({ id }) => id === `order:play-${CAR}`)?.ways.find(({ way }) => way === 'complete');
      const technician = play.technician({ prefers: ['settle', 'home', 'recover', 'level', 'complete'] });
      await play.bring(CAR);
      await play.until(() => play.plant.pallets[PALLET]?.place === 'shuttle');
      await play.stop();
      sim.people.attendant.turnKey('maintenance');
      await play.pass(3000);
      sim.people.attendant.turnKey('auto');
      await play.pass(3000);
      const early = await complete();
      assert.equal(early?.ready, false);
      assert.ok(early.conditions.some(({ green, rule }) => !green && rule?.interlockId === 'IL-173'), JSON.stringify(early.conditions));
      sim.people.attendant.pressReset();
      await play.pass(3000);
      await technician.untilIdle();
      await technician.allIsWell();
    }));
});
