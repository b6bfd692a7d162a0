import type { Stage, StageMaintenanceRequest } from './stage.port.ts';

/** Who works in these plays. */
export const TECHNICIAN = 'Wei';
/** The page renews what a finger holds this often. */
const RENEW_MS = 50;
const MODE_MS = 15_000;

type Hold = Extract<StageMaintenanceRequest, { readonly kind: 'hold' }>['request'];

/** What the page shows of mode and lease, for people. */
export function handsOf({ tower }: Stage): string {
  const { mode, maintenance, motionLease, state } = tower.snapshot().tower;
  return `mode ${mode ?? 'none'}, ${state}, blocked by ${maintenance?.blocks.join() ?? ''}, enabling ${maintenance?.enabling ?? ''}, lease ${JSON.stringify(motionLease)}`;
}

/** Waits for a mode, and states that it has come. */
export async function untilMode(stage: Stage, mode: string): Promise<boolean> {
  const come = await stage.clock.until(() => stage.tower.snapshot().tower.mode === mode, MODE_MS);
  stage.expect(`the tower comes into ${mode} mode`, come, handsOf(stage));
  return come;
}

/** Key to maintenance, reset at the panel, manual mode. */
export async function enterManual(stage: Stage): Promise<boolean> {
  const { attendant } = stage.people;
  attendant.turnKey('maintenance');
  if (!(await untilMode(stage, 'maintenance'))) return false;
  await stage.clock.runFor(1000);
  attendant.pressReset();
  await stage.clock.until(() => stage.tower.snapshot().tower.resetNeeded === undefined, 5000);
  const manual = await stage.tower.maintain({ kind: 'mode', mode: 'manual', by: TECHNICIAN });
  stage.expect('a technician with the key gets manual mode', manual.ok, manual.ok ? undefined : manual.error.message);
  return manual.ok;
}

/** Lets go of the enabling device and presses it afresh. */
export async function pressEnabling(stage: Stage): Promise<void> {
  stage.people.attendant.holdEnabling('released');
  await stage.clock.runFor(600);
  stage.people.attendant.holdEnabling('mid');
  await stage.clock.runFor(800);
}

/** Asks for a held motion; undefined, and a failed expectation, when it is refused. */
export async function take(stage: Stage, request: Hold): Promise<string | undefined> {
  const given = await stage.tower.maintain({ kind: 'hold', request, by: TECHNICIAN });
  stage.expect(`${request.motion} may be held`, given.ok, given.ok ? undefined : `${given.error.message} ${handsOf(stage)}`);
  return given.ok ? given.value.lease?.leaseId : undefined;
}

/** Keeps the finger on the button until something holds, at most `timeoutMs`. */
export async function keepHolding(stage: Stage, leaseId: string, holds: () => boolean, timeoutMs: number): Promise<boolean> {
  for (let ms = 0; ms < timeoutMs && !holds(); ms += RENEW_MS) {
    const renewed = await stage.tower.maintain({ kind: 'renew', leaseId, by: TECHNICIAN });
    if (!renewed.ok) break;
    await stage.clock.runFor(RENEW_MS);
  }
  return holds();
}

/** Key back to AUTO and reset at the panel; states that the tower is given back. */
export async function giveBack(stage: Stage): Promise<boolean> {
  const { attendant } = stage.people;
  attendant.holdEnabling('released');
  attendant.turnKey('auto');
  await stage.clock.runFor(3000);
  attendant.pressReset();
  if (!(await untilMode(stage, 'production'))) return false;
  return stage.clock.until(() => stage.tower.snapshot().tower.resetNeeded === undefined, 5000);
}
