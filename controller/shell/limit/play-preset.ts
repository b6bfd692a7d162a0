import { placesOf } from '../../../config/places.ts';
import type { Site, Stock } from '../../../config/schema/site.schema.ts';
import { startAutoDriver } from '../simulation/auto-driver.ts';
import { createSimulation, type Simulation } from '../simulation/simulation.ts';
import { openTower, runUntil } from '../simulation/stage.ts';
import type { Shown } from './published.ts';

/** What a tower has done when every car was fetched from it and brought back. */
export interface PresetPlay {
  readonly cells: number;
  readonly delivered: number;
  /** Null when only deliveries were played. */
  readonly received: number | null;
  readonly shown: Shown;
  readonly problems: readonly string[];
}

/** One order, people included, is over by then. */
const ORDER_MS = 900_000;
/** A person finds the coin slot so much after having asked. */
const AT_SLOT_MS = 500;

/** Delivers the car of every cell, one after the other, each driven out; then takes every car back. One simulation, one clock. */
export async function playPreset(site: Site, stock: Stock, seed: number, withReturns: boolean): Promise<PresetPlay> {
  const simulation = await createSimulation({ site, stock, seed, skipIdle: true });
  try {
    const cells = placesOf(site).filter(({ kind }) => kind === 'cell').length;
    if (!(await openTower(simulation))) return { cells, delivered: 0, received: null, shown: { deliverMs: undefined, collectMs: undefined }, problems: ['the tower did not become idle'] };
    const problems: string[] = [];
    startAutoDriver(simulation);
    const deliveries = await deliverAll(simulation, site, stock, problems);
    const received = withReturns && problems.length === 0 ? await receiveAll(simulation, stock, problems) : null;
    problems.push(...simulation.sim.violations().map(({ invariant, detail }) => `${invariant}: ${detail}`), ...simulation.bugs);
    return { cells, received, problems, ...deliveries };
  } finally {
    await simulation.close();
  }
}

const worst = (times: readonly number[]): number | undefined => (times.length === 0 ? undefined : Math.max(...times));

async function deliverAll(simulation: Simulation, site: Site, stock: Stock, problems: string[]): Promise<Pick<PresetPlay, 'delivered' | 'shown'>> {
  const times: { readonly deliverMs: number; readonly collectMs: number }[] = [];
  for (const { cell, car } of stock.pallets) {
    if (car === undefined) continue;
    const time = await deliverOne(simulation, site, car);
    // After one that did not end well the rest would only repeat its reason.
    if (typeof time === 'string') {
      problems.push(`${cell}: ${time}`);
      break;
    }
    times.push(time);
  }
  return { delivered: times.length, shown: { deliverMs: worst(times.map(({ deliverMs }) => deliverMs)), collectMs: worst(times.map(({ collectMs }) => collectMs)) } };
}

async function deliverOne(simulation: Simulation, site: Site, carId: string): Promise<{ readonly deliverMs: number; readonly collectMs: number } | string> {
  const { clock, sim, core } = simulation;
  const askedMs = clock.nowMs();
  const asked = await answerOf(simulation, site, core.tower.collect({ collectionId: `preset-${carId}`, bookingId: undefined, carId }));
  if (asked === undefined) return 'the tower did not answer the request';
  if (!asked.answer.ok) return asked.answer.error.message;
  const door = sim.plant.doors[`${asked.answer.value.bay}.outer`];
  if (!(await runUntil(simulation, () => door?.position === 1, ORDER_MS))) return `the outer door did not open: ${reasonsOf(simulation)}`;
  const deliverMs = clock.nowMs() - asked.atMs;
  if (!(await runUntil(simulation, () => sim.plant.cars[carId]?.place === 'outside', ORDER_MS))) return 'the car was not driven out';
  const collectMs = clock.nowMs() - askedMs;
  return (await untilIdle(simulation)) ?? { deliverMs, collectMs };
}

/** The answer of the tower and when it came; the coin is put in where one is asked for. */
async function answerOf<T>(simulation: Simulation, site: Site, answer: Promise<T>): Promise<{ readonly answer: T; readonly atMs: number } | undefined> {
  const { clock, sim } = simulation;
  let came: { readonly answer: T; readonly atMs: number } | undefined;
  void answer.then((value) => { came = { answer: value, atMs: clock.nowMs() }; });
  if (site.coin !== undefined) clock.setTimeout(() => { sim.coins.insert('genuine'); }, AT_SLOT_MS);
  await runUntil(simulation, () => came !== undefined, ORDER_MS);
  return came;
}

/** Undefined when the tower has done everything and waits; else why it does not. */
async function untilIdle(simulation: Simulation): Promise<string | undefined> {
  const { core } = simulation;
  const ended = await runUntil(simulation, () => {
    const { tower } = core.tower.snapshot();
    return (tower.orders.length === 0 && tower.state === 'idle') || tower.orders.some(({ stage }) => stage === 'paused');
  }, ORDER_MS);
  const { tower } = core.tower.snapshot();
  return ended && tower.orders.length === 0 ? undefined : `an order did not end: ${JSON.stringify(tower.orders.map(({ phase, stage }) => ({ phase, stage })))} ${reasonsOf(simulation)}`;
}

async function receiveAll(simulation: Simulation, stock: Stock, problems: string[]): Promise<number> {
  let received = 0;
  for (const { car } of stock.pallets) {
    if (car === undefined) continue;
    const problem = await receiveOne(simulation, car);
    if (problem !== undefined) {
      problems.push(`${car} coming back: ${problem}`);
      break;
    }
    received += 1;
  }
  return received;
}

async function receiveOne(simulation: Simulation, carId: string): Promise<string | undefined> {
  const { core, sim } = simulation;
  const asked = await core.tower.order({ kind: 'receive', orderId: `return-${carId}`, carId, people: 1 });
  if (!asked.ok) return asked.error.message;
  const idle = await untilIdle(simulation);
  if (idle !== undefined) return idle;
  return sim.plant.pallets[sim.plant.cars[carId]?.place ?? '']?.place.startsWith('cell:') === true ? undefined : 'it does not stand in a cell';
}

function reasonsOf({ core }: Simulation): string {
  const { state, reasons } = core.tower.snapshot().tower;
  return `${state}; ${reasons.map(({ interlockId, fact }) => `${interlockId} ${fact}`).join(', ') || 'no reasons'}`;
}
