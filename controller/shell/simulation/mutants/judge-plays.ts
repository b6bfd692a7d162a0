import { kindOf, type Motion } from '../../../interlocks/motion.ts';
import { motionsOf } from '../../../interlocks/motions-of.ts';
import type { Mutant } from './mutant.ts';
import type { Play } from './play.ts';
import { PLAYS } from './plays.ts';
import { presetOf } from './seek.ts';
import { show, type Showing, type Shown, type When } from './show.ts';

/** A play that the mutant did not survive. */
export interface Killed {
  readonly invariant: string;
  readonly motion: Motion;
  readonly atMs: number;
  readonly detail: string;
  /** What refused as well, and had to be spoilt with it; nothing where the row stands alone. */
  readonly besides: readonly string[];
}

/** What became of a mutant in its plays. */
export type Verdict = { readonly killed: Killed; readonly ready?: undefined } | { readonly killed: undefined; readonly why: string; /** What is in order does not go. */ readonly ready?: true; /** The tower that has the one axis has not the other. */ readonly nowhere?: boolean };

/** Both towers have these. */
const BAYS = ['A', 'B'];
/** Rounds in which somebody else refuses; each spoils those as well. */
const ROUNDS = 6;

/** When a mutation shows. */
function whenOf({ mutation }: Mutant): When {
  if (mutation === 'stale') return 'justBefore';
  return mutation === 'notWatched' ? 'underWay' : 'before';
}

/** Controls are the same for every mutant of a row. */
const controls = new Map<string, Promise<Shown>>();

function control(showing: Showing): Promise<Shown> {
  const key = [showing.preset.site.id, PLAYS.indexOf(showing.play), showing.motion, showing.when, showing.mutant.mutation === 'unknownPermits' ? 'unknown' : '', String(showing.late), ...showing.blind].join(' ');
  const known = controls.get(key) ?? show({ ...showing, asItShouldBe: true });
  controls.set(key, known);
  return known;
}

/** One play of one motion: blinds whoever else stands in the way until the motion goes or nobody is left. */
async function playMotion(mutant: Mutant, play: Play, motion: Motion, late = play.late === true): Promise<Verdict> {
  const showing = { preset: presetOf({ ...mutant, dropped: kindOf(motion).kind }), play, motion, mutant, when: whenOf(mutant), late, asItShouldBe: false };
  let blind: readonly string[] = [];
  let why = 'nobody is left who refuses, and yet it does not go';
  for (let round = 0; round < ROUNDS; round += 1) {
    const shown = await show({ ...showing, blind });
    // A tower that does not open over the deed has it done to it once it stands open.
    if (shown.answer === 'never opened' && !late && showing.when === 'before') return playMotion(mutant, play, motion, true);
    why = `${motion} ${shown.answer}: ${shown.detail}`;
    if (shown.answer === 'let through' && shown.violations.length > 0) {
      const right = await control({ ...showing, blind });
      const killer = shown.violations.find(({ invariant }) => !right.violations.some((one) => one.invariant === invariant));
      if (killer !== undefined) return { killed: { invariant: killer.invariant, motion, atMs: killer.atMs, detail: killer.detail, besides: blind } };
      why = `${motion}: ${shown.violations.map(({ invariant }) => invariant).join()} with the right row as well (${right.answer})`;
    }
    const more = shown.others.filter((id) => !blind.includes(id) && id !== mutant.row.id);
    if (shown.answer === 'blunt' || more.length === 0) break;
    blind = [...blind, ...more];
  }
  return { killed: undefined, why };
}

/** The motions of a play that show a mutant. */
function motionsFor(mutant: Mutant, play: Play): readonly Motion[] {
  const bays = BAYS;
  const bay = play.bay ?? bays[0];
  return motionsOf(bays).filter((motion) => {
    const one = kindOf(motion);
    if (!play.motions.includes(one.kind) || !mutant.row.motions.includes(one.kind) || (one.bay !== undefined && one.bay !== bay)) return false;
    return mutant.dropped === undefined ? true : one.kind === mutant.dropped;
  });
}

/** Whether a row that is turned round refuses what is in order, and the right one lets it go. */
async function keepsAway(mutant: Mutant, play: Play, motion: Motion): Promise<Verdict | undefined> {
  const inOrder = { ...play, deed: () => undefined };
  let showing: Showing = { preset: presetOf({ ...mutant, dropped: kindOf(motion).kind }), play: inOrder, motion, mutant, when: 'before', late: true, blind: [], asItShouldBe: false };
  const shown = await show(showing);
  if (shown.answer !== 'blunt' && shown.answer !== 'never opened') return undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const right = await show({ ...showing, asItShouldBe: true });
    if (right.answer === 'let through') return { killed: undefined, ready: true, why: `${motion} ${shown.answer === 'blunt' ? 'is refused' : 'has to wait for a tower that does not open'}, with everything in order` };
    const others = right.others.filter((id) => id !== mutant.row.id);
    if (others.length === 0) return undefined;
    showing = { ...showing, blind: [...showing.blind, ...others] };
  }
  return undefined;
}

/** Where a row has no play of its own: a journey, or a door to the street, with everything in order. */
const PLAIN: Play = { row: '', motions: ['lift.move', 'travel.move', 'turn.move', 'outer.open', 'outer.close', 'shuttle.cell', 'lockPin.in', 'palletLock.lock'], scene: () => undefined, deed: () => undefined, forMs: 1000 };

/** Whether the tower on which the row would be played has it at all. */
const isAtSite = (mutant: Mutant): boolean => presetOf(mutant).table.some(({ id, motions }) => id === mutant.row.id && (mutant.dropped === undefined || motions.includes(mutant.dropped)));

/** Plays a mutant until one of its plays kills it. */
export async function judgeByPlays(mutant: Mutant): Promise<Verdict> {
  const whys: string[] = [];
  const own = PLAYS.filter(({ row }) => row === mutant.row.id);
  for (const play of own) {
    for (const motion of motionsFor(mutant, play)) {
      if (mutant.next?.motions.includes(kindOf(motion).kind) === false) continue;
      const verdict = await playMotion(mutant, play, motion);
      if (verdict.killed !== undefined) return verdict;
      whys.push(verdict.why);
    }
  }
  if (mutant.mutation === 'negated') {
    for (const play of [...own, PLAIN]) for (const motion of motionsFor(mutant, play)) {
      const verdict = await keepsAway(mutant, play, motion);
      if (verdict !== undefined) return verdict;
    }
  }
  return { killed: undefined, nowhere: whys.length > 0 && whys.every((why) => why.includes('no such device')) || !isAtSite(mutant), why: whys.length === 0 ? 'no play' : [...new Set(whys)].slice(0, 2).join(' · ') };
}
