import assert from 'node:assert/strict';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { processOf, startUp, untilReady, type RunningUp } from './testing/running-up.ts';
import { untilIdle, visit, type TowerVisit } from './testing/tower-visit.ts';
import { until } from './testing/until.ts';

const PRELOAD = new URL('./testing/mortal-thread.ts', import.meta.url).href;
const QUIET = ['--headless', '--no-demo', '--port', '0', '--speed', '4'];

/** A tower of whose controller the thread of this name dies at each SIGUSR2. */
function startMortal(thread: 'api' | 'journal', env: NodeJS.ProcessEnv = {}): RunningUp {
  return startUp(QUIET, { NODE_OPTIONS: `--import=${PRELOAD}`, CARILLON_TEST_MORTAL: thread, ...env });
}

function doom(up: RunningUp): void {
  process.kill(processOf(up, 'run-controller') ?? 0, 'SIGUSR2');
}

function untilSaid(up: RunningUp, said: RegExp, times = 1): Promise<true> {
  const all = (): string => up.stdout() + up.stderr();
  return until(`it says ${String(said)}`, 40_000, () => ((all().match(new RegExp(said, 'gu')) ?? []).length >= times ? true : undefined), all);
}

async function liftMoves(tower: TowerVisit): Promise<void> {
  await until('the lift moves', 40_000, async () => ((await tower.truth()).axes.lift.velocityMmPerS === 0 ? undefined : true));
}

describe('a thread of the controller that dies', function () {
  this.timeout(180_000);
  const running: RunningUp[] = [];
  afterEach(async () => { for (const up of running.splice(0)) await up.stop(); });
  const start = async (...args: Parameters<typeof startMortal>): Promise<RunningUp> => {
    const up = startMortal(...args);
    running.push(up);
    await untilReady(up);
    return up;
  };

  it('of the API: the control core goes on, the car on its way arrives, and the API answers again at its old address', async () => {
    const up = await start('api');
    const tower = await visit(up);
    await untilIdle(tower);
    const controller = processOf(up, 'run-controller');
    const collectionId = await tower.collect(await tower.book('SH-15'));
    await liftMoves(tower);
    doom(up);
    await untilSaid(up, /the API answers again/u);
    assert.match(up.stderr(), /a bug in the api thread/u);
    assert.equal(processOf(up, 'run-controller'), controller, 'the control core was not touched');
    await until('the bay stands open with the car', 120_000, async () => {
      const ours = (await tower.snapshot()).collections.find((one) => one.collectionId === collectionId);
      return ours?.phase === 'handover' ? true : undefined;
    }, () => up.stderr());
    tower.hands.close();
  });

  it('of the API, and does so again and again: the controller ends, is started again, and says why', async () => {
    const up = await start('api');
    const controller = processOf(up, 'run-controller');
    for (const times of [1, 2]) {
      doom(up);
      await untilSaid(up, /the API answers again/u, times);
    }
    doom(up);
    await untilSaid(up, /The API ended 3 times within a minute and is not started again/u);
    await untilSaid(up, /the controller is up again and recovering/u);
    assert.notEqual(processOf(up, 'run-controller'), controller);
  });

  it('of the API by hanging: it is ended, and started again', async () => {
    const up = await start('api', { CARILLON_TEST_HANGS: 'yes' });
    const beganMs = createSystemClock().nowMs();
    doom(up);
    await untilSaid(up, /the API does not answer and is ended/u);
    await untilSaid(up, /the API answers again/u);
    assert.ok(createSystemClock().nowMs() - beganMs > 10_000, 'not for a moment of silence');
    const tower = await visit(up);
    await tower.snapshot();
    tower.hands.close();
  });

  it('of the journal: the controller stops the tower, ends with the reason, and is started again recovering', async () => {
    const up = await start('journal');
    const tower = await visit(up);
    await untilIdle(tower);
    await tower.collect(await tower.book('SH-15'));
    await liftMoves(tower);
    const controller = processOf(up, 'run-controller');
    doom(up);
    await untilSaid(up, /The journal has ended \(a bug in the journal thread\).*The controller stops the tower and ends/u);
    await untilSaid(up, /the controller is up again and recovering/u);
    assert.notEqual(processOf(up, 'run-controller'), controller);
    tower.hands.close();
    const after = await visit(up);
    assert.equal((await after.truth()).axes.lift.velocityMmPerS, 0);
    assert.notEqual((await after.snapshot()).state, 'idle');
    after.hands.close();
  });
});
