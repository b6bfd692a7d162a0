import { bookingChecks } from './booking-checks.ts';
import { cellChecks } from './cell-checks.ts';
import { maintenanceChecks } from './maintenance-checks.ts';
import { planChecks } from './plan-checks.ts';
import { placesOf } from './places.ts';
import type { Site } from './schema/site.schema.ts';

interface Contradiction {
  readonly path: string;
  readonly message: string;
}

const COIN_LINES = [['coinHeld', 'in'], ['coinReturn', 'out']] as const;
/** Room between what turns and what stands. */
const SWEEP_CLEARANCE_MM = 50;

/** Rules between keys that the schema of a single key cannot see. */
export function crossChecks(site: Site): readonly Contradiction[] {
  return [...geometry(site), ...cellChecks(site), ...wiring(site), ...timing(site), ...listeners(site), ...planChecks(site), ...maintenanceChecks(site), ...bookingChecks(site)];
}

function geometry(site: Site): readonly Contradiction[] {
  const problems: Contradiction[] = [];
  const { lift, travel, shuttle } = site.axes;
  for (const place of placesOf(site)) {
    if (place.zMm < lift.minMm || place.zMm > lift.maxMm) problems.push({ path: 'tower.levels', message: `level ${place.level} at ${String(place.zMm)} mm lies outside the lift's travel` });
    if (travel && (place.xMm < travel.minMm || place.xMm > travel.maxMm)) problems.push({ path: 'tower.positions', message: `position ${place.position} at ${String(place.xMm)} mm lies outside the travel axis` });
  }
  if (shuttle.strokeMm > shuttle.maxMm || -shuttle.strokeMm < shuttle.minMm) problems.push({ path: 'axes.shuttle.strokeMm', message: 'the stroke lies outside the limits of the shuttle' });
  for (const bay of site.tower.bays) {
    if (!placesOf(site).some((place) => place.kind === 'bay' && place.name === bay.id)) problems.push({ path: 'tower.bays', message: `bay ${bay.id} names a level, position or side that the tower does not have` });
  }
  problems.push(...duplicates('tower.bays', site.tower.bays.map((bay) => bay.id)));
  return [...problems, ...positions(site), ...turntable(site), ...coin(site)];
}

/** A position lies where an axis can bring the carriage, and says so for each axis that the site has. */
function positions({ axes, tower }: Site): readonly Contradiction[] {
  const path = 'tower.positions';
  const problems: Contradiction[] = [];
  if (!axes.travel && !axes.turn) problems.push({ path: 'axes', message: 'a tower needs travel (an aisle), turn (a shaft), or both' });
  for (const { id, xMm, turnDeg } of tower.positions) {
    if ((xMm === undefined) === (axes.travel !== undefined)) problems.push({ path, message: `position ${id} must ${axes.travel ? 'say its xMm: the site has' : 'not say an xMm: the site has no'} axis travel` });
    if ((turnDeg === undefined) === (axes.turn !== undefined)) problems.push({ path, message: `position ${id} must ${axes.turn ? 'say its turnDeg: the site has' : 'not say a turnDeg: the site has no'} axis turn` });
    if (axes.turn && turnDeg !== undefined && (turnDeg < axes.turn.minDeg || turnDeg > axes.turn.maxDeg)) problems.push({ path, message: `position ${id} at ${String(turnDeg)} deg lies outside the turntable` });
  }
  return problems;
}

/** A coin starts a delivery where the site has both its rules and its two lines. */
function coin(site: Site): readonly Contradiction[] {
  const wired = COIN_LINES.filter(([name, direction]) => site.gpio.lines.some((line) => line.name === name && line.direction === direction));
  if (wired.length === (site.coin ? COIN_LINES.length : 0)) return [];
  return [{ path: 'coin', message: 'a coin acceptor needs its rules (coin), an input line coinHeld and an output line coinReturn, all or none of them' }];
}

/** A carriage that turns must not sweep the places around it: the corner of its pallet stays short of the plane half a stroke away. */
function turntable({ axes, tower }: Site): readonly Contradiction[] {
  if (!axes.turn) return [];
  const cornerMm = Math.hypot(tower.pallet.lengthMm, tower.pallet.widthMm) / 2;
  const planeMm = axes.shuttle.strokeMm / 2;
  if (cornerMm + SWEEP_CLEARANCE_MM <= planeMm) return [];
  return [{ path: 'axes.shuttle.strokeMm', message: `turning, the pallet's corner reaches ${cornerMm.toFixed(0)} mm and the places begin at ${planeMm.toFixed(0)} mm; at least ${String(SWEEP_CLEARANCE_MM)} mm must lie between` }];
}

function wiring(site: Site): readonly Contradiction[] {
  const problems: Contradiction[] = [];
  const buses = new Set(site.buses.map((bus) => bus.id));
  for (const device of site.devices) {
    if (!buses.has(device.bus)) problems.push({ path: 'devices', message: `device ${device.id} is on bus "${device.bus}", which does not exist` });
    if (device.document === 'io-module' && !device.inputs) problems.push({ path: 'devices', message: `device ${device.id} is an IO module and must name its inputs` });
  }
  problems.push(...duplicates('devices', site.devices.map((device) => device.id)));
  problems.push(...duplicates('devices', site.devices.map((device) => `${device.bus} unit ${String(device.unit)}`)));
  problems.push(...duplicates('gpio.lines', site.gpio.lines.map((line) => line.name)));
  problems.push(...duplicates('gpio.lines', site.gpio.lines.map((line) => `${line.chip} line ${String(line.line)}`)));
  return problems;
}

function timing(site: Site): readonly Contradiction[] {
  const problems: Contradiction[] = [];
  for (const bus of site.buses) {
    const maxAgeMs = site.control.maxAgeMs[bus.id];
    if (maxAgeMs === undefined) problems.push({ path: 'control.maxAgeMs', message: `the age limit of bus "${bus.id}" is missing` });
    else if (maxAgeMs < 2 * bus.cycleMs) problems.push({ path: `control.maxAgeMs.${bus.id}`, message: `two cycles of ${String(bus.cycleMs)} ms do not fit into ${String(maxAgeMs)} ms: one lost answer would stop the tower` });
    if (bus.cycleMs % site.control.scanMs !== 0) problems.push({ path: 'buses', message: `the cycle of bus "${bus.id}" must be a multiple of the scan (${String(site.control.scanMs)} ms)` });
  }
  if (site.control.maxAgeMs['gpio'] === undefined) problems.push({ path: 'control.maxAgeMs', message: 'the age limit of "gpio" is missing' });
  if (site.control.watchdogToggleMs * 2 > site.control.relayWatchdogMs) problems.push({ path: 'control.watchdogToggleMs', message: 'two toggles must fit into the time of the relay watchdog' });
  return problems;
}

function listeners(site: Site): readonly Contradiction[] {
  const loopback = new Set(['127.0.0.1', '::1', 'localhost']);
  return Object.entries(site.network).flatMap(([name, listener]) =>
    loopback.has(listener.host) || listener.tls ? [] : [{ path: `network.${name}`, message: `host ${listener.host} is not loopback; it needs tls with certificatePath and keyPath` }],
  );
}

function duplicates(path: string, values: readonly string[]): readonly Contradiction[] {
  const seen = new Set<string>();
  return values.flatMap((value) => {
    if (seen.has(value)) return [{ path, message: `"${value}" stands twice` }];
    seen.add(value);
    return [];
  });
}
