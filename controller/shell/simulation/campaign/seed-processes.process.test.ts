import assert from 'node:assert/strict';
import { playSeeds } from './play-seeds.ts';
import { startSeedProcess, type SeedProcess } from './seed-processes.ts';

/** A short run. */
const SEED = 14;

describe('a process that plays seeds', () => {
  let player: SeedProcess;
  beforeEach(() => { player = startSeedProcess(); });
  afterEach(() => { player.end(); });

  it('says of a range what any other process says of it, also when it has played before', async function () {
    this.timeout(300_000);
    const here = await playSeeds(SEED, 1, undefined, () => undefined);
    assert.equal(here.runs, 1);
    assert.deepEqual(await player.play({ from: SEED, runs: 1 }), here);
    assert.deepEqual(await player.play({ from: SEED, runs: 1 }), here);
  });

  it('answers with nothing when it breaks off, and to whoever asks it afterwards', async function () {
    this.timeout(300_000);
    assert.equal(await player.play({ from: SEED, runs: 1, site: 'nowhere' }), undefined);
    assert.equal(await player.play({ from: SEED, runs: 1 }), undefined);
  });
});
