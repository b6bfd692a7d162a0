import { axesOf } from '../../../../config/axes.ts';
import type { NewMotionLease, SiteView } from '../../../../controller/api/contract/index.ts';

type Held = NewMotionLease['motion'];

/** A motion that somebody may hold: what the lease asks for, and the name under which the table knows it. */
export interface HeldMotion {
  readonly wish: NewMotionLease;
  readonly motion: string;
}

const BOLTS = ['lockPin.stepIn', 'lockPin.stepOut', 'fork.stepEngage', 'fork.stepRelease', 'palletLock.stepLock', 'palletLock.stepUnlock'] as const satisfies readonly Held[];
const DOOR_STEPS = ['inner.stepOpen', 'inner.stepClose', 'outer.stepOpen', 'outer.stepClose'] as const satisfies readonly Held[];

/** What one part of the machine can be moved by: an axis, the bolts, the doors of a bay. Its id is `lift`, `bolts`, `bay:A` … */
export interface MovablePart {
  readonly id: string;
  readonly motions: readonly HeldMotion[];
}

const held = (wish: NewMotionLease): HeldMotion => ({ wish, motion: wish.bay === undefined ? wish.motion : `${wish.motion}:${wish.bay}` });

function ofAxis(axis: ReturnType<typeof axesOf>[number]): MovablePart {
  const jogs = (['plus', 'minus'] as const).map((direction) => held({ motion: `${axis}.jog`, direction }));
  return { id: axis, motions: [...jogs, ...(axis === 'shuttle' ? [held({ motion: 'shuttle.jogIn' })] : []), held({ motion: `${axis}.jogOut` })] };
}

/** Every part of the tower that a technician may move while holding, axes first. */
export function movableParts(site: SiteView): readonly MovablePart[] {
  const bays = site.tower.bays.map(({ id }): MovablePart => ({ id: `bay:${id}`, motions: DOOR_STEPS.map((motion) => held({ motion, bay: id })) }));
  return [...axesOf(site).map(ofAxis), { id: 'bolts', motions: BOLTS.map((motion) => held({ motion })) }, ...bays];
}

const ORDERS = ['order.deliver', 'order.receive', 'order.relocate', 'order.provide', 'order.stow', 'order.audit', 'order.goOn'] as const;
const BOLT_MOTIONS = ['lockPin.in', 'lockPin.out', 'fork.engage', 'fork.release', 'palletLock.lock', 'palletLock.unlock'] as const;

/** Every motion that can be asked about, in groups: production, orders, by hand. */
export function motionGroups(site: SiteView): Readonly<Record<'production' | 'orders' | 'byHand', readonly string[]>> {
  const axes = axesOf(site);
  const carriage = axes.filter((axis) => axis !== 'shuttle');
  const ofBays = site.tower.bays.flatMap(({ id }) => [`shuttle.bay:${id}`, `inner.open:${id}`, `inner.close:${id}`, `outer.open:${id}`, `outer.close:${id}`]);
  return {
    production: [...carriage.map((axis) => `${axis}.move`), 'shuttle.cell', 'shuttle.retract', 'shuttle.recover', ...axes.map((axis) => `${axis}.home`), ...BOLT_MOTIONS, ...ofBays],
    orders: ORDERS,
    byHand: [...new Set(movableParts(site).flatMap(({ motions }) => motions.map(({ motion }) => motion)))],
  };
}
