import assert from 'node:assert/strict';
import { inRecovery, type RecoveryPlay } from './testing/recovery-play.ts';
import type { Technician } from './testing/technician.ts';

const CAR = 'SH-06';
const PALLET = 'P06';

/** The lift is in full motion with the car on the carriage. */
async function untilLifting(play: RecoveryPlay): Promise<void> {
  await play.bring(CAR);
  await play.until(() => play.plant.pallets[PALLET]?.place === 'lift' && Math.abs(play.plant.axes.lift.velocityMmPerS) > 400);
}

async function endsWell(technician: Technician, ...deeds: readonly string[]): Promise<void> {
  await technician.untilIdle();
  await technician.allIsWell();
  for (const deed of deeds) assert.ok(technician.done.includes(deed), `${deed}: ${technician.done.join(', ')}`);
}

describe('a part of the machine that is in doubt', function () {
  this.timeout(120_000);

  it('the encoder of the lift slips in mid-move: nothing goes on before it is homed, and homing takes the slip away', () =>
    inRecovery(async (play) => {
      await untilLifting(play);
      play.inject({ target: 'lift', verb: 'wrong', amount: 40 });
      await play.pass(5000);
      const technician = play.technician();
      await endsWell(technician, 'home reference:lift', `complete order:play-${CAR}`);
    }));

  it('the distance meter of the lift is wrong: homing finds no agreement, and nothing moves by it until the meter is mended', () =>
    inRecovery(async (play) => {
      await untilLifting(play);
      play.inject({ target: 'distance-lift', verb: 'wrong', amount: 40 });
      await play.pass(5000);
      const { tower, stop } = play.simulation.core;
      for (let presses = 0; presses < 2 && stop.latched() !== undefined; presses += 1) {
        play.simulation.sim.people.attendant.pressReset();
        await play.pass(3000);
      }
      const homing = tower.home('lift', 'technician');
      await play.until(() => stop.latched() !== undefined, 120_000);
      await play.pass(5000);
      const answer = await homing;
      assert.ok(!answer.ok && answer.error.code === 'notHomed', JSON.stringify(answer));
      play.clear('distance-lift');
      await endsWell(play.technician(), `complete order:play-${CAR}`);
    }));

  for (const axis of ['lift', 'travel', 'shuttle'] as const) {
    it(`the ${axis} drive has lost its reference while the tower rested: it is offered to be homed, and nothing else`, () =>
      inRecovery(async (play) => {
        play.inject({ target: axis, verb: 'off' });
        await play.pass(3000);
        play.clear(axis);
        await play.pass(2000);
        const technician = play.technician();
        const offered = (await technician.page()).doubts.flatMap(({ id, ways }) => ways.map(({ way }) => `${way} ${id}`));
        assert.deepEqual(offered.filter((one) => one.includes('reference')), [`home reference:${axis}`]);
        await endsWell(technician, `home reference:${axis}`);
      }));
  }

  it('the controller dies while the lift is between levels: the lift creeps to the nearest one, is pinned, and the order goes on', () =>
    inRecovery(async (play) => {
      await untilLifting(play);
      await play.crash();
      let fastest = 0;
      const watch = play.simulation.clock.every(10, () => {
        if (play.simulation.core.tower.snapshot().tower.collections[0]?.paused === true) fastest = Math.max(fastest, Math.abs(play.plant.axes.lift.velocityMmPerS));
      });
      const technician = play.technician();
      await technician.untilIdle();
      watch();
      assert.ok(fastest > 50 && fastest <= 155, `creeps while the order waits, at ${fastest.toFixed(0)} mm/s`);
      await endsWell(technician, 'level carriage', `complete order:play-${CAR}`);
    }));

  it('somebody lets the order go on while the lift still creeps to its level: that is refused, nothing stops for it, and it goes on afterwards', () =>
    inRecovery(async (play) => {
      await untilLifting(play);
      await play.stop();
      const { tower, stop } = play.simulation.core;
      const asked = tower.reset('technician', 'looked at the tower');
      await play.until(() => stop.latched() === undefined);
      assert.equal((await asked).ok, true);
      const levelled = tower.choose({ object: 'carriage', way: 'level', why: 'it stands between levels', by: 'technician', second: undefined });
      await play.until(() => Math.abs(play.plant.axes.lift.velocityMmPerS) > 50);
      const early = tower.resume(`play-${CAR}`);
      await play.pass(1000);
      const refused = await early;
      assert.ok(!refused.ok && refused.error.code === 'notPermitted', JSON.stringify(refused));
      await play.until(() => play.plant.axes.lift.brakeClosed);
      await play.pass(3000);
      assert.equal(stop.latched(), undefined);
      assert.equal((await levelled).ok, true);
      await endsWell(play.technician(), `complete order:play-${CAR}`);
    }));

  it('the lift creeps beside its level while the lock pin goes in: the reset waits for no level that only the lift itself can find, and the order goes on', () =>
    inRecovery(async (play) => {
      const { lift } = play.plant.axes;
      await play.bring(CAR);
      await play.until(() => Math.abs(lift.velocityMmPerS) > 400);
      await play.until(() => lift.brakeClosed && play.plant.lockPin.position > 0.1);
      lift.positionMm += 9;
      await play.pass(5000);
      const { stop } = play.simulation.core;
      assert.ok(stop.latched()?.broken.some(({ fact }) => fact === 'liftAtLevel'), JSON.stringify(stop.latched()?.detail));
      await endsWell(play.technician(), 'reset at the panel', `complete order:play-${CAR}`);
    }));

  for (const [what, holds] of [
    ['in front of its cell while the shuttle reaches out', ({ plant }) => plant.pallets[PALLET]?.place.startsWith('cell:') === true && Math.abs(plant.axes.shuttle.positionMm) > 300],
    ['while the shuttle draws the pallet in', ({ plant }) => plant.pallets[PALLET]?.place === 'shuttle' && Math.abs(plant.axes.shuttle.positionMm) < 1500],
    ['in front of the bay while its inner door opens', ({ plant }) => (plant.doors['A.inner']?.position ?? 0) > 0.3],
  ] as readonly (readonly [string, (play: RecoveryPlay) => boolean])[]) {
    it(`the carriage is pushed off its position ${what}: the reset waits for no position that only the carriage itself can find, and the order goes on`, () =>
      inRecovery(async (play) => {
        const { travel } = play.plant.axes;
        assert.ok(travel);
        await play.bring(CAR);
        await play.until(() => holds(play));
        travel.positionMm += 9;
        await play.pass(5000);
        await endsWell(play.technician());
        // Where a pin holds the carriage, nothing but an accident pushes it.
      }, { byAccident: ['I02'] }));
  }

  it('the brake of the lift does not hold: the lift goes out of service, no car is promised, and only evidence brings it back', () =>
    inRecovery(async (play) => {
      const { lift } = play.plant.axes;
      const slipping = play.simulation.clock.every(10, () => { lift.positionMm += 0.2; });
      await play.until(() => play.simulation.core.stop.latched()?.code === 'uncommandedMotion', 10_000);
      slipping();
      await play.pass(2000);
      const technician = play.technician();
      const { doubts } = await technician.page();
      assert.deepEqual(doubts.filter(({ kind }) => kind === 'brake').map(({ id, ways }) => [id, ways.map(({ way }) => way)]), [['brake:lift', ['quarantine']]]);
      const { tower } = play.simulation.core;
      assert.ok((await tower.choose({ object: 'brake:lift', way: 'quarantine', why: 'it came down by itself', by: 'technician', second: undefined })).ok);
      await endsWell(technician);
      const refused = await tower.collect({ collectionId: 'x', bookingId: undefined, carId: CAR });
      assert.ok(!refused.ok && refused.error.code === 'quarantined', JSON.stringify(refused));
      const bySensors = await tower.liftQuarantine({ place: 'lift', proof: 'sensors', why: 'it stands now', by: 'technician' });
      assert.ok(!bySensors.ok && bySensors.error.code === 'wayNotReady', 'standing proves no brake');
      assert.ok((await tower.liftQuarantine({ place: 'lift', proof: 'evidence', why: 'brake lining changed and tested with 3.2 t', by: 'technician' })).ok);
      await play.bring(CAR);
    }));
});
