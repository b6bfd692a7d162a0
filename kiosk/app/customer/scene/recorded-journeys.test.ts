import assert from 'node:assert/strict';
import fc from 'fast-check';
import { placesOf } from '../../../../config/places.ts';
import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { recordJourney } from '../../../../controller/shell/situations/testing/record-journey.ts';
import type { RecordedJourney } from '../../../../controller/shell/situations/testing/record-journey.ts';
import { journeyOf } from './journey.ts';
import { levelAt, levelLights } from './level-lights.ts';
import { deliverySteps, returnSteps, wholePlan } from './phase-steps.ts';
import { sceneMoments, sceneStateOf } from './scene-moments.ts';
import type { SceneMoment, SceneState } from './scene-moments.ts';
import { createAxisFollower, isStale } from './shown-position.ts';
import { createWaitClock } from './wait-clock.ts';

const AXES = ['lift', 'travel', 'turn', 'shuttle'] as const;
type AxisName = (typeof AXES)[number];
const boundMm = (speedMmPerS: number): number => 20 + 0.25 * Math.abs(speedMmPerS) + 1e-6;

/** A network and a page: how late each message is, which are lost, and how long the page takes between two pictures. */
interface Weather {
  readonly from: number;
  readonly latenessMs: readonly number[];
  readonly lost: readonly boolean[];
  readonly frameMs: readonly number[];
}
/** Messages of one play: about twelve seconds of motion. */
const WINDOW = 240;
const weather = (worst: { readonly latenessMs: number; readonly lost: number; readonly frameMs: number }): fc.Arbitrary<Weather> => fc.record({
  from: fc.nat(),
  latenessMs: fc.array(fc.integer({ min: 0, max: worst.latenessMs }), { minLength: 8, maxLength: 40 }),
  lost: fc.array(fc.integer({ min: 0, max: 99 }).map((dice) => dice < worst.lost), { minLength: 16, maxLength: 60 }),
  frameMs: fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(8, 16, 17, 33) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: worst.frameMs }) }), { minLength: 8, maxLength: 40 }),
});
const ANY = { latenessMs: 1500, lost: 30, frameMs: 2000 } as const;
/** A network as in one building: every message within 60 ms, none lost, no picture later than 100 ms. */
const USUAL = { latenessMs: 60, lost: 0, frameMs: 100 } as const;

interface Arrival {
  readonly tower: TowerSnapshot;
  readonly atMs: number;
}

/** The messages of a window in which something moves, when they reach the page: in order, late, some never. */
function arrivalsOf(told: readonly TowerSnapshot[], { from, latenessMs, lost }: Weather): readonly Arrival[] {
  const moving = told.flatMap(({ axes }, i) => (AXES.some((axis) => Math.abs(axes[axis]?.velocityMmPerS ?? 0) > 50) ? [i] : []));
  const begin = moving[from % moving.length] ?? 0;
  let lastMs = 0;
  return told.slice(begin, begin + WINDOW).flatMap((tower, i) => {
    if (i > 0 && lost[i % lost.length] === true) return [];
    lastMs = Math.max(lastMs, tower.atMs + (latenessMs[i % latenessMs.length] ?? 0));
    return [{ tower, atMs: lastMs }];
  });
}

/** Draws picture after picture while the messages come in. */
function draw(arrivals: readonly Arrival[], { frameMs }: Weather, look: (picture: { readonly shown: Readonly<Record<AxisName, number>>; readonly heard: TowerSnapshot; readonly heardAtMs: number; readonly nowMs: number; readonly stale: boolean }) => void): void {
  const follow = createAxisFollower();
  const [first, last] = [arrivals[0], arrivals.at(-1)];
  if (first === undefined || last === undefined) return;
  let next = 0;
  for (let nowMs = first.atMs, frame = 0; nowMs <= last.atMs + 1500; nowMs += frameMs[frame % frameMs.length] ?? 16, frame += 1) {
    while ((arrivals[next + 1]?.atMs ?? Infinity) <= nowMs) next += 1;
    const { tower: heard, atMs: heardAtMs } = arrivals[next]!;
    const shown = follow(heard, heardAtMs, nowMs);
    look({ shown, heard, heardAtMs, nowMs, stale: isStale({ link: 'live', tower: heard, heardAtMs: nowMs, toldAtMs: heardAtMs }, nowMs) });
  }
}

/** What the tower measured at an instant, between the two messages around it; with the greatest speed close by. */
function measuredAt(told: readonly TowerSnapshot[], axis: AxisName, atMs: number): { readonly positionMm: number; readonly fastest: number } | undefined {
  const after = told.findIndex((tower) => tower.atMs >= atMs);
  const [a, b] = [told[after - 1], told[after]];
  const [from, to] = [a?.axes[axis], b?.axes[axis]];
  // Where the tower told nothing for a while, nothing moved; such a stretch has no instant in it.
  if (a === undefined || b === undefined || from === undefined || to === undefined || b.atMs - a.atMs > 120) return undefined;
  const share = (atMs - a.atMs) / Math.max(1, b.atMs - a.atMs);
  const near = told.slice(Math.max(0, after - 8), after + 1).map((tower) => Math.abs(tower.axes[axis]?.velocityMmPerS ?? 0));
  return { positionMm: from.positionMm + (to.positionMm - from.positionMm) * share, fastest: Math.max(...near) };
}

