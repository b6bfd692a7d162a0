import type { Damage, Disk, DiskImage } from '../../../../sim/disk/disk.ts';
import type { DiskTrouble, Refusal } from '../../../../sim/disk/disk-trouble.ts';
import type { JournalFinder, Promised } from './found-journal.ts';
import type { DiskEvent, Episode, MountedDisk } from './mounted-disk.ts';

/** What is played. */
export interface DiskPlan {
  /** Steps that the journal takes. */
  readonly steps: number;
  /** Boundaries at which the power goes, spread over all; more than there are means every one. */
  readonly cuts: number;
  /** Images of each cut and each kind of damage that draws lots. */
  readonly draws: number;
  /** Runs on a disk that refuses something, spread over all operations. */
  readonly troubles: number;
  /** Images from which the journal is opened on the disk again, and the power goes once more. */
  readonly inside: number;
  readonly seed: number;
  /** The disk says that it has flushed, and has not: to show that this is found. */
  readonly flushesLie?: boolean;
}

/** What it has shown. */
export interface DiskReport {
  /** Writes, flushes and changes of names; the power went after so many of them. */
  readonly boundaries: number;
  readonly visited: number;
  readonly images: number;
  /** Images that differ from the file as the program saw it: those that lost something. */
  readonly damaged: number;
  readonly cutsInside: number;
  /** Runs by what the disk refused, and how many of them had something refused. */
  readonly troubles: Readonly<Record<string, { readonly runs: number; readonly refused: number }>>;
  readonly findings: readonly string[];
}

const REFUSALS: readonly Refusal[] = ['ENOSPC', 'EROFS', 'EIO'];
/** Of a second cut, in the recovery: fewer boundaries, as there are so many. */
const INSIDE_CUTS = 8;

/** What the model of the disk is made of; handed in, because the simulator is loaded when it is asked for. */
export interface DiskModel {
  readonly createDisk: (before?: DiskImage, firstNode?: number) => Disk;
  readonly damages: readonly Damage[];
  readonly rng: (seed: number) => { readonly next: () => number; readonly bytes: (count: number) => Uint8Array };
}

interface Playing {
  readonly plan: DiskPlan;
  readonly model: DiskModel;
  readonly mounted: MountedDisk;
  readonly finder: JournalFinder;
  readonly golden: { readonly digests: readonly string[]; readonly pallets: number };
  readonly findings: string[];
  images: number;
  damaged: number;
}

type Told = readonly [step: number, digest: string];

function toldIn(event: DiskEvent): Told | undefined {
  if (event.op !== 'told') return undefined;
  const [step = '', digest = ''] = event.text.split(' ');
  return [Number(step), digest];
}

/** `count` places among `of`, the first and the last among them. */
function spread(count: number, of: number): ReadonlySet<number> {
  if (count >= of) return new Set(Array.from({ length: of }, (_, n) => n));
  return new Set(Array.from({ length: count }, (_, n) => Math.round((n * (of - 1)) / Math.max(1, count - 1))));
}

const isSame = (a: DiskImage, b: DiskImage): boolean => a.size === b.size && [...a].every(([name, bytes]) => Buffer.compare(bytes, b.get(name) ?? new Uint8Array()) === 0);

/** What a cut has left, and what was promised when it came. */
interface Left {
  readonly image: DiskImage;
  readonly step: number | undefined;
}

/** All images of a disk that loses its power now. */
function lookAtCut(playing: Playing, disk: Disk, where: string, seed: number, promised: Promised): DiskImage {
  const { model, plan, finder, findings } = playing;
  const asSeen = disk.asSeen();
  let last = asSeen;
  for (const damage of model.damages) {
    const draws = damage === 'inOrder' || damage === 'shuffled' ? plan.draws : 1;
    for (let draw = 0; draw < draws; draw += 1) {
      last = disk.afterPowerLoss(damage, model.rng(seed * 16 + draw));
      playing.images += 1;
      if (!isSame(last, asSeen)) playing.damaged += 1;
      for (const finding of finder.look(last, promised)) findings.push(`${where}, ${damage} ${String(draw)}: ${finding}`);
    }
  }
  return last;
}

