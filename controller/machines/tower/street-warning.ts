import type { Clock, IoModule, Result, TowerDevices } from '../../ports.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import { STREET_WARNING_MS } from '../../planner/estimate.ts';
import { kindOf } from '../../interlocks/motion.ts';
import type { OutputGate } from '../../safety/gate.port.ts';
import type { Leases } from '../../safety/leases.ts';
import { unitFault, type UnitFault, type UnitOrder } from '../unit/unit-order.ts';
import type { Units } from '../units.ts';

/** What warns. */
export interface WarningWorld {
  readonly site: Pick<Site, 'devices'>;
  readonly clock: Clock;
  readonly devices: Pick<TowerDevices, 'ioModules'>;
  readonly gate: Pick<OutputGate, 'signal'>;
  readonly leases: Pick<Leases, 'revocations'>;
}

/** Units whose outer doors warn before they shut, and the horn of a controller that died while it sounded. */
export interface WarningUnits {
  readonly units: Units;
  /** Once the horn's module is heard: what was left sounding is ended. */
  readonly look: () => void;
}

type Answer = Result<void, UnitFault>;
const unheard = (what: string, why: string): Answer => ({ ok: false, error: unitFault('notTaken', `${what} does not answer (${why}), so nobody is warned. The door stays as it is.`) });

/** Puts a warning of red light and horn in front of every closing of an outer door, by whatever order. A stop in between ends it, and so does an opening of that door. */
export function withStreetWarning(units: Units, { site, clock, devices, gate, leases }: WarningWorld): WarningUnits {
  const moduleWith = (output: string, bay?: string): IoModule | undefined => {
    const found = site.devices.find(({ document, on, outputs }) => document === 'io-module' && outputs?.includes(output) === true && (bay === undefined || ('bay' in on && on.bay === bay)));
    return found && devices.ioModules[found.id];
  };
  const horn = moduleWith('horn');
  /** A horn that does not hear is found out by the next warning. */
  const silence = (): void => { if (horn !== undefined) void gate.signal(horn, { horn: false }).then(() => undefined); };
  /** Doors that are warned of: the last one ends the horn. */
  let warned = 0;
  let looked = false;
  /** Bay by bay, how often its door was told to open: whoever did that has shown another light. */
  const openings = new Map<string, number>();

  async function warn(bay: string): Promise<Answer> {
    const lamps = moduleWith('lampRed', bay);
    const lit = lamps && (await gate.signal(lamps, { lampGreen: false, lampRed: true }));
    if (lit?.ok !== true) return unheard(`The red lamp of bay ${bay}`, lit?.error.message ?? 'it has none');
    const sounded = horn && (await gate.signal(horn, { horn: true }));
    if (sounded?.ok === false) return unheard('The horn', sounded.error.message);
    const [stops, opened] = [leases.revocations(), openings.get(bay)];
    await new Promise<void>((resolve) => { clock.setTimeout(resolve, STREET_WARNING_MS); });
    if (leases.revocations() !== stops) return { ok: false, error: unitFault('stopLatched', 'Motion was stopped while the closing of the door was announced. Nothing moved; it needs a fresh command.') };
    if (openings.get(bay) !== opened) return { ok: false, error: unitFault('notTaken', `The door of bay ${bay} was told to open while its closing was announced. It is not shut behind that.`) };
    return { ok: true, value: undefined };
  }

  async function warnAndRun(bay: string, run: () => Promise<Answer>): Promise<Answer> {
    warned += 1;
    try {
      const announced = await warn(bay);
      return announced.ok ? await run() : announced;
    } finally {
      warned -= 1;
      if (warned === 0) silence();
    }
  }

  return {
    units: {
      ...units,
      run: (unit, order: UnitOrder) => {
        const { kind, bay } = kindOf(order.motion);
        if (kind === 'outer.open' && bay !== undefined) openings.set(bay, (openings.get(bay) ?? 0) + 1);
        return kind === 'outer.close' && bay !== undefined ? warnAndRun(bay, () => units.run(unit, order)) : units.run(unit, order);
      },
    },
    look: () => {
      const seen = looked ? undefined : horn?.observed().value;
      if (seen === undefined) return;
      looked = true;
      if (seen.outputs['horn'] === true && warned === 0) silence();
    },
  };
}
