import assert from 'node:assert/strict';
import { isWordId } from '../../../../config/words/index.ts';
import { expectInventoryTrue } from '../../../../sim/scenarios/plays.ts';
import type { Doubt, RecoveryView, Way, WayOn } from '../../../api/contract/index.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { createStage, runUntil } from '../../simulation/stage.ts';
import type { Site, Stock } from '../../../../config/schema/site.schema.ts';

/** Somebody on site who sees nothing but what the pages show, and does only what they offer. */
export interface Technician {
  /** Everything that was done, in words: `settle pallet:P06`. */
  readonly done: readonly string[];
  /** What the recovery page shows now. */
  readonly page: () => Promise<RecoveryView>;
  /** Goes on until nothing is offered any more and the tower is idle. Fails when that takes too many deeds. */
  readonly untilIdle: () => Promise<void>;
  /** Idle, everything where the journal says, nothing violated. */
  readonly allIsWell: () => Promise<void>;
}

/** What the technician knows that no sensor does, and likes to do first. */
export interface TechnicianHints {
  /** Where an object really is, as seen with the person's own eyes: `pallet:P06` to `cell:2-1R`. */
  readonly seen?: Readonly<Record<string, string>>;
  /** Brings an object by hand to where it is seen then, as soon as the page offers to say where it is. */
  readonly carries?: (object: string) => void;
  /** Ways in the order in which they are preferred. */
  readonly prefers?: readonly Way[];
  /** Something that is mended when nothing else is left to do. */
  readonly mend?: () => void;
  /** Invariants that the accident itself has broken, before anything could answer it. */
  readonly byAccident?: readonly string[];
}

/** First what moves nothing, then what finds references, then what completes. */
const USUAL: readonly Way[] = ['settle', 'declare', 'home', 'recover', 'level', 'complete', 'reverse', 'audit', 'quarantine', 'jogAway'];
const MOST_DEEDS = 40;
const ANSWER_MS = 300_000;
const CALM_MS = 900_000;
const WHY = 'seen with my own eyes from the gallery';

/** Every sentence that the page would show. */
function wordsOf({ doubts, quarantines }: RecoveryView): readonly string[] {
  const ofDoubts = doubts.flatMap(({ word, ways }) => [word, ...ways.flatMap(({ way, conditions, steps }) => [`way.${way}`, ...[...conditions, ...steps].map((one) => one.word)])]);
  return [...ofDoubts, ...quarantines.map(({ reason }) => `quarantine.${reason}`)];
}

