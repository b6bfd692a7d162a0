import type { Site } from '../../../../config/schema/site.schema.ts';
import type { Result } from '../../../../hal/ports/result.ts';
import type { Clock } from '../../../../hal/ports/clock.port.ts';
import { motionsOf } from '../../../interlocks/motions-of.ts';
import type { Motion } from '../../../interlocks/motion.ts';
import type { NewIntent } from '../../../journal/journal.port.ts';
import type { GateFault, Passed } from '../../../safety/gate.port.ts';
import type { Core } from '../../core.ts';
import { anyOf, drawCommand, drawFavourite, type Dice, type DrawnCommand } from './command-draw.ts';

/** What became of the commands. */
export interface CommandTally {
  readonly asked: number;
  readonly passed: number;
  readonly refused: number;
  /** Commands that are not what their motion names: the gate throws, for only a mistake of the program asks such a thing. */
  readonly misfits: number;
  /** Outcomes that the journal did not take. */
  readonly unwritten: number;
  /** Commands by motion that were let through: what never moved has been proven by nothing. */
  readonly passedByMotion: Readonly<Record<string, number>>;
}

/** Somebody who tries everything. */
export interface MonkeyHand {
  readonly tally: () => CommandTally;
  readonly rest: () => void;
}

/** What the hand reaches. */
export interface HandParts {
  readonly site: Site;
  readonly clock: Clock;
  readonly core: () => Core;
  readonly dice: Dice;
  /** Of all motions those that it likes to try above all; none of them, and it tries everything; nothing, and it holds still. */
  readonly prefers?: (motions: readonly Motion[]) => readonly Motion[] | 'nothing';
}

/** Longest pause between two commands. */
const PAUSE_MS = 400;
/** Share of commands that are drawn from what the table permits at that moment; the others from everything. */
const FROM_PERMITTED = 0.8;
/** Share of commands that are drawn from what it prefers, while there is any. */
const PREFERRED = 0.8;
/** Share of motions that are let go of before their end, and the longest time after which. */
const LET_GO = 0.12;
const LET_GO_MS = 6000;
/** Bolts end their stroke by themselves; nothing that moves takes longer than the other. */
const BOLT_MS = 1500;
const LONGEST_MS = 60_000;
const LOOK_EVERY_MS = 40;
/** A place is liked for this long at most. */
const LIKES_MS = 90_000;

/** Doors are opened to the street more rarely than the rest, so that the shaft is not always shut off. */
const RARE: Readonly<Record<string, number>> = { 'outer.open': 0.25, 'lift.home': 0.15, 'travel.home': 0.15, 'turn.home': 0.15, 'shuttle.home': 0.15 };

interface Going {
  readonly drawn: DrawnCommand;
  readonly passed: Passed;
  readonly endsAtMs: number;
}

/** What is tried next; undefined, and nothing is. */
function drawMotion({ core, dice, prefers }: HandParts, motions: readonly Motion[]): Motion | undefined {
  const { book, facts } = core();
  const liked = prefers?.(motions) ?? [];
  if (liked === 'nothing') return undefined;
  if (liked.length > 0 && dice.next() < PREFERRED) return anyOf(liked, dice);
  const pool = dice.next() < FROM_PERMITTED ? motions.filter((motion) => book.permit(motion, facts).granted) : motions;
  const motion = anyOf(pool.length > 0 ? pool : motions, dice);
  return motion !== undefined && dice.next() < (RARE[motion.split(':')[0] ?? ''] ?? 1) ? motion : undefined;
}

/** Begins to try, at random times, until told to rest. */
export function startHand(parts: HandParts): MonkeyHand {
  const { site, clock, core, dice } = parts;
  const motions = motionsOf(site.tower.bays.map((bay) => bay.id));
  const counts = { asked: 0, passed: 0, refused: 0, misfits: 0, unwritten: 0 };
  const passedByMotion: Record<string, number> = {};
  let going: readonly Going[] = [];
  let favourite = drawFavourite(site, dice);
  let favouriteUntilMs = 0;
  let resting = false;

  const command = async (motion: Motion): Promise<void> => {
    const drawn = drawCommand(motion, site, favourite, dice);
    if (drawn === undefined) return;
    counts.asked += 1;
    let answer: Awaited<ReturnType<typeof sendThrough>>;
    try {
      answer = await sendThrough(core(), motion, drawn);
    } catch {
      counts.misfits += 1;
      return;
    }
    if (!answer?.ok) {
      counts.refused += 1;
      return;
    }
    counts.passed += 1;
    passedByMotion[motion] = (passedByMotion[motion] ?? 0) + 1;
    const longest = drawn.to === 'carriage' ? BOLT_MS : dice.next() < LET_GO ? dice.next() * LET_GO_MS : LONGEST_MS;
    going = [...going, { drawn, passed: answer.value, endsAtMs: clock.nowMs() + longest }];
  };

  const again = (): void => {
    if (resting) return;
    if (clock.nowMs() >= favouriteUntilMs) {
      favourite = drawFavourite(site, dice);
      favouriteUntilMs = clock.nowMs() + dice.next() * LIKES_MS;
    }
    const motion = drawMotion(parts, motions);
    if (motion !== undefined) void command(motion);
    clock.setTimeout(again, 20 + dice.next() * PAUSE_MS);
  };
  clock.setTimeout(again, PAUSE_MS);

  const end = clock.every(LOOK_EVERY_MS, () => {
    const ended = going.filter((one) => clock.nowMs() >= one.endsAtMs || hasEnded(core(), one));
    if (ended.length === 0) return;
    going = going.filter((one) => !ended.includes(one));
    for (const { passed } of ended) void passed.conclude({ kind: 'done' }).then(({ ok }) => { counts.unwritten += ok ? 0 : 1; });
  });

  return {
    tally: () => ({ ...counts, passedByMotion }),
    rest: () => {
      resting = true;
      end();
    },
  };
}

/** Undefined when the site has no such device. Rejects when the command is not what the motion names. */
async function sendThrough({ gate, devices }: Core, motion: Motion, drawn: DrawnCommand): Promise<Result<Passed, GateFault> | undefined> {
  const intent: NewIntent = { motion, detail: 'at random' } as NewIntent;
  if (drawn.to === 'carriage') {
    const module = Object.values(devices.ioModules).find((one) => 'lockPin' in (one.observed().value?.outputs ?? {}));
    return module && gate.set(motion, intent, module, drawn.outputs);
  }
  const actuator = drawn.to === 'axis' ? devices.axes[drawn.id] : undefined;
  if (drawn.to === 'axis') return actuator && gate.move(motion, intent, actuator, drawn.command);
  const door = devices.doors[drawn.id];
  return door && gate.move(motion, intent, door, drawn.command);
}

function hasEnded({ devices }: Core, { drawn, passed }: Going): boolean {
  if (drawn.to === 'carriage') return false;
  if (drawn.to === 'axis') {
    const status = devices.axes[drawn.id]?.observed().value;
    return status?.executedSequence === passed.sequence && (status.targetReached || status.drive === 'fault');
  }
  const status = devices.doors[drawn.id]?.observed().value;
  return status?.executedSequence === passed.sequence && status.motion === 'still' && (status.open || (status.closed && status.locked));
}
