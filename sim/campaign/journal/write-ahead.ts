import { setsOff } from '../../wire/setting-off.ts';
import type { WireCommand } from '../../wire/wire-watch.ts';
import type { Judge, Report } from '../judges/judge.port.ts';
import type { Subject } from '../subject.port.ts';
import type { DurableIntent, DurableRows } from './durable.port.ts';

/** A frame may still be on the line when its motion has just been given up. */
const LATE_MS = 2000;
/** Motions that nothing takes back: a pallet is no longer held, somebody may walk in, what is carried goes elsewhere. */
const IRREVERSIBLE = /^(?:palletLock\.(?:unlock|stepUnlock)|outer\.(?:open|stepOpen):.+|lift\.move)$/u;
const WAY_OUT = /^outer\./u;

/** A door that lets somebody out is no step of any order: whoever is inside presses again, and it opens again, whatever became of it before. */
const letsOut = ({ motion, orderId }: DurableIntent): boolean => orderId === undefined && motion.startsWith('outer.open:');

/** An intent as the journal had it, and since when it has it no longer among those that have not ended. */
interface Known extends DurableIntent {
  endedMs: number | undefined;
  /** Frames of this intent that a device has obeyed. */
  starts: number;
}

/** Whether a motion of the journal is about the device of a frame. */
function isAbout({ device: { on }, outputs }: WireCommand, motion: string): boolean {
  const [group = '', bay = ''] = motion.split(/\..*?(?::|$)/u);
  if ('axis' in on) return group === on.axis;
  if ('door' in on) return group === on.door && bay === on.bay;
  return outputs.includes(group);
}

/** `outer.open:A` and `outer.close:A` are of one device. */
const deviceOf = (motion: string): string => motion.replace(/\.[^:]*/u, '');

/** Whether it is what the frame tells the device. The coil of a bolt is named by the frame and its level is not. */
function isWhat({ device: { on }, what }: WireCommand, motion: string): boolean {
  if ('door' in on) return motion.toLowerCase().includes(what);
  if ('axis' in on) return (what === 'home') === /\.(?:home|recover)$/u.test(motion);
  return true;
}

/** The memory of all intents that the journal has had. */
function createMemory({ durable, stage }: Pick<Subject, 'durable' | 'stage'>) {
  const known = new Map<string, Known>();
  const take = ({ openIntents }: DurableRows): void => {
    const open = new Set<string>();
    for (const intent of openIntents) {
      const key = `${String(intent.intentId)} ${intent.motion} ${String(intent.utcMs)}`;
      open.add(key);
      if (!known.has(key)) known.set(key, { ...intent, endedMs: undefined, starts: 0 });
    }
    for (const [key, one] of known) if (!open.has(key)) one.endedMs ??= stage.clock.nowMs();
  };
  const look = (): void => {
    const rows = durable.rows();
    if (rows !== undefined) take(rows);
  };
  durable.onDurable(look);
  look();
  return {
    look,
    /** The last intent about the device of a frame. */
    about: (command: WireCommand): Known | undefined => [...known.values()].findLast(({ motion }) => isAbout(command, motion)),
    /** The one before it that did the same for the same order. */
    before: ({ intentId, motion, orderId }: Known): Known | undefined => [...known.values()].findLast((one) => one.intentId < intentId && one.motion === motion && one.orderId === orderId),
    /** Whether a motion of the same device has ended between two intents: what it was to do was seen. */
    isVerified: (from: Known, to: Known): boolean => [...known.values()].some(({ intentId, motion, endedMs }) =>
      endedMs !== undefined && intentId >= from.intentId && intentId < to.intentId && deviceOf(motion) === deviceOf(to.motion)),
  };
}

/**
 * I39: of each frame that moves something, or arms what would, the intent is on the disk in the instant in which the device hears it; only a door that
 * lets somebody out may open while the disk takes nothing. I40: what cannot be taken back is obeyed once for each intent, and never again for the same
 * order before an outcome of its device, or what a recovery has settled, stands between. The door that lets somebody out is of no order.
 */
export function judgeWriteAhead(subject: Pick<Subject, 'durable' | 'stage' | 'wire'>, report: Report): Judge {
  const { durable, stage, wire } = subject;
  const memory = createMemory(subject);
  let [frames, irreversible] = [0, 0];
  const judgeOnce = (intent: Known): void => {
    if (!IRREVERSIBLE.test(intent.motion)) return;
    irreversible += 1;
    if (intent.starts > 1) report('I40', `${intent.motion} was obeyed ${String(intent.starts)} times for intent ${String(intent.intentId)}`);
    const before = letsOut(intent) ? undefined : memory.before(intent);
    if (before !== undefined && before.starts > 0 && !memory.isVerified(before, intent)) report('I40', `${intent.motion} was obeyed for intent ${String(intent.intentId)} while nobody knew how intent ${String(before.intentId)} had ended`);
  };
  wire.listen({
    opened: () => undefined,
    answered: () => undefined,
    command: (command) => {
      const arms = command.verb === 'arm' && command.what !== 'resetFault';
      if (!arms && !setsOff(command, stage.plant.state)) return;
      frames += 1;
      memory.look();
      const intent = memory.about(command);
      const named = `${command.device.id} ${command.verb} ${command.what}${command.outputs.join()}`;
      const isLate = intent?.endedMs !== undefined && stage.clock.nowMs() - intent.endedMs > LATE_MS;
      if (intent === undefined || isLate || !isWhat(command, intent.motion)) {
        if (durable.takes() || !('door' in command.device.on && WAY_OUT.test(`${command.device.on.door}.`))) report('I39', `${named} was heard, and the disk had no intent of it${intent === undefined ? '' : ` (the last was ${intent.motion})`}`);
        return;
      }
      if (!command.taken || command.verb === 'arm') return;
      intent.starts += 1;
      judgeOnce(intent);
    },
  });
  return { premises: () => ({ I39: frames, I40: irreversible }) };
}
