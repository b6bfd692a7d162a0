import { deviceDocument } from '../../config/device-documents.ts';
import type { DeviceConfig, Site } from '../../config/schema/site.schema.ts';
import type { OpenPipe } from '../ports/byte-pipe.port.ts';
import type { Clock } from '../ports/clock.port.ts';
import type {
  Axis, DistanceMeter, Door, IoModule, LaserFrame, RfidReader, Scale, TowerDevices, WeatherStation,
} from '../ports/tower-devices.port.ts';
import { createBus, type Bus } from '../wire/bus.ts';
import { createAxisDriver } from './axis.driver.ts';
import { createDistanceMeterDriver } from './distance-meter.driver.ts';
import { createDoorDriver } from './door.driver.ts';
import type { Driver, DriverParts } from './driver.ts';
import { createIoModuleDriver } from './io-module.driver.ts';
import { createLaserFrameDriver } from './laser-frame.driver.ts';
import { createRfidReaderDriver } from './rfid-reader.driver.ts';
import { createScaleDriver } from './scale.driver.ts';
import { createWeatherStationDriver } from './weather-station.driver.ts';

/** What the devices of a tower are made of. */
export interface TowerDevicesParts {
  readonly site: Site;
  readonly clock: Clock;
  /** Opens the line of each bus, by bus id. */
  readonly openPipe: Readonly<Record<string, OpenPipe>>;
  /** The controller's epoch, higher at every start; 0 while it is not known, and then no command leaves. */
  readonly epoch: () => number;
}

/** The lease of a motion outlives this many scans without renewal. */
const LEASE_SCANS = 10;

interface Collected {
  readonly axes: Record<string, Axis>;
  readonly doors: Record<string, Door>;
  readonly ioModules: Record<string, IoModule>;
  readonly scales: Record<string, Scale>;
  readonly laserFrames: Record<string, LaserFrame>;
  readonly distanceMeters: Record<string, DistanceMeter>;
  readonly rfidReaders: Record<string, RfidReader>;
  readonly weatherStations: Record<string, WeatherStation>;
}

function createBuses({ site, clock, openPipe }: TowerDevicesParts): Readonly<Record<string, Bus>> {
  const buses: Record<string, Bus> = {};
  for (const { id, cycleMs, timeoutMs } of site.buses) {
    const open = openPipe[id];
    if (open === undefined) throw new Error(`no pipe was given for bus "${id}"`);
    buses[id] = createBus({ id, cycleMs, timeoutMs, clock, openPipe: open });
  }
  return buses;
}

/** Keeps the port under its id and hands back the rest. */
function keep<Port>(kind: Record<string, Port>, id: string, driver: Driver<Port>): Driver<unknown> {
  kind[id] = driver.port;
  return driver;
}

function createDriver(parts: DriverParts, into: Collected): Driver<unknown> {
  const { id, document } = parts.device;
  switch (document) {
    case 'axis-drive': return keep(into.axes, id, createAxisDriver(parts));
    case 'door-operator': return keep(into.doors, id, createDoorDriver(parts));
    case 'io-module': return keep(into.ioModules, id, createIoModuleDriver(parts));
    case 'scale': return keep(into.scales, id, createScaleDriver(parts));
    case 'laser-frame': return keep(into.laserFrames, id, createLaserFrameDriver(parts));
    case 'distance-meter': return keep(into.distanceMeters, id, createDistanceMeterDriver(parts));
    case 'rfid-reader': return keep(into.rfidReaders, id, createRfidReaderDriver(parts));
    case 'weather-station': return keep(into.weatherStations, id, createWeatherStationDriver(parts));
  }
}

function driverParts(device: DeviceConfig, { site, clock, epoch }: TowerDevicesParts, buses: Readonly<Record<string, Bus>>): DriverParts {
  const bus = buses[device.bus];
  const config = site.buses.find((each) => each.id === device.bus);
  const maxAgeMs = site.control.maxAgeMs[device.bus];
  if (bus === undefined || config === undefined || maxAgeMs === undefined) throw new Error(`device ${device.id}: bus "${device.bus}" or its age limit is not configured`);
  return { bus, clock, baud: config.baud, maxAgeMs, device, document: deviceDocument(device.document), epoch, leaseHoldMs: LEASE_SCANS * site.control.scanMs };
}

/** Builds every device of the site on its bus. Nothing is opened before `start`. Throws when the site contradicts itself. */
export function createTowerDevices(parts: TowerDevicesParts): TowerDevices {
  const buses = createBuses(parts);
  const collected: Collected = { axes: {}, doors: {}, ioModules: {}, scales: {}, laserFrames: {}, distanceMeters: {}, rfidReaders: {}, weatherStations: {} };
  const drivers = parts.site.devices.map((device) => createDriver(driverParts(device, parts, buses), collected));
  const lines = Object.values(buses);
  return {
    ...collected,
    start: () => lines.forEach((bus) => bus.start()),
    // How each stop ended shows in the devices themselves; whoever must stop does not wait for it here.
    stopAll: () => drivers.forEach((driver) => driver.stopNow?.(() => undefined)),
    translateMs: (deltaMs) => {
      for (const { translated } of drivers) translated.translateMs(deltaMs);
      for (const bus of lines) bus.translateMs(deltaMs);
    },
    isQuiet: () => lines.every((bus) => bus.isQuiet()),
    wireCounters: () => lines.map((bus) => bus.counters()),
    close: () => lines.forEach((bus) => bus.close()),
  };
}
