import { createAxisDrive } from './axis-drive.ts';
import type { DeviceContext, SimDevice } from './device.ts';
import { createDistanceMeter } from './distance-meter.ts';
import { createDoorOperator } from './door-operator.ts';
import { createIoModule } from './io-module.ts';
import type { SimIoModule } from './io-module.ts';
import { createLaserFrame } from './laser-frame.ts';
import { createRfidReader } from './rfid-reader.ts';
import { createScale } from './scale.ts';
import { createWeatherStation } from './weather-station.ts';

/** Builds the simulated device that the site names, by its register document. */
export function createDevice(context: DeviceContext): SimDevice | SimIoModule {
  switch (context.config.document) {
    case 'axis-drive': return createAxisDrive(context);
    case 'door-operator': return createDoorOperator(context);
    case 'io-module': return createIoModule(context);
    case 'scale': return createScale(context);
    case 'laser-frame': return createLaserFrame(context);
    case 'distance-meter': return createDistanceMeter(context);
    case 'rfid-reader': return createRfidReader(context);
    case 'weather-station': return createWeatherStation(context);
  }
}
