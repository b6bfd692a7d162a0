import type { Site } from '../../config/schema/site.schema.ts';
import type { PlantInputs, PlantState } from '../plant/plant.port.ts';
import type { ControllerOutputs } from '../relay/relay-wiring.ts';
import type { SeededRng } from '../time/seeded-rng.ts';
import { createDevice } from './create-device.ts';
import type { SimDevice } from './device.ts';
import type { SimIoModule } from './io-module.ts';

/** All devices of a site under one mains switch. */
export interface Electrics {
  readonly devices: readonly (SimDevice | SimIoModule)[];
  /** One cycle of all firmware that acts on the plant: drives first, then doors. */
  readonly act: () => void;
  /** One cycle of what only measures. */
  readonly measure: () => void;
  readonly atRest: () => boolean;
  readonly hasPower: () => boolean;
  readonly setPower: (on: boolean) => void;
}

export interface ElectricsParts {
  readonly site: Site;
  readonly plant: PlantState;
  readonly inputs: PlantInputs;
  readonly outputs: ControllerOutputs;
  readonly rng: SeededRng;
  /** A device that a fault holds off stays off when the power comes back. */
  readonly isHeldOff: (deviceId: string) => boolean;
}

type Document = SimDevice['config']['document'];
/** Firmware with cycles of its own, in the order in which it runs. */
const ACTING: readonly Document[] = ['axis-drive', 'door-operator', 'io-module'];

/** Builds every device that the site names. */
export function createElectrics(parts: ElectricsParts): Electrics {
  const { site, plant, inputs, outputs, rng } = parts;
  const devices = site.devices.map((config) => createDevice({ config, site, plant, inputs, enable: outputs, rng: rng.fork(config.id) }));
  const stepping = devices.flatMap(({ config, health, step }) => (step === undefined ? [] : [{ document: config.document, health, step }]));
  const acting = ACTING.flatMap((document) => stepping.filter((each) => each.document === document));
  const measuring = stepping.filter((each) => !ACTING.includes(each.document));
  let power = true;

  const run = (these: typeof stepping): void => {
    for (const { health, step } of these) if (health.powered) step();
  };
  return {
    devices,
    act: () => run(acting),
    measure: () => run(measuring),
    atRest: () => devices.every((device) => device.atRest()),
    hasPower: () => power,
    setPower: (on) => {
      if (on === power) return;
      power = on;
      for (const device of devices) if (!on || !parts.isHeldOff(device.config.id)) device.setPower(on);
    },
  };
}
