import { collectionOf, expectInventoryTrue, expectNoViolation, expectStandstill, reasonsOf, untilEnded, type Asked } from './plays.ts';
import type { Stage } from './stage.port.ts';

/** Long enough for any motion to begin that would begin by itself. */
const WATCHED_MS = 8000;
/** The relay answers the button after its own checks, the technician's acknowledgement after the next scans. */
const BUTTON_MS = 3000;
/** Every device has answered since a start, or its silence is shown as what it is. */
const HEARD_MS = 20_000;
const PRESSES = 3;
const ROUNDS = 3;
/** What a technician finds has to be seen by the sensors first; then the same ask is granted. */
const LOOKS = 5;
const LOOK_AGAIN_MS = 3000;

/** Presses the reset button at the panel until the tower takes it: a first press may only acknowledge what a second one resets. */
export async function resetAtPanel(stage: Stage): Promise<void> {
  const needed = (): boolean => stage.tower.snapshot().tower.resetNeeded !== undefined;
  for (let presses = 0; presses < PRESSES && needed(); presses += 1) {
    stage.people.attendant.pressReset();
    await stage.clock.until(() => !needed(), BUTTON_MS);
  }
  stage.expect('the reset at the panel is taken', !needed(), reasonsOf(stage));
}

/** Once the cause is gone: nothing moves by that, nor by a command without reset, nor by the reset alone. Then the fresh command. */
export async function resetAndGoOn(stage: Stage, asked: Asked): Promise<void> {
  await expectStandstill(stage, 'nothing moves because the cause has gone', WATCHED_MS);
  const early = await stage.tower.resume(asked.collectionId);
  stage.expect('a command without a reset is refused', !early.ok, reasonsOf(stage));
  await resetAtPanel(stage);
  await expectStandstill(stage, 'nothing moves after the reset alone', WATCHED_MS);
  await goOn(stage, asked);
}

/** The fresh command of a person. */
export async function goOn(stage: Stage, asked: Asked): Promise<void> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    // After maintenance, and after a start, what stands where is settled first.
    if (stage.tower.snapshot().tower.state === 'recovering') await settleAll(stage);
    const resumed = await stage.tower.resume(asked.collectionId);
    if (resumed.ok) return;
    await stage.clock.runFor(LOOK_AGAIN_MS);
  }
  const last = await stage.tower.resume(asked.collectionId);
  stage.expect('the collection may go on', last.ok, last.ok ? undefined : `${last.error.message} ${reasonsOf(stage)}`);
}

/** A person who says it again where the tower asks again: what was in the way needs a moment to be believed gone. */
export async function insist(stage: Stage, asked: Asked): Promise<void> {
  for (let times = 0; times < LOOKS; times += 1) {
    await stage.clock.runFor(WATCHED_MS);
    if (stage.tower.snapshot().tower.resetNeeded !== undefined) await resetAtPanel(stage);
    const { paused, phase } = collectionOf(stage, asked.collectionId) ?? {};
    // One that was stopped before it began waits in the queue for a fresh command as well.
    if (paused === true || (phase === 'queued' && ['idle', 'held'].includes(stage.tower.snapshot().tower.state))) await goOn(stage, asked);
    else if (stage.tower.snapshot().tower.resetNeeded === undefined) return;
  }
}

/** After a start: what the journal and the sensors say is settled by a technician, references are found, and the work goes on when told. */
export async function comeBack(stage: Stage, asked: Asked): Promise<void> {
  await expectStandstill(stage, 'nothing moves by itself after the start', WATCHED_MS);
  await settleAll(stage);
  await resetAtPanel(stage);
  await expectStandstill(stage, 'nothing moves after the reset alone', WATCHED_MS);
  await homeWhatIsLost(stage);
  if (collectionOf(stage, asked.collectionId) !== undefined) await goOn(stage, asked);
}

/** A technician accepts what is proven, as soon as it is. */
export async function settleAll(stage: Stage): Promise<void> {
  const shown = () => stage.tower.snapshot().tower;
  await stage.clock.until(() => shown().state !== 'recovering' || shown().recovery.length > 0, HEARD_MS);
  for (let looks = 0; looks < LOOKS && shown().state === 'recovering'; looks += 1) {
    const settled = await stage.tower.settle('technician', 'looked at the tower');
    if (!settled.ok) await stage.clock.runFor(LOOK_AGAIN_MS);
  }
  stage.expect('what the journal and the sensors say is settled', shown().state !== 'recovering', JSON.stringify(shown().recovery));
}

/** Each axis that has lost its reference finds it again on the word of a technician. */
export async function homeWhatIsLost(stage: Stage): Promise<void> {
  const lost = () => Object.entries(stage.tower.snapshot().tower.axes).filter(([, axis]) => !axis.homed).map(([id]) => id as Parameters<Stage['tower']['home']>[0]);
  // A shuttle that is out comes first, a lift between levels before the shuttle: whichever is refused now is asked again after the others.
  let refused = '';
  for (let rounds = 0; rounds < ROUNDS && lost().length > 0; rounds += 1) {
    for (const axis of lost()) {
      const homed = await stage.tower.home(axis, 'technician');
      if (!homed.ok) refused = homed.error.message;
    }
  }
  stage.expect('every axis finds its reference', lost().length === 0, `${lost().join()} not: ${refused} ${reasonsOf(stage)}`);
}

/** The customer comes if nobody has, the car leaves, its pallet goes home, the journal knows it, and nothing was violated. */
export async function endWell(stage: Stage, asked: Asked, customer: 'comes' | 'has come'): Promise<void> {
  if (customer === 'comes') stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
  await untilEnded(stage, asked);
  await expectInventoryTrue(stage);
  expectNoViolation(stage);
}
