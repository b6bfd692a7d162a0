import type { Site } from '../../../config/schema/site.schema.ts';
import type { Clock } from '../../../hal/ports/clock.port.ts';
import type { Device } from '../../../hal/ports/device.port.ts';
import type { TowerDevices } from '../../../hal/ports/tower-devices.port.ts';

const LOOK_EVERY_MS = 500;
/** Identification takes a moment, and a single lost answer mends itself. */
const LASTED_MS = 3000;

interface Watched {
  /** A device, or a bus of which no device can be reached. */
  readonly name: string;
  readonly fault: () => string | undefined;
  /** Since when it has had one; Infinity while it has none. */
  sinceMs: number;
  told: boolean;
}

/**
 * Tells whoever reads the log why a device cannot be used, once it has lasted: silent, frozen, the wrong one, or its bus not there;
 * and when it is back. Interlocks do not wait for this: they know of it within the age limits. Returns what ends it.
 */
export function watchLinks(site: Site, devices: TowerDevices, clock: Clock, say: (line: string) => void): () => void {
  const watched: readonly Watched[] = [...buses(site, devices), ...each(devices)].map((one) => ({ ...one, sinceMs: Infinity, told: false }));
  return clock.every(LOOK_EVERY_MS, () => {
    for (const one of watched) look(one, clock.nowMs(), say);
  });
}

function look(one: Watched, nowMs: number, say: (line: string) => void): void {
  const fault = one.fault();
  if (fault === undefined) {
    if (one.told) say(`${one.name} is back.`);
    [one.sinceMs, one.told] = [Infinity, false];
    return;
  }
  one.sinceMs = Math.min(one.sinceMs, nowMs);
  if (one.told || nowMs - one.sinceMs < LASTED_MS) return;
  one.told = true;
  say(fault);
}

type Named = Pick<Watched, 'name' | 'fault'>;

function allOf(devices: TowerDevices): readonly Device<unknown>[] {
  const { axes, doors, ioModules, scales, laserFrames, distanceMeters, rfidReaders } = devices;
  const kinds: readonly Readonly<Record<string, Device<unknown>>>[] = [axes, doors, ioModules, scales, laserFrames, distanceMeters, rfidReaders];
  return kinds.flatMap((kind) => Object.values(kind));
}

/** A bus that is not there is said once, not once a device. */
function buses(site: Site, devices: TowerDevices): readonly Named[] {
  const all = allOf(devices);
  return site.buses.map((bus) => {
    const first = all.find(({ id }) => site.devices.some((device) => device.id === id && device.bus === bus.id));
    return { name: `Bus ${bus.id}`, fault: () => (first?.link() === 'closed' ? `Bus ${bus.id}: ${first.linkFault()?.message ?? 'not connected'}` : undefined) };
  });
}

function each(devices: TowerDevices): readonly Named[] {
  return allOf(devices).map((device) => ({ name: device.id, fault: () => (device.link() === 'closed' ? undefined : device.linkFault()?.message) }));
}
