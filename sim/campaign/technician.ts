import type { Dice } from './dice.ts';
import type { Scene } from './injection/ongoing.ts';
import { freeByHand, shutByHand } from './technician-by-hand.ts';
import { carryWhatLies } from './technician-crane.ts';
import { chooseWay, findReferences, goOn, help, liftQuarantine, releaseEvent, resetWhatStops, setPanel, shutOpenBay, type Deed, type Duty } from './technician-deeds.ts';
import { walkPastSensors } from './technician-walk.ts';

/** Somebody on site who knows nothing but what the screens offer and what their own eyes see. */
export interface Technician {
  /** Looks at the screens and does one thing, if any is offered. Answers with what was done, in words. */
  readonly deed: () => Deed;
  /** Why the tower is not ready for the next customer; undefined when it is. */
  readonly isWanting: () => Promise<string | undefined>;
  /** What the pages still have in doubt or out of service; undefined when nothing. */
  readonly isDoubting: () => Promise<string | undefined>;
  /** Everything that was done, and what was refused, in words. */
  readonly log: () => readonly string[];
}

/** So often somebody tries the same before they try something else. */
const TRIES = 3;

/** A technician. `dice` decides between ways that are offered alike. */
export function createTechnician(scene: Scene, dice: Dice): Technician {
  const { stage } = scene.subject;
  const log: string[] = [];
  const tried = new Map<string, number>();
  const duty: Duty = {
    scene, dice, waits: { on: '', sinceMs: 0 }, turnedDown: { what: '', atMs: 0 },
    did: (words) => {
      log.push(words);
      tried.set(words, (tried.get(words) ?? 0) + 1);
      return words;
    },
    refused: (why) => { log.push(`  refused: ${why}`); },
    often: (words) => (tried.get(words) ?? 0) >= TRIES,
  };
  return {
    log: () => log,
    deed: async () => {
      const first = setPanel(duty) ?? (await releaseEvent(duty));
      if (first !== undefined) return first;
      const byHand = await freeByHand(duty);
      if (byHand !== undefined) return byHand;
      const walked = await walkPastSensors(duty);
      if (walked !== undefined) return walked;
      const page = await stage.tower.recovery();
      const chosen = page.ok ? ((await carryWhatLies(duty, page.value)) ?? (await shutByHand(duty, page.value)) ?? (await chooseWay(duty, page.value))) : undefined;
      if (chosen !== undefined) return chosen;
      const prepared = (await resetWhatStops(duty)) ?? (await findReferences(duty));
      if (prepared !== undefined) return prepared;
      // What stays where it is although it was told to go on misses something that is out of service.
      const returned = page.ok && isStuck(duty) ? await liftQuarantine(duty, page.value) : undefined;
      const work = returned ?? (await goOn(duty)) ?? (await shutOpenBay(duty));
      return work ?? (page.ok ? await liftQuarantine(duty, page.value) : undefined) ?? help(duty);
    },
    isWanting: () => wanting(scene),
    isDoubting: () => doubting(scene),
  };
}

/** An order that waits again after it was let go on as often as one tries. */
function isStuck({ scene: { subject: { stage } }, often }: Duty): boolean {
  return stage.tower.snapshot().tower.orders.some(({ orderId, stage: at }) => at === 'paused' && often(`resume ${orderId}`));
}

async function wanting(scene: Scene): Promise<string | undefined> {
  const { stage } = scene.subject;
  const { state, resetNeeded, orders, siteEvents = [], mode = 'production', reasons } = stage.tower.snapshot().tower;
  if (state !== 'idle' || resetNeeded !== undefined || orders.length > 0 || siteEvents.length > 0 || mode !== 'production') {
    const events = siteEvents.map(({ event, state: at }) => `${event} ${at}`).join();
    return `${mode} ${state}, reset by ${resetNeeded ?? 'nobody'}, ${events} orders ${JSON.stringify(orders)}, ${reasons.map(({ fact }) => fact).join()}`;
  }
  return doubting(scene);
}

async function doubting({ subject: { stage } }: Scene): Promise<string | undefined> {
  const page = await stage.tower.recovery();
  if (!page.ok) return page.error.message;
  const { doubts, quarantines } = page.value;
  if (doubts.some(({ ways }) => ways.length > 0)) return `in doubt: ${doubts.map(({ id, ways }) => `${id} (${ways.map(({ way, ready }) => `${way}${ready ? '' : ' not ready'}`).join()})`).join('; ')}`;
  return quarantines.length > 0 ? `out of service: ${quarantines.map(({ place, reason }) => `${place} ${reason}`).join()}` : undefined;
}
