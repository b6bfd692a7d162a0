import assert from 'node:assert/strict';
import { findBug } from './find-bug.ts';
import { CANARY, PLANTED } from './planted-bugs.ts';

/** The seed of the campaign in which the canary sings. */
const SEED = 3;

describe('bugs planted between the parts', function () {
  this.timeout(180_000);

  it('are many, each with a name and words of its own', () => {
    assert.ok(PLANTED.length >= 13);
    assert.equal(new Set(PLANTED.flatMap(({ name, words }) => [name, words])).size, PLANTED.length * 2);
  });

  it('are reported: a table that says yes to everything is found at once', async () => {
    const { found, by } = await findBug(CANARY, 1, SEED);
    assert.deepEqual([found, typeof by], [true, 'string']);
  });

  it('are looked for at a fault that is forced where no seed brings it often enough', async () => {
    const bug = PLANTED.find(({ name }) => name === 'person-channel-two');
    assert.ok(bug);
    const { found, forced, by } = await findBug(bug, 1);
    assert.deepEqual([found, forced, by], [true, 'SEN12', 'I19']);
  });

  it('are not found where there is none', async () => {
    assert.deepEqual(await findBug({ ...CANARY, name: 'nothing', plant: () => ({}) }, 1, SEED), { bug: 'nothing', found: false, seeds: 1 });
  });
});
