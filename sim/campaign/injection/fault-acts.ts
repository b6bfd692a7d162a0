import { lineSources } from '../../relay/relay-wiring.ts';
import { SELECTORS, type Act } from '../catalogue/fault-row.ts';
import { drawn, picked, sleep, type Begun, type Cast, type Ongoing, type Scene } from './ongoing.ts';

type FaultAct = Extract<Act, { readonly act: 'fault' }>;
type How = NonNullable<FaultAct['how']>;

/** Power off before a device comes back as another. */
const REPLACED_MS = 400;
const READING_EVERY_MS = 200;
const DRIFT_STEPS = 30;
const CLOG_MS = 800;

function howOf(act: FaultAct, target: string, scene: Scene, { dice }: Cast): How {
  const [amount, ms, share] = [drawn(act.amount, dice), drawn(act.ms, dice), drawn(act.share, dice)];
  const sign = act.amount !== undefined && dice.next() < 0.5 ? -1 : 1;
  const others = scene.subject.targets().filter((one) => SELECTORS[act.on].test(one) && one !== target).map((one) => one.slice('gpio/'.length));
  const crossedWith = act.crossed === true ? others[dice.int(others.length)] : undefined;
  return {
    ...act.how,
    ...(amount !== undefined && { amount: amount * sign }), ...(ms !== undefined && { ms: Math.round(ms) }), ...(share !== undefined && { share }),
    ...(crossedWith !== undefined && { crossedWith }),
  };
}

/** A fault of the fault board, on the one that was picked or on all of a kind. */
export async function beginFault(scene: Scene, act: FaultAct, cast: Cast): Promise<Begun> {
  const { faults } = scene.subject.stage;
  const kind = scene.subject.targets().filter((target) => SELECTORS[act.on].test(target));
  const one = picked(kind, cast);
  const targets = act.all === true ? kind : one === undefined ? [] : [one];
  if (targets.length === 0) return 'missed';
  const begun: string[] = [];
  for (const target of targets) {
    const how = howOf(act, target, scene, cast);
    // Who a device is shows only after it has started anew.
    if (how.identity === true || how.firmware === true) await restart(scene, target);
    if (faults.start(target, act.verb, how).ok) begun.push(target);
  }
  if (begun.length === 0) return hides(scene, targets) ? 'missed' : 'void';
  return lasting(scene, begun, act);
}

/** Another fault of the run, or a tower without power, keeps this one from being seen: no occasion, not an injection without effect. */
const hides = ({ subject }: Scene, targets: readonly string[]): boolean => !subject.process.isAlive() || subject.stage.faults.active().some((id) => targets.some((target) => id.startsWith(`${target}:`) || id.startsWith(`${target.split('/')[0] ?? ''}:off`)) || id.endsWith(':off'));

/** Whether an input line that is stuck at this level shows what is not so. While the truth has the same level nobody can notice that it is stuck, and nothing is required. */
function liesOf({ subject: { stage } }: Scene, level: boolean | undefined): (target: string) => boolean {
  if (level === undefined) return () => true;
  const truths = lineSources(stage.site, stage.plant.state);
  return (target) => truths[target.slice('gpio/'.length)]?.() !== level;
}

function lasting(scene: Scene, targets: readonly string[], { verb, how }: FaultAct): Ongoing {
  const { faults } = scene.subject.stage;
  const isActive = (target: string): boolean => faults.active().includes(`${target}:${verb}`);
  const lies = liesOf(scene, how?.level);
  return {
    inForce: () => targets.every((target) => isActive(target) && lies(target)),
    end: () => {
      for (const target of targets) if (isActive(target)) faults.clear(target);
    },
  };
}

async function restart(scene: Scene, target: string): Promise<void> {
  const { faults } = scene.subject.stage;
  if (!faults.start(target, 'off').ok) return;
  await sleep(scene, REPLACED_MS);
  faults.clear(target);
}

/** A reading that is a little more wrong every time, or differently. */
export function beginReading(scene: Scene, { on, course, amount: bounds }: Extract<Act, { readonly act: 'reading' }>, cast: Cast): Begun {
  const { faults } = scene.subject.stage;
  const target = picked(scene.subject.targets().filter((one) => SELECTORS[on].test(one)), cast);
  if (target === undefined) return 'missed';
  const most = drawn(bounds, cast.dice) ?? 0;
  let steps = 0;
  const amount = (): number => (course === 'drift' ? (most * Math.min(steps, DRIFT_STEPS)) / DRIFT_STEPS : most * (2 * cast.dice.next() - 1));
  const again = (): boolean => {
    steps += 1;
    faults.clear(target);
    return faults.start(target, 'wrong', { amount: amount() }).ok;
  };
  if (!again()) return hides(scene, [target]) ? 'missed' : 'void';
  const end = scene.subject.clock.every(READING_EVERY_MS, again);
  return {
    inForce: () => faults.active().includes(`${target}:wrong`),
    end: () => {
      end();
      faults.clear(target);
    },
  };
}

/** All lines, one by one; they come back in another order. */
export async function beginSwizzle(scene: Scene, cast: Cast): Promise<Begun> {
  const { faults } = scene.subject.stage;
  const order = [...scene.subject.targets().filter((one) => SELECTORS.bus.test(one))].sort(() => cast.dice.next() - 0.5);
  let clogged = 0;
  for (const bus of order) {
    if (faults.start(bus, 'silent').ok) clogged += 1;
    await sleep(scene, cast.dice.next() * CLOG_MS);
  }
  if (clogged === 0) return 'missed';
  return {
    inForce: () => false,
    end: async () => {
      for (const bus of [...order].sort(() => cast.dice.next() - 0.5)) {
        faults.clear(bus);
        await sleep(scene, cast.dice.next() * CLOG_MS);
      }
    },
  };
}
