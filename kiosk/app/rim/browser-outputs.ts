import type { AudioOutputs } from '../customer/sound/sound.port.ts';

/** The part of the browser's devices that is used. */
type Devices = Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>;

/**
 * Outputs for sound. A browser shows a page without permission for the microphone at most one of them, without its name: then
 * plugging in is told by the keys of the keypad instead, where the site names them.
 */
export function createBrowserOutputs(devices: Devices | undefined): AudioOutputs {
  return (listener) => {
    let isOver = false;
    const tell = async (): Promise<void> => {
      const all = (await devices?.enumerateDevices().catch(() => [])) ?? [];
      if (!isOver) listener(all.filter(({ kind }) => kind === 'audiooutput').map(({ deviceId, label }) => ({ id: deviceId, label })));
    };
    const onChange = (): void => void tell();
    devices?.addEventListener('devicechange', onChange);
    void tell();
    return () => {
      isOver = true;
      devices?.removeEventListener('devicechange', onChange);
    };
  };
}
