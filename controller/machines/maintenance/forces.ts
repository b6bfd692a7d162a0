import type { ForceView } from '../../api/contract/index.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import { done, fault, type Result, type TowerDevices } from '../../ports.ts';
import { SIGNAL_OUTPUTS } from '../../safety/command-fits.ts';
import type { OutputGate } from '../../safety/gate.port.ts';

/** Signal outputs that a technician holds at a level, to see whether lamp or horn works. */
export interface Forces {
  readonly all: () => readonly ForceView[];
  /** `level` null lets go: the output gets back the level that it had. */
  readonly force: (wish: { readonly deviceId: string; readonly output: string; readonly level: boolean | null }, by: string) => Promise<Result<void, RequestFault>>;
}

/** What forcing needs. `allowed`: manual mode. */
export interface ForceWorld {
  readonly devices: Pick<TowerDevices, 'ioModules'>;
  readonly gate: Pick<OutputGate, 'signal'>;
  readonly allowed: () => boolean;
  readonly utcMs: () => number;
  readonly changed: () => void;
}

interface Held extends ForceView { readonly before: boolean }

/** Lamps and horn only: what moves or belongs to the safety chain has no force. Letting go is always allowed. */
export function createForces({ devices, gate, allowed, utcMs, changed }: ForceWorld): Forces {
  let held: readonly Held[] = [];
  const set = (next: readonly Held[]): void => {
    held = next;
    changed();
  };
  return {
    all: () => held.map(({ before: _before, ...view }) => view),
    force: async ({ deviceId, output, level }, by) => {
      const module = devices.ioModules[deviceId];
      if (!module || !SIGNAL_OUTPUTS.has(output)) return fault('notPermitted', `${deviceId}/${output} is no lamp and no horn; nothing else is ever forced. Nothing was changed.`);
      if (level !== null && !allowed()) return fault('notPermitted', 'Outputs are forced in manual mode only. Nothing was changed.');
      const known = held.find((one) => one.deviceId === deviceId && one.output === output);
      const before = known?.before ?? module.observed().value?.outputs[output] ?? false;
      const written = await gate.signal(module, { [output]: level ?? before });
      if (!written.ok) return fault('towerUnavailable', `${deviceId} did not take it: ${written.error.message}`);
      const others = held.filter((one) => one !== known);
      set(level === null ? others : [...others, { deviceId, output, level, by, sinceUtcMs: utcMs(), before }]);
      return done;
    },
  };
}
