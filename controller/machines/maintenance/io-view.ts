import type { Site } from '../../../config/schema/site.schema.ts';
import type { IoView } from '../../api/contract/index.ts';
import type { Device, Gpio, TowerDevices } from '../../ports.ts';
import type { FactName, Facts } from '../../sensing/fact.ts';

/** What the view looks at. */
export interface IoViewWorld {
  readonly site: Site;
  readonly devices: TowerDevices;
  readonly gpio: Pick<Gpio, 'input'>;
  readonly facts: Facts;
  readonly factNames: readonly FactName[];
  readonly nowMs: number;
}

type Points = IoView['lines'];
type Raw = Points[number]['raw'];

/** Everything that comes in at this instant, as the wire brought it, and what is made of it. */
export function ioView({ site, devices, gpio, facts, factNames, nowMs }: IoViewWorld): IoView {
  const age = (atMs: number): number | null => (Number.isFinite(atMs) ? Math.max(0, nowMs - atMs) : null);
  const inputs = site.gpio.lines.filter(({ direction }) => direction === 'in').map(({ name }) => gpio.input(name));
  return {
    atMs: nowMs,
    lines: inputs.map((line) => ({ name: line.name, raw: line.level() ?? null, ageMs: age(line.confirmedAtMs()) })),
    devices: site.devices.map(({ id, bus }) => {
      const device = deviceOf(id, devices);
      const { value, confirmedAtMs = -Infinity } = device?.observed() ?? {};
      return { deviceId: id, bus, link: device?.link() ?? 'closed', points: pointsOf(value, age(confirmedAtMs)) };
    }),
    facts: factNames.map((name) => {
      const fact = facts.get(name);
      return { name, value: fact.value ?? null, cause: fact.cause, forMs: age(fact.sinceMs), ageMs: age(fact.confirmedAtMs), sources: [...fact.sources] };
    }),
  };
}

/** A device by its id, of whatever kind it is. */
export function deviceOf(id: string, devices: TowerDevices): Device<unknown> | undefined {
  const kinds: readonly unknown[] = Object.values(devices);
  for (const kind of kinds) {
    if (typeof kind !== 'object' || kind === null || !Object.hasOwn(kind, id)) continue;
    return (kind as Readonly<Record<string, Device<unknown>>>)[id];
  }
  return undefined;
}

/** The fields of a status, one level deep: inputs and outputs of a module by their names. */
function pointsOf(status: unknown, ageMs: number | null): Points {
  if (typeof status !== 'object' || status === null) return [];
  return Object.entries(status).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'object' && value !== null) return pointsOf(value, ageMs).map((point) => ({ ...point, name: `${name}.${point.name}` }));
    return [{ name, raw: rawOf(value), ageMs }];
  });
}

function rawOf(value: unknown): Raw {
  return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string' ? value : null;
}
