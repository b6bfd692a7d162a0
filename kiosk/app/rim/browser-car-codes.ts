import { browserCamera } from '../../face/browser-camera.ts';
import type { CarCodes } from '../phone/find-actors.ts';
import { scanForPass } from './pass-scanner.ts';
import type { PageClock } from './rim.port.ts';

/** Reads codes on cars and posters with the camera at the back of the phone: QR, and the bar codes that carry a vehicle's number. The reader is loaded when it is first used. */
export function createBrowserCarCodes(clock: PageClock): CarCodes {
  return (onEvent) => {
    const loadReader = async () => (await import('./qr-reader.ts')).createQrReader(['QRCode', 'Code39', 'Code128', 'DataMatrix']);
    return scanForPass({ openCamera: browserCamera({ facing: 'environment' }), loadReader, clock, onEvent }).stop;
  };
}
