import assert from 'node:assert/strict';
import { readTheTable } from './testing/the-table.ts';
import { ownerOf } from './testing/losses.ts';
import { inTower, untilLiftMoves, type Fault, type Scene } from './testing/tower-scene.ts';

const { rowsOf, sources, targets, site } = await readTheTable();

/** Everything that a row of the carriage's motions reads, as the board names it: lines, inputs, and the devices that carry them. */
const read = new Set([...rowsOf('lift.move'), ...rowsOf('travel.move')].flatMap(({ fact }) => (sources.get(fact) ?? []).flatMap((source) => [source, ownerOf(source)])));
const outputs = new Set([
  ...site.devices.flatMap(({ id, ...device }) => ('outputs' in device ? (device.outputs ?? []).map((name) => `${id}/${name}`) : [])),
  ...site.gpio.lines.filter(({ direction }) => direction === 'out').map(({ name }) => `gpio/${name}`),
]);
const isSensor = (target: string): boolean => !target.startsWith('bus/') && !outputs.has(target) && !/\/(?:motor|brake|lock|bolt)$/u.test(target);
const unneeded = targets.filter((target) => isSensor(target) && !read.has(target));

/** How each can be lost: a whole device by silence or power, an input or line by a broken wire or a false level. */
function lossesOf(target: string): readonly Fault[] {
  const verbs: readonly Fault['verb'][] = target.startsWith('gpio/') ? ['off', 'silent', 'wrong'] : target.includes('/') ? ['off', 'wrong'] : ['off', 'silent', 'stuck'];
  return verbs.map((verb) => ({ target, verb }));
}

/** Plant time at which the lift has come to rest, and where. */
async function arrival({ plant, until }: Scene): Promise<{ readonly atMs: number; readonly positionMm: number }> {
  assert.ok(await until(() => plant.axes.lift.velocityMmPerS === 0 && plant.axes.lift.brakeClosed, 60_000), 'the lift comes to rest');
  return { atMs: plant.timeMs, positionMm: plant.axes.lift.positionMm };
}

describe('a sensor that the motion of the lift does not need', () => {
  let undisturbed: Awaited<ReturnType<typeof arrival>>;
  before(() => inTower(async (scene) => {
    await untilLiftMoves(scene, 'empty');
    undisturbed = await arrival(scene);
  }));

  it('is there: scales, laser frames, outer doors, and contacts of other things', () => {
    for (const target of ['scale-A', 'laser-B', 'A.outer', 'gpio/B.outerLocked', 'io-carriage/forkEngaged', 'io-structure/smokeClear']) assert.ok(unneeded.includes(target), target);
  });

  for (const fault of unneeded.flatMap(lossesOf)) {
    it(`${fault.target} ${fault.verb} stops nothing: the lift arrives to the millisecond as without it`, () =>
      inTower(async (scene) => {
        await untilLiftMoves(scene, 'empty');
        scene.inject(fault);
        assert.deepEqual(await arrival(scene), undisturbed);
        assert.equal(scene.simulation.core.stop.latched(), undefined);
      }));
  }
});
