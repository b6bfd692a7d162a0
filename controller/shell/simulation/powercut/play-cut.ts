import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { Begun, Sequence } from '../../../../sim/scenarios/sequence.ts';
import type { Stage } from '../../../../sim/scenarios/stage.port.ts';
import { createCampaignSubject } from '../campaign/campaign-subject.ts';
import { createSimulation, type Simulation, type SimulationOptions } from '../simulation.ts';
import { createStage, openTower } from '../stage.ts';
import { nameOf, type Boundary } from './boundary.ts';
import { createCutter, type Cutter, type CutTarget, type Variant } from './cutter.ts';
import { judgeJournal } from './journal-owed.ts';
import { createRecorder } from './recorder.ts';
import { situationOf } from './situation.ts';

/** A site with what stands in it. */
export interface CutTower {
  readonly site: Site;
  readonly stock: Stock;
  /** What stands between controller and journal, for a tower that must not pass. */
  readonly onStore?: SimulationOptions['onStore'];
}

/** Where, how and for how long the power goes. */
export interface Visit {
  readonly at: CutTarget;
  readonly variant: Variant;
  readonly offMs: number;
  /** Once more, at this boundary of the recovery from the first cut. */
  readonly inside?: CutTarget;
  /** Whether somebody has gone on from this situation before: then it is not done again. */
  readonly isKnown?: (situation: string) => boolean;
}

/** What a run with a cut has shown. */
export interface CutRun {
  readonly failures: readonly string[];
  /** The boundaries of the recovery, from the return of the power to the tower that is ready for the fresh command. */
  readonly recovery: readonly Boundary[];
  readonly situation: string;
  /** The order was brought to its end from there. */
  readonly wentOn: boolean;
}

/** Long enough for any motion to begin that would begin by itself. */
const WATCHED_MS = 8000;

interface Play {
  readonly sequence: Sequence;
  readonly simulation: Simulation;
  readonly stage: Stage;
  readonly cutter: Cutter;
}

/** The boundaries of a sequence that nobody interrupts, and what did not hold in it. */
export async function recordBoundaries(tower: CutTower, sequence: Sequence): Promise<{ readonly boundaries: readonly Boundary[]; readonly failures: readonly string[] }> {
  return playOn(tower, sequence, async (play, begun) => {
    const boundaries = play.cutter.arm(undefined);
    await untilCut(play, begun);
    play.cutter.disarm();
    await expectAsItShould(play.stage, begun);
    return { boundaries };
  }).then(({ boundaries = [], failures }) => ({ boundaries, failures }));
}

/** The same sequence, with the power cut at this boundary, until the tower is ready again and what was begun is at its end. */
export async function playCut(tower: CutTower, sequence: Sequence, visit: Visit): Promise<CutRun> {
  return playOn(tower, sequence, async (play, begun) => {
    const { cutter, stage } = play;
    const wasUnderWay = stage.tower.snapshot().tower.orders.some(({ orderId }) => orderId === begun.watched.orderId);
    const before = cutter.arm(visit.at, visit.variant);
    await untilCut(play, begun);
    stage.expect('the boundary is reached', cutter.cuts() === 1, visit.at.name);
    if (cutter.cuts() === 0) return { recovery: [], situation: '', wentOn: false };
    await cutter.stayDark(visit.offMs);
    const recovery = cutter.arm(visit.inside, 'all');
    await wayBack(play);
    if (visit.inside !== undefined) {
      stage.expect('the boundary of the recovery is reached', cutter.cuts() === 2, visit.inside.name);
      await cutter.stayDark(visit.offMs);
      await wayBack(play);
    }
    cutter.disarm();
    const { situation, isTrue } = await situationOf(stage);
    const isDurable = wasUnderWay || before.some(({ label }) => /^after .*order\.write queued/u.test(label));
    if (isTrue && isDurable && visit.isKnown?.(situation) === true) return { recovery, situation, wentOn: false };
    await goOn(play, begun, isDurable);
    return { recovery, situation, wentOn: true };
  }).then(({ failures, recovery = [], situation = '', wentOn = false }) => ({ failures, recovery, situation, wentOn }));
}

