import assert from 'node:assert/strict';
import { openOrderScene, type OrderScene } from './testing/order-scene.ts';

describe('a car that is brought out once more', function () {
  this.timeout(120_000);
  let scene: OrderScene;
  beforeEach(async () => { scene = await openOrderScene(false); });
  afterEach(() => scene.close());

  const recall = (): Promise<void> => scene.begin({ kind: 'recall', orderId: 'again', carId: 'SH-05' });
  const bayOfIt = (): string => scene.order('again')?.bay ?? '';
  /** Whoever left something walks in, and out again after a while. */
  async function visit(stayMs = 4000): Promise<void> {
    const { sim, until, why, clock } = scene;
    const visitor = sim.people.assign({ kind: 'visitor', bay: bayOfIt(), stayMs });
    assert.ok(await until(() => (sim.plant.bays[bayOfIt()]?.persons ?? 0) > 0, 60_000), why());
    assert.ok(await until(() => sim.people.view(visitor)?.whereabouts === 'gone', 120_000), why());
    await clock.runFor(3000);
  }
  const isHome = (): void => {
    assert.equal(scene.sim.plant.cars['SH-05']?.place, 'P05');
    assert.match(scene.placeOf('P05') ?? '', /^cell:/u);
  };
  const events = () => scene.events.map(({ kind }) => kind);

  it('stands behind an open door, and goes in again by the all-clear of every return', async () => {
    await recall();
    await scene.reach('again', 'bringing');
    await scene.reach('again', 'awaiting');
    assert.ok((scene.sim.plant.doors[`${bayOfIt()}.outer`]?.position ?? 0) > 0.99);
    await visit();
    scene.pressBoth(bayOfIt());
    await scene.rest();
    isHome();
    assert.equal(await scene.phaseInJournal('again'), 'done');
    assert.deepEqual(events(), ['carReturned']);
  });

  it('stays open while somebody is still with it, whatever is pressed', async () => {
    await recall();
    await scene.reach('again', 'awaiting');
    const { sim, until, clock, pressBoth, order } = scene;
    sim.people.assign({ kind: 'visitor', bay: bayOfIt(), stayMs: 40_000 });
    assert.ok(await until(() => (sim.plant.bays[bayOfIt()]?.persons ?? 0) > 0, 60_000), scene.why());
    pressBoth(bayOfIt());
    await clock.runFor(20_000);
    assert.equal(order('again')?.phase, 'awaiting');
    assert.equal(scene.now().returns?.[0]?.checkIn?.channels.crossings, 'present', 'whoever went in is counted');
    assert.ok(await until(() => sim.plant.bays[bayOfIt()]?.persons === 0, 60_000));
    await clock.runFor(3000);
    pressBoth(bayOfIt());
    await scene.rest();
    isHome();
  });

  it('may be driven away: nobody waits for it, and its pallet goes home empty', async () => {
    await recall();
    await scene.reach('again', 'awaiting');
    scene.sim.people.assign({ kind: 'driver', bay: bayOfIt(), carId: 'SH-05' });
    await scene.rest();
    assert.equal(scene.sim.plant.cars['SH-05']?.place, 'outside');
    assert.equal(scene.placeOf('P05'), 'cell:2-1L');
    assert.equal(await scene.phaseInJournal('again'), 'cancelled');
    assert.deepEqual(events(), ['returnTakenBack']);
  });

  it('goes home when it is taken back on its way', async () => {
    await recall();
    await scene.reach('again', 'bringing');
    assert.ok(await scene.until(() => scene.placeOf('P05') === 'lift'), scene.why());
    await scene.stopAndReset();
    await scene.grant(scene.tower.reverse('again', 'technician'));
    await scene.rest();
    isHome();
    assert.equal(await scene.phaseInJournal('again'), 'cancelled');
  });

  for (const phase of ['bringing', 'opening', 'awaiting', 'closing', 'checking', 'storing']) {
    it(`stopped while ${phase}, goes in again after a fresh command`, async () => {
      await recall();
      await scene.reach('again', ['closing', 'checking', 'storing'].includes(phase) ? 'awaiting' : phase);
      if (scene.order('again')?.phase !== phase) {
        await visit();
        scene.pressBoth(bayOfIt());
        await scene.reach('again', phase);
      }
      await scene.clock.runFor(500);
      await scene.stopAndReset();
      await scene.grant(scene.tower.resume('again'));
      // Behind the shut door it goes on; in front of an open one the all-clear is asked for.
      assert.ok(await scene.until(() => ['awaiting', undefined].includes(scene.order('again')?.phase), 300_000), scene.why());
      if (scene.order('again') !== undefined) {
        await visit();
        scene.pressBoth(bayOfIt());
      }
      await scene.rest();
      isHome();
    });
  }

  it('waits its turn behind what the tower has begun', async () => {
    await scene.bring('SH-07', 'c1');
    assert.ok(await scene.until(() => scene.order('c1')?.phase === 'taking'), scene.why());
    await recall();
    assert.equal(scene.order('again')?.stage, 'queued');
    assert.ok(await scene.until(() => scene.order('c1')?.phase === 'handover', 900_000), scene.why());
    scene.sim.people.assign({ kind: 'driver', bay: scene.order('c1')?.bay ?? '', carId: 'SH-07' });
    await scene.reach('again', 'awaiting');
    await visit();
    scene.pressBoth(bayOfIt());
    await scene.rest();
    isHome();
  });

  it('is refused while it is outside, moves already, or is not known', async () => {
    const ask = (carId: string, orderId: string) => scene.tower.order({ kind: 'recall', orderId, carId });
    const codeOf = (answer: Awaited<ReturnType<typeof ask>>) => (answer.ok ? 'granted' : answer.error.code);
    assert.equal(codeOf(await ask('SH-06', 'x')), 'carNotHere');
    assert.equal(codeOf(await ask('nobody', 'y')), 'carNotHere');
    await recall();
    assert.equal(codeOf(await ask('SH-05', 'z')), 'alreadyCollecting');
    await scene.reach('again', 'awaiting');
    await visit();
    scene.pressBoth(bayOfIt());
    await scene.rest();
  });
});
