import type { Site } from '../../../../config/schema/site.schema.ts';
import type { Clock } from '../../../../hal/ports/clock.port.ts';
import type { Actuator } from '../../../../hal/ports/device.port.ts';
import type { AxisCommand, DoorCommand, TowerDevices } from '../../../../hal/ports/tower-devices.port.ts';
import { motionsOf } from '../../../interlocks/motions-of.ts';
import { anyOf, drawCommand, drawFavourite, type Dice } from '../gate-monkey/command-draw.ts';

/** A lease lapses by itself: whoever means it goes on meaning it. */
const RENEW_MS = 50;
/** Longest pause between two commands, and how long one place is liked. */
const PAUSE_MS = 900;
const LIKES_MS = 60_000;
/** Share of commands that are let go of before their end, and the longest time after which. */
const LET_GO = 0.15;
const LET_GO_MS = 5000;
/**
 * Its moods last as long: in most it opens no door, for with one open the relay lets nothing move and nothing is proven; in others it does, and leaves
 * those alone that it has opened, so that people come in.
 */
const MOOD_MS = 25_000;
const OPENS_DOORS = 0.35;
const OPENING = /\.(?:open|stepOpen)(?::|$)/u;
const DOORS = /^(?:inner|outer)\./u;
const always = (): boolean => true;

/** What became of the commands. */
export interface WildTally {
  readonly sent: number;
  readonly taken: number;
}

/** Sends whatever comes to its mind to the devices themselves; nobody is asked. */
export function startWildHand({ site, clock, devices, dice }: { readonly site: Site; readonly clock: Clock; readonly devices: TowerDevices; readonly dice: Dice }): { readonly tally: () => WildTally; readonly rest: () => void } {
  const motions = motionsOf(site.tower.bays.map(({ id }) => id));
  const counts = { sent: 0, taken: 0 };
  const held = new Set<Pick<Actuator<unknown, never>, 'setLease'>>();
  let resting = false;
  let favourite = drawFavourite(site, dice);
  let likedUntilMs = 0;
  let moodUntilMs = 0;
  let pool = motions;
  const changeMood = (): void => {
    moodUntilMs = clock.nowMs() + dice.next() * MOOD_MS;
    if (dice.next() < OPENS_DOORS) pool = motions.filter((motion) => !DOORS.test(motion) || OPENING.test(motion));
    else {
      pool = motions.filter((motion) => !OPENING.test(motion));
      for (const door of Object.values(devices.doors)) void act<DoorCommand>(door, { verb: 'close' });
    }
  };

  const act = async <C>(actuator: Actuator<unknown, C> | undefined, command: C): Promise<boolean> => {
    if (actuator === undefined) return false;
    const armed = await actuator.arm(command);
    if (!armed.ok || !(await actuator.execute(armed.value, always)).ok) return false;
    held.add(actuator);
    if (dice.next() < LET_GO) clock.setTimeout(() => { held.delete(actuator); }, dice.next() * LET_GO_MS);
    return true;
  };
  const send = async (): Promise<void> => {
    const motion = anyOf(pool, dice);
    const drawn = motion && drawCommand(motion, site, favourite, dice);
    if (drawn === undefined) return;
    counts.sent += 1;
    if (drawn.to === 'carriage') {
      const module = Object.values(devices.ioModules).find((one) => 'lockPin' in (one.observed().value?.outputs ?? {}));
      if (module !== undefined && (await module.write(drawn.outputs, always)).ok) counts.taken += 1;
      return;
    }
    const taken = drawn.to === 'axis' ? await act<AxisCommand>(devices.axes[drawn.id], drawn.command) : await act<DoorCommand>(devices.doors[drawn.id], drawn.command);
    counts.taken += taken ? 1 : 0;
  };
  const again = (): void => {
    if (resting) return;
    if (clock.nowMs() >= likedUntilMs) {
      favourite = drawFavourite(site, dice);
      likedUntilMs = clock.nowMs() + dice.next() * LIKES_MS;
    }
    if (clock.nowMs() >= moodUntilMs) changeMood();
    void send();
    clock.setTimeout(again, 10 + dice.next() * PAUSE_MS);
  };
  clock.setTimeout(again, PAUSE_MS);
  clock.every(RENEW_MS, () => { for (const actuator of held) actuator.setLease(true); });
  return { tally: () => ({ ...counts }), rest: () => { resting = true; } };
}