/** Cuts the power within one episode, after as many of its operations as are asked for. Answers with images on which somebody goes on. */
function cutWithin(playing: Playing, { events, firstNode }: Episode, before: Left | undefined, cuts: number, name: string): { readonly boundaries: number; readonly visited: number; readonly left: readonly Left[] } {
  const disk = playing.model.createDisk(before?.image, firstNode);
  const boundaries = events.filter(({ op }) => op !== 'told').length;
  const at = spread(cuts, boundaries + 1);
  const left: Left[] = [];
  let [seen, step] = [0, before?.step];
  const visit = (): void => {
    if (!at.has(seen)) return;
    left.push({ step, image: lookAtCut(playing, disk, `${name}, after ${String(seen)} of ${String(boundaries)}`, playing.plan.seed + seen, { ...playing.golden, step, mayBeFurther: true }) });
  };
  visit();
  for (const event of events) {
    const told = toldIn(event);
    if (told !== undefined) {
      step = told[0];
      continue;
    }
    if (event.op !== 'told' && !(playing.plan.flushesLie === true && event.op === 'flush')) disk.apply(event);
    seen += 1;
    visit();
  }
  return { boundaries, visited: at.size, left };
}

/** On images that the power has left, the journal is opened and goes on, and the power goes again. */
async function cutInside(playing: Playing, left: readonly Left[]): Promise<number> {
  const { plan, mounted } = playing;
  let cuts = 0;
  const chosen = spread(Math.min(plan.inside, left.length), left.length);
  for (const [n, before] of left.entries()) {
    if (!chosen.has(n)) continue;
    const episode = await mounted.play(plan.steps, before.image);
    if (episode.written.refusals.length > 0) playing.findings.push(`going on from image ${String(n)}: ${episode.written.refusals.join()}`);
    cuts += cutWithin(playing, episode, before, INSIDE_CUTS, `inside ${String(n)}`).visited;
  }
  return cuts;
}

/** One run on a disk that refuses something; then the power goes. */
async function playTrouble(playing: Playing, trouble: DiskTrouble): Promise<boolean> {
  const { plan, mounted, model } = playing;
  const episode = await mounted.play(plan.steps, undefined, trouble);
  const where = `${trouble.refusal} ${trouble.lasts} from ${String(trouble.fromOp)}`;
  const step = episode.events.map(toldIn).findLast((told) => told !== undefined)?.[0];
  const disk = model.createDisk();
  for (const event of episode.events) if (event.op !== 'told') disk.apply(event);
  // After a flush that failed nobody knows; of a batch that was refused for want of room nothing is stored.
  lookAtCut(playing, disk, where, plan.seed + trouble.fromOp, { ...playing.golden, step, mayBeFurther: trouble.refusal === 'EIO' });
  const codes = new Set(episode.written.refusals);
  if (trouble.lasts === 'forEver' && episode.refused > 0 && codes.size === 0 && step !== plan.steps) playing.findings.push(`${where}: the disk refused ${String(episode.refused)} operations, and nobody heard of it`);
  if (trouble.lasts === 'once' && trouble.refusal !== 'EIO' && step !== plan.steps) playing.findings.push(`${where}: one refusal, and the journal came to step ${String(step)} only`);
  return episode.refused > 0;
}

async function playTroubles(playing: Playing, boundaries: number): Promise<DiskReport['troubles']> {
  const tally: Record<string, { runs: number; refused: number }> = {};
  const kinds = REFUSALS.flatMap((refusal) => (['once', 'forEver'] as const).map((lasts) => ({ refusal, lasts })));
  for (const { refusal, lasts } of kinds) {
    const counted = { runs: 0, refused: 0 };
    for (const at of spread(Math.ceil(playing.plan.troubles / kinds.length), boundaries)) {
      counted.runs += 1;
      if (await playTrouble(playing, { refusal, lasts, fromOp: at + 1 })) counted.refused += 1;
    }
    tally[`${refusal} ${lasts}`] = counted;
  }
  return tally;
}

/** Plays all of it on a disk that is mounted. */
export async function playDisk(plan: DiskPlan, model: DiskModel, mounted: MountedDisk, finder: JournalFinder): Promise<DiskReport> {
  const episode = await mounted.play(plan.steps);
  const digests: string[] = [];
  for (const event of episode.events) {
    const told = toldIn(event);
    if (told !== undefined) digests[told[0]] = told[1];
  }
  const findings: string[] = [];
  if (digests.length !== plan.steps + 1 || episode.written.refusals.length > 0) findings.push(`on a good disk it came to step ${String(digests.length - 1)}, refused ${episode.written.refusals.join()}`);
  const playing: Playing = { plan, model, mounted, finder, golden: { digests, pallets: episode.written.pallets }, findings, images: 0, damaged: 0 };
  const { boundaries, visited, left } = cutWithin(playing, episode, undefined, plan.cuts, 'series');
  const cutsInside = await cutInside(playing, left);
  const troubles = plan.troubles === 0 ? {} : await playTroubles(playing, boundaries);
  return { boundaries, visited, images: playing.images, damaged: playing.damaged, cutsInside, troubles, findings };
}
