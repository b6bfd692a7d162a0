import { limitsOf, carriageAxesOf, type CarriagePosition } from '../../../config/axes.ts';
import { placesOf, type Place } from '../../../config/places.ts';
import type { Site, Stock } from '../../../config/schema/site.schema.ts';
import { deliveryLimit, type DeliveryLimit } from '../../planner/delivery-limit.ts';
import { createSimulation, type Simulation } from '../simulation/simulation.ts';
import { openTower, runUntil } from '../simulation/stage.ts';

/** One step of the tower as it was seen: when a motion was commanded and when it was concluded, ms since the request. */
export interface SeenMotion {
  readonly motion: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The delivery of one cell against its physical limit. */
export interface CellDelivery {
  readonly cell: string;
  readonly bay: string;
  readonly limit: DeliveryLimit;
  readonly achievedMs: number;
  readonly ratio: number;
  readonly seen: readonly SeenMotion[];
}

export type Measured = { readonly ok: true; readonly value: CellDelivery } | { readonly ok: false; readonly problem: string };

/** A delivery that takes longer has failed. */
const PATIENCE_MS = 600_000;
const LOOK_EVERY_MS = 10;

/** Delivers the car of one cell from a tower that has just been opened, through the whole wire, until its outer door is fully open. */
export async function measureDelivery(site: Site, stock: Stock, cell: Place, seed: number): Promise<Measured> {
  const simulation = await createSimulation({ site, stock, seed, skipIdle: true });
  try {
    return await deliverOnce(simulation, site, stock, cell);
  } finally {
    await simulation.close();
  }
}

/** Where the carriage of an idle, homed tower stands. */
function homeOf(site: Site): CarriagePosition {
  return Object.fromEntries(carriageAxesOf(site).map((id) => [id, limitsOf(site, id).homeMm]));
}

async function deliverOnce(simulation: Simulation, site: Site, stock: Stock, cell: Place): Promise<Measured> {
  const { clock, sim, core } = simulation;
  const fail = (why: string): Measured => ({ ok: false, problem: `${cell.name}: ${why}` });
  const carId = stock.pallets.find((pallet) => pallet.cell === cell.name)?.car;
  if (carId === undefined) return fail('no car stands there');
  if (!(await openTower(simulation))) return fail('the tower did not become idle');
  const { asked, beganMs } = await askFor(simulation, site, { collectionId: `limit-${cell.name}`, bookingId: undefined, carId });
  if (asked === undefined) return fail('the tower did not answer the request');
  if (!asked.ok) return fail(asked.error.message);
  const watch = watchMotions(simulation, beganMs);
  const door = sim.plant.doors[`${asked.value.bay}.outer`];
  const opened = await runUntil(simulation, () => door?.position === 1, PATIENCE_MS);
  const achievedMs = Math.round((watch.openedAtMs(`${asked.value.bay}.outer`) ?? clock.nowMs()) - beganMs);
  watch.end();
  const bay = placesOf(site).find((place) => place.id === `bay:${asked.value.bay}`);
  if (!opened || bay === undefined) return fail(`the outer door did not open: ${core.tower.snapshot().tower.reasons.map(({ fact }) => fact).join(', ')}`);
  const [violation] = sim.violations();
  if (violation) return fail(`${violation.invariant}: ${violation.detail}`);
  if (simulation.bugs[0] !== undefined) return fail(simulation.bugs[0]);
  const limit = deliveryLimit(site, homeOf(site), cell, bay);
  return { ok: true, value: { cell: cell.name, bay: bay.name, limit, achievedMs, ratio: achievedMs / limit.limitMs, seen: watch.seen() } };
}

type Request = Parameters<Simulation['core']['tower']['collect']>[0];
type Answer = Awaited<ReturnType<Simulation['core']['tower']['collect']>>;

/** A person finds the slot, and the tower answers at the latest so much later. */
const AT_SLOT_MS = 500;
const ANSWER_MS = 5000;

/** Asks for a car, with the coin where one is asked for. `beganMs`: when the request was accepted or refused. */
async function askFor({ clock, core, sim }: Simulation, site: Site, request: Request): Promise<{ readonly asked: Answer | undefined; readonly beganMs: number }> {
  let asked: Answer | undefined;
  let beganMs = clock.nowMs();
  const answered = core.tower.collect(request).then((answer) => {
    asked = answer;
    beganMs = clock.nowMs();
    clock.stop();
  });
  if (site.coin === undefined) await answered;
  else {
    await clock.runFor(AT_SLOT_MS);
    sim.coins.insert('genuine');
    await clock.runFor(ANSWER_MS);
  }
  return { asked, beganMs };
}

/** Looks at the gate and at the plant every 10 ms. */
function watchMotions({ clock, core, sim }: Simulation, beganMs: number) {
  const running = new Map<string, number>();
  const seen: SeenMotion[] = [];
  const openedAt = new Map<string, number>();
  const end = clock.every(LOOK_EVERY_MS, () => {
    const nowMs = clock.nowMs();
    for (const [id, door] of Object.entries(sim.plant.doors)) if (door.position === 1 && !openedAt.has(id)) openedAt.set(id, nowMs);
    const now = new Set(core.gate.running().map(({ motion }) => motion as string));
    for (const motion of now) if (!running.has(motion)) running.set(motion, nowMs);
    for (const [motion, sinceMs] of running) {
      if (now.has(motion)) continue;
      seen.push({ motion, fromMs: sinceMs - beganMs, toMs: nowMs - beganMs });
      running.delete(motion);
    }
  });
  // The last one, the outer door, is open and not yet concluded when nobody looks any more.
  const atTheEnd = (): readonly SeenMotion[] => [...running].map(([motion, sinceMs]) => ({ motion, fromMs: sinceMs - beganMs, toMs: clock.nowMs() - beganMs }));
  return { end, seen: () => [...seen, ...atTheEnd()], openedAtMs: (door: string) => openedAt.get(door) };
}