/** A scripted person at the recovery page and at the panel. */
export function createTechnician(simulation: Simulation, site: Site, stock: Stock, hints: TechnicianHints = {}): Technician {
  const { sim, clock } = simulation;
  // A controller that has died and started again is another one.
  const tower = () => simulation.core.tower;
  const done: string[] = [];
  const order = hints.prefers ?? USUAL;
  const carried = new Set<string>();
  let mended = hints.mend === undefined;

  /** Lets time pass until the answer is there. */
  async function answered<T>(asked: Promise<T>): Promise<T> {
    let isThere = false;
    void asked.finally(() => { isThere = true; });
    assert.ok(await runUntil(simulation, () => isThere, ANSWER_MS), `an answer comes; done so far: ${done.join(', ')}`);
    return asked;
  }

  async function page(): Promise<RecoveryView> {
    const view = await answered(tower().recovery());
    assert.ok(view.ok);
    for (const word of wordsOf(view.value)) assert.ok(isWordId(word), `${word} has a sentence`);
    return view.value;
  }

  /** A place that sensors prove, or where the person has seen it. */
  function placeFor(doubt: Doubt, way: WayOn): { readonly place?: string; readonly second?: string } | undefined {
    if (way.way !== 'declare') return {};
    const proven = way.declarations?.find((one) => one.by === 'sensors' && one.place !== 'unknown');
    if (proven) return { place: proven.place };
    const seen = hints.seen?.[doubt.id];
    const one = way.declarations?.find((declared) => declared.place === seen);
    return one?.by === 'twoTechnicians' ? { place: one.place, second: 'technician-2' } : undefined;
  }

  /** The next way that can be gone now. */
  function offered({ doubts }: RecoveryView, wishes: readonly Way[]): { readonly doubt: Doubt; readonly way: WayOn; readonly with: { readonly place?: string; readonly second?: string } } | undefined {
    for (const wished of wishes) {
      for (const doubt of doubts) {
        const way = doubt.ways.find((one) => one.way === wished && one.ready);
        const what = way && placeFor(doubt, way);
        if (way && what) return { doubt, way, with: what };
      }
    }
    return undefined;
  }

  async function goOne(next: ReturnType<typeof offered>): Promise<boolean> {
    if (!next) return false;
    const { doubt, way } = next;
    done.push(`${way.way} ${doubt.id}`);
    const answer = await answered(tower().choose({ object: doubt.id, way: way.way, why: WHY, by: 'technician', second: next.with.second, ...(next.with.place !== undefined && { place: next.with.place }) }));
    assert.ok(answer.ok, `${done.at(-1) ?? ''}: ${answer.ok ? '' : answer.error.message}`);
    await clock.runFor(500);
    return true;
  }

  /** What is to be said to stand somewhere is brought there first. */
  async function carryOne({ doubts }: RecoveryView): Promise<boolean> {
    const found = doubts.find(({ id, ways }) => hints.carries !== undefined && hints.seen?.[id] !== undefined && !carried.has(id) && ways.some(({ way }) => way === 'declare'));
    if (found === undefined) return false;
    carried.add(found.id);
    done.push(`carry ${found.id}`);
    hints.carries?.(found.id);
    await clock.runFor(1000);
    return true;
  }

  async function oneDeed(): Promise<boolean> {
    const view = await page();
    if (await carryOne(view)) return true;
    if (await goOne(offered(view, order.filter((way) => way !== 'quarantine')))) return true;
    if (simulation.core.stop.latched() !== undefined && view.stage === 'settled') {
      done.push('reset at the panel');
      sim.people.attendant.pressReset();
      await clock.runFor(3000);
      return true;
    }
    // Something is taken out of service only when nothing else is left.
    if (await goOne(offered(view, order.filter((way) => way === 'quarantine')))) return true;
    if (mended) return false;
    mended = true;
    done.push('mend');
    hints.mend?.();
    await clock.runFor(3000);
    return true;
  }

  /** Sensors have not all spoken since the start. */
  const isListening = (): boolean => tower().snapshot().tower.state === 'recovering' && tower().snapshot().tower.recovery.length === 0;
  const isCalm = (): boolean => {
    const { state, collections } = tower().snapshot().tower;
    return state !== 'execute' && !collections.some(({ paused }) => !paused) && !isListening();
  };

  return {
    done,
    page,
    untilIdle: async () => {
      for (let deeds = 0; deeds < MOST_DEEDS; deeds += 1) {
        assert.ok(await runUntil(simulation, isCalm, CALM_MS), `the tower comes to rest: ${JSON.stringify(tower().snapshot().tower.collections)}`);
        if (tower().snapshot().tower.state === 'idle' && (await page()).doubts.every(({ ways }) => ways.length === 0)) return;
        if (!(await oneDeed())) break;
      }
      const { state, reasons } = tower().snapshot().tower;
      assert.equal(state, 'idle', `${done.join(', ')}; ${JSON.stringify(reasons.map(({ interlockId, fact }) => [interlockId, fact]))}; ${JSON.stringify((await page()).doubts.map(({ id, ways }) => [id, ways.map(({ way, conditions }) => [way, conditions.filter(({ green }) => !green)])]))}`);
    },
    allIsWell: async () => {
      const { stage, failures } = createStage(simulation, site, stock);
      await expectInventoryTrue(stage);
      assert.deepEqual(failures, [], done.join(', '));
      assert.deepEqual(sim.violations().filter(({ invariant }) => hints.byAccident?.includes(invariant) !== true), [], done.join(', '));
      assert.deepEqual(simulation.bugs, []);
      assert.equal(tower().snapshot().tower.state, 'idle');
    },
  };
}