for (const siteId of ['tmall-shanghai', 'carvana-san-antonio', 'autobahn-singapore']) {
  describe(`the scene over a recorded journey of ${siteId}`, function () {
    this.timeout(120_000);
    let journey: RecordedJourney;
    before(async () => { journey = await recordJourney(siteId); });

    it('shows every axis within 20 mm and 250 ms of what was measured, whatever the network and the page do', () => {
      fc.assert(fc.property(weather(ANY), (sky) => {
        draw(arrivalsOf(journey.told, sky), sky, ({ shown, heard }) => {
          for (const axis of AXES) {
            const view = heard.axes[axis];
            if (view === undefined) continue;
            const away = Math.abs(shown[axis] - view.positionMm);
            assert.ok(away <= boundMm(view.velocityMmPerS), `${axis} is shown ${away.toFixed(1)} mm from where it was measured at ${view.velocityMmPerS.toFixed(0)} mm/s`);
          }
        });
      }), { numRuns: 60 });
    });

    it('is within that of the tower itself at the very moment, on the network of a building', () => {
      fc.assert(fc.property(weather(USUAL), (sky) => {
        draw(arrivalsOf(journey.told, sky), sky, ({ shown, nowMs, heardAtMs }) => {
          // Behind the last message of the window there is silence, which another test looks at.
          if (nowMs - heardAtMs > 200) return;
          for (const axis of AXES) {
            const truth = measuredAt(journey.told, axis, nowMs);
            if (truth === undefined) continue;
            const away = Math.abs(shown[axis] - truth.positionMm);
            assert.ok(away <= boundMm(truth.fastest), `${axis} is shown ${away.toFixed(1)} mm from where it is, at up to ${truth.fastest.toFixed(0)} mm/s`);
          }
        });
      }), { numRuns: 25 });
    });

    it('is called stale whenever the tower has told nothing for a second in mid-motion, although pings are answered', () => {
      let silences = 0;
      fc.assert(fc.property(weather(ANY), (sky) => {
        draw(arrivalsOf(journey.told, sky), sky, ({ heard, heardAtMs, nowMs, stale }) => {
          const moves = AXES.some((axis) => (heard.axes[axis]?.velocityMmPerS ?? 0) !== 0);
          if (moves && nowMs - heardAtMs > 1000) {
            silences += 1;
            assert.ok(stale);
          }
        });
      }), { numRuns: 30 });
      assert.ok(silences > 0, 'there were silences');
    });

    it('reaches every step of the way out and back, each once and in order', () => {
      const reached = { out: new Set<string>(), in: new Set<string>() };
      const places = placesOf(journey.site);
      let plan: Parameters<typeof deliverySteps>[1];
      for (const tower of journey.told) {
        const one = journeyOf(tower, journey.carId, places);
        if (one === undefined) continue;
        if (one.way === 'out') plan = wholePlan(plan, tower.collections[0]?.plan);
        const steps = one.way === 'out' ? deliverySteps(tower.collections[0]!.phase, plan) : returnSteps(tower.returns![0]!.phase, false);
        for (const { id, at } of steps) if (at === 'present') reached[one.way].add(id);
      }
      assert.deepEqual([...reached.out], ['finding', 'taking', 'coming', 'presenting', 'opening']);
      assert.deepEqual([...reached.in], ['closing', 'checking', 'storing', 'done']);
      const shares = deliverySteps('opening', plan).map(({ share }) => share ?? NaN);
      assert.ok(shares.every((share) => share > 0) && Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9, shares.join());
    });

    it('says every moment once: steps, storeys, the line, the way in, and the cell at the end', () => {
      let state: SceneState | undefined;
      const said: SceneMoment[] = [];
      const followed = { site: journey.site, places: placesOf(journey.site), carId: journey.carId };
      for (const tower of journey.told) {
        const next = sceneStateOf(tower, followed, false, state);
        said.push(...sceneMoments(state, next));
        state = next;
      }
      const steps = said.filter(({ id }) => id !== 'level').map(({ word }) => word);
      assert.deepEqual(steps, [
        'phase.finding', 'phase.taking', 'phase.coming', 'phase.presenting', 'K24.wait', 'K24.goIn',
        'phase.closing', 'scene.checking', 'scene.storing', 'scene.storedOn',
      ]);
      const levels = said.filter(({ id }) => id === 'level').map(({ values }) => values['level']);
      assert.ok(levels.length >= 2 && levels.every((level, i) => level !== levels[i - 1]), levels.join());
    });

    it('never lets a lamp change more than three times in a second', () => {
      const places = placesOf(journey.site);
      const { levels } = journey.site.tower;
      const changes = new Map<string, number[]>();
      let level: string | undefined;
      let before: Readonly<Record<string, string>> = {};
      for (const tower of journey.told) {
        level = levelAt(levels, tower.axes['lift']?.positionMm ?? 0, level);
        const lights = levelLights(levels, level, journeyOf(tower, journey.carId, places));
        for (const { id } of levels) {
          if (before[id] === lights[id]) continue;
          const times = [...(changes.get(id) ?? []), tower.atMs].filter((atMs) => tower.atMs - atMs < 1000);
          changes.set(id, times);
          assert.ok(times.length <= 3, `the lamp of ${id} changes ${String(times.length)} times in a second`);
        }
        before = lights;
      }
      assert.ok(changes.size >= 2, 'lamps were lit');
    });

    it('counts down without jumping up', () => {
      const wait = createWaitClock();
      let last: number | undefined;
      let singles = 0;
      for (const tower of journey.told) {
        const collection = tower.collections.find(({ carId }) => carId === journey.carId);
        const time = wait(collection?.estimate, tower.atMs);
        if (time.kind !== 'single') continue;
        singles += 1;
        if (last !== undefined && time.seconds > last) assert.ok(time.isLonger, `from ${String(last)} to ${String(time.seconds)} s without a word`);
        last = time.seconds;
      }
      assert.ok(singles > 0, 'it counted');
    });
  });
}
