import { carsInCells } from '../../scenarios/plays.ts';
import type { Act } from '../catalogue/fault-row.ts';
import { anyOf } from '../dice.ts';
import { sleep, type Begun, type Cast, type Scene } from './ongoing.ts';

type Of<A extends Act['act']> = Extract<Act, { readonly act: A }>;

const TAPS_EVERY_MS = 100;
const INSISTS_EVERY_MS = 500;
const RENEW_MS = 50;
const MODE_MS = 3000;
const PRESS_MS = 800;
const TECHNICIAN = 'Wei';

/** Whatever may be pressed on the screens of customers, at random. */
function tap({ subject, nextOrder, hear }: Scene, { dice }: Cast): void {
  const tower = subject.tower();
  const { stage } = subject;
  const order = anyOf(stage.tower.snapshot().tower.orders, dice);
  const taps: readonly (() => Promise<{ readonly ok: boolean }>)[] = [
    () => tower.collect({ collectionId: nextOrder(), bookingId: undefined, carId: anyOf(carsInCells(stage), dice)?.carId ?? 'none' }),
    () => tower.allClear(order?.orderId ?? 'none', { role: 'customer' }),
    () => tower.reset('customer', 'tapped'),
    () => tower.resume(order?.orderId ?? 'none'),
    () => tower.cancel(order?.orderId ?? 'none', 'customer'),
    () => tower.stop('tapped'),
  ];
  // The button that stops stands apart from the others.
  const one = taps[dice.next() < 0.02 ? taps.length - 1 : dice.int(taps.length - 1)];
  if (one !== undefined) hear(one());
}

/** A colleague who starts production whatever the panel says. */
function insist({ subject, nextOrder, hear }: Scene): void {
  const tower = subject.tower();
  subject.stage.people.attendant.pressReset();
  hear(tower.reset('technician', 'no reason not to'));
  for (const { orderId } of subject.stage.tower.snapshot().tower.orders) hear(tower.resume(orderId));
  hear(tower.collect({ collectionId: nextOrder(), bookingId: undefined, carId: carsInCells(subject.stage)[0]?.carId ?? 'none' }));
}

/** Requests that should not be, or not twice. */
export async function beginRequests(scene: Scene, { what }: Of<'requests'>, cast: Cast): Promise<Begun> {
  const { subject, nextOrder } = scene;
  if (!subject.process.isAlive()) return 'missed';
  if (what === 'everything' || what === 'whileShaftEntered') {
    const end = subject.clock.every(what === 'everything' ? TAPS_EVERY_MS : INSISTS_EVERY_MS, () => {
      if (!subject.process.isAlive()) return;
      if (what === 'everything') tap(scene, cast);
      else insist(scene);
    });
    return { inForce: () => true, end };
  }
  const carId = anyOf(carsInCells(subject.stage), cast.dice)?.carId;
  if (carId === undefined) return 'missed';
  const [first, second] = [nextOrder(), nextOrder()];
  const ask = (collectionId: string) => subject.tower().collect({ collectionId, bookingId: undefined, carId });
  const answers = Promise.all([ask(first), ask(what === 'sameTwice' ? first : second)]);
  const answered = await Promise.race([answers, sleep(scene, 30_000)]);
  if (answered === undefined || !answered[0].ok) return 'missed';
  const orders = subject.stage.tower.snapshot().tower.orders.filter(({ orderId }) => orderId === first || orderId === second);
  if (orders.length > 1) scene.problem(`two orders run for ${carId}: ${JSON.stringify(orders)}`);
  return { inForce: () => false, end: () => undefined };
}

/** A technician who holds an axis, with a device that is wedged, or until its way ends. */
export async function beginHeldMotion(scene: Scene, { what }: Of<'heldMotion'>, { dice }: Cast): Promise<Begun> {
  const { subject } = scene;
  const { attendant } = subject.stage.people;
  const shown = () => subject.stage.tower.snapshot().tower;
  const lease = { id: undefined as string | undefined, lasts: true };
  const end = (): void => {
    lease.lasts = false;
    attendant.holdEnabling('released');
    attendant.turnKey('auto');
  };
  attendant.turnKey('maintenance');
  await sleep(scene, MODE_MS);
  attendant.pressReset();
  await sleep(scene, MODE_MS);
  scene.hear(subject.tower().maintain({ kind: 'mode', mode: 'manual', by: TECHNICIAN }));
  await sleep(scene, MODE_MS);
  if (shown().mode !== 'manual') {
    end();
    return 'missed';
  }
  attendant.holdEnabling('mid');
  await sleep(scene, PRESS_MS);
  const direction = dice.next() < 0.5 ? 'plus' : 'minus';
  // The lift where it may move; with the shuttle out only the shuttle does.
  for (const motion of ['lift.jog', 'shuttle.jog', 'shuttle.jogIn'] as const) {
    const asked = await Promise.race([subject.tower().maintain({ kind: 'hold', request: { motion, direction }, by: TECHNICIAN }), sleep(scene, MODE_MS)]);
    lease.id ??= asked?.ok === true ? asked.value.lease?.leaseId : undefined;
    if (lease.id !== undefined) break;
  }
  if (lease.id === undefined) {
    end();
    return 'missed';
  }
  const renewing = subject.clock.every(RENEW_MS, () => {
    if (lease.id !== undefined && subject.process.isAlive()) scene.hear(subject.tower().maintain({ kind: 'renew', leaseId: lease.id, by: TECHNICIAN }));
  });
  if (what === 'intoLimit') subject.clock.after(25_000, () => { attendant.holdEnabling('released'); });
  return { inForce: () => lease.lasts, end: () => {
    renewing();
    end();
  } };
}
