import type { StageRecovery } from '../scenarios/recovery.port.ts';
import type { Stage, StageMaintenanceRequest } from '../scenarios/stage.port.ts';
import { NAME, type Deed, type Duty } from './technician-deeds.ts';

type Hold = Extract<StageMaintenanceRequest, { readonly kind: 'hold' }>['request'];

const RENEW_MS = 50;
const MODE_MS = 15_000;
const PRESS_MS = 600;
const PRESSED_MS = 900;
/** The enabling device counts for half a minute; whatever takes longer is taken up again. */
const HOLDS_MS = 28_000;
const TIMES = 3;

/**
 * What keeps production away is an inner door that stands open, which no automatic motion shuts outside production: key to
 * maintenance, manual mode, the shuttle held in, the doors held shut, and the key back. All of it stands on the technician's page.
 */
export async function freeByHand({ scene: { subject: { stage } }, did, refused, often }: Duty): Deed {
  const shown = () => stage.tower.snapshot().tower;
  const { mode = 'production', maintenance, resetNeeded } = shown();
  if (mode === 'production' || resetNeeded !== undefined || maintenance?.blocks.includes('doorOpen') !== true || often('hold the shuttle in and the doors shut')) return undefined;
  const words = did('hold the shuttle in and the doors shut');
  const { attendant } = stage.people;
  attendant.turnKey('maintenance');
  await stage.clock.until(() => shown().mode === 'maintenance', MODE_MS);
  await stage.clock.runFor(PRESSED_MS);
  attendant.pressReset();
  await stage.clock.until(() => shown().resetNeeded === undefined, MODE_MS);
  const manual = await stage.tower.maintain({ kind: 'mode', mode: 'manual', by: NAME });
  if (!manual.ok) refused(manual.error.message);
  const { axes, doors } = stage.plant.state;
  const holds = (request: Hold, isDone: () => boolean) => holdUntil(stage, request, isDone, refused);
  await holds({ motion: 'shuttle.jogIn' }, () => Math.abs(axes.shuttle.positionMm) < 1);
  for (const { id } of stage.site.tower.bays) await holds({ motion: 'inner.stepClose', bay: id }, () => doors[`${id}.inner`]?.locked === true);
  attendant.holdEnabling('released');
  attendant.turnKey('auto');
  await stage.clock.runFor(PRESSED_MS);
  return words;
}

/** The safety hardware is not reset while both doors of a bay stand open, and without it no drive shuts them: the page names one, and people shut it by hand. */
export async function shutByHand({ scene: { subject: { stage } }, did, often }: Duty, { doubts }: StageRecovery): Deed {
  if (stage.tower.snapshot().tower.resetNeeded === undefined || !often('reset')) return undefined;
  const named = doubts.find(({ id, ways }) => id.startsWith('door:') && ways.some(({ steps = [] }) => steps.some(({ word }) => word === 'way.step.shutDoor')));
  const door = stage.plant.state.doors[named?.id.slice('door:'.length) ?? ''];
  if (named === undefined || door === undefined) return undefined;
  const words = `shut ${named.id} by hand`;
  if (often(words)) return undefined;
  door.position = 0;
  stage.truthChanged();
  await stage.clock.runFor(PRESSED_MS);
  return did(words);
}

/** Holds a motion as often as it takes, renewing it as a finger on the page does. */
async function holdUntil(stage: Stage, request: Hold, isDone: () => boolean, refused: (why: string) => void): Promise<void> {
  const { attendant } = stage.people;
  for (let times = 0; times < TIMES && !isDone(); times += 1) {
    attendant.holdEnabling('released');
    await stage.clock.runFor(PRESS_MS);
    attendant.holdEnabling('mid');
    await stage.clock.runFor(PRESSED_MS);
    const given = await stage.tower.maintain({ kind: 'hold', request, by: NAME });
    const leaseId = given.ok ? given.value.lease?.leaseId : undefined;
    if (!given.ok) refused(given.error.message);
    for (let ms = 0; leaseId !== undefined && ms < HOLDS_MS && !isDone(); ms += RENEW_MS) {
      const renewed = await stage.tower.maintain({ kind: 'renew', leaseId, by: NAME });
      if (!renewed.ok) break;
      await stage.clock.runFor(RENEW_MS);
    }
    if (leaseId === undefined) continue;
    const ended = await stage.tower.maintain({ kind: 'letGo', leaseId, by: NAME });
    if (!ended.ok) refused(ended.error.message);
  }
}