/** Plays on a fresh tower that is open and prepared, and looks in the end for what must never be. */
async function playOn<T extends object>({ site, stock: full, onStore }: CutTower, sequence: Sequence, act: (play: Play, begun: Begun) => Promise<T>): Promise<Partial<T> & { readonly failures: readonly string[] }> {
  const stock = sequence.stock?.(site, full) ?? full;
  const recorder = createRecorder(site);
  const simulation = await createSimulation({ site, stock, seed: 1, skipIdle: true, ...(onStore && { onStore }), ...recorder.taps });
  try {
    recorder.attach(simulation);
    const { stage: base, failures } = createStage(simulation, site, stock);
    const subject = createCampaignSubject(simulation, site, stock);
    const owed = await judgeJournal(subject);
    const cutter = await createCutter(simulation, recorder, base, subject);
    const play = { sequence, simulation, cutter, stage: cutter.stage };
    base.expect('the tower becomes idle', await openTower(simulation));
    const begun = await sequence.prepare(play.stage);
    const shown = begun && (await act(play, begun));
    const broken = await owed();
    const violations = simulation.sim.violations().map(({ invariant, detail }) => `${invariant}: ${detail}`);
    return {
      ...(shown ?? ({} as Partial<T>)),
      failures: [...failures.map(({ sentence, detail }) => `${sentence} (${detail ?? ''})`), ...violations, ...broken, ...simulation.bugs, ...cutter.strayed()],
    };
  } finally {
    recorder.end();
    await simulation.close();
  }
}

/** Begins it and follows it to its end, or until the power goes. */
async function untilCut({ stage, sequence, cutter }: Play, { watched, askAgain }: Begun): Promise<void> {
  const { attend } = await import('../../../../sim/scenarios/on-duty.ts');
  await cutter.untilDark(async () => {
    await sequence.begin(stage);
    await attend(stage, { resets: 0, resumes: 0, homings: 0, helped: 0 }, watched);
    if (askAgain === undefined) return;
    await askAgain();
    await attend(stage, { resets: 0, resumes: 0, homings: 0, helped: 0 }, watched);
  });
}

/** Power returns. Nothing moves by itself, nor by the reset alone; a technician follows the screen until the tower is ready. */
async function wayBack({ stage, cutter }: Play): Promise<void> {
  const { homeWhatIsLost, resetAtPanel, settleAll } = await import('../../../../sim/scenarios/way-back.ts');
  const { expectStandstill } = await import('../../../../sim/scenarios/plays.ts');
  await cutter.untilDark(async () => {
    await cutter.light();
    await expectStandstill(stage, 'nothing moves by itself', WATCHED_MS);
    if (stage.plant.state.panel.emergencyStopPressed) stage.people.attendant.releaseEmergencyStop();
    await settleAll(stage);
    await resetAtPanel(stage);
    await expectStandstill(stage, 'nothing moves after the reset alone', WATCHED_MS);
    await homeWhatIsLost(stage);
  });
}

/** The fresh command, and everything to its end. What had never become durable is asked for again by whoever wanted it. */
async function goOn({ stage, sequence }: Play, begun: Begun, isDurable: boolean): Promise<void> {
  const { attend } = await import('../../../../sim/scenarios/on-duty.ts');
  const { watched, askAgain, isAsItShould } = begun;
  const toTheEnd = (): Promise<boolean> => attend(stage, { resets: 0, resumes: 0, homings: 0, helped: 0 }, watched);
  await toTheEnd();
  if (askAgain !== undefined) {
    await askAgain();
    await toTheEnd();
  }
  if (!isDurable && stage.tower.snapshot().tower.orders.length === 0 && !isAsItShould(new Set())) {
    await sequence.begin(stage);
    await toTheEnd();
  }
  await expectAsItShould(stage, begun);
}

async function expectAsItShould(stage: Stage, { isAsItShould }: Begun): Promise<void> {
  const { expectInventoryTrue } = await import('../../../../sim/scenarios/plays.ts');
  stage.expect('everything is where it must be', isAsItShould(new Set()));
  await expectInventoryTrue(stage);
}

/** The target that a boundary is in its list, counted from 1. */
export const targetOf = (boundaries: readonly Boundary[], index: number): CutTarget => {
  const boundary = boundaries[index];
  if (boundary === undefined) throw new Error(`there is no boundary ${String(index + 1)} of ${String(boundaries.length)}`);
  return { nth: index + 1, name: nameOf(boundary) };
};
