import assert from 'node:assert/strict';
import type { AudioOutput } from '../customer/sound/sound.port.ts';
import { createBrowserOutputs } from './browser-outputs.ts';

const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Devices of a browser, as far as they are asked. */
function fakeDevices(first: readonly Partial<MediaDeviceInfo>[]) {
  const target = new EventTarget();
  let listed = first;
  return {
    devices: {
      enumerateDevices: async () => listed as MediaDeviceInfo[],
      addEventListener: target.addEventListener.bind(target),
      removeEventListener: target.removeEventListener.bind(target),
    },
    change: async (next: readonly Partial<MediaDeviceInfo>[]): Promise<void> => {
      listed = next;
      target.dispatchEvent(new Event('devicechange'));
      await settle();
    },
  };
}

describe('outputs for sound', () => {
  const speaker = { kind: 'audiooutput', deviceId: '1', label: 'HDMI' } as const;
  const headset = { kind: 'audiooutput', deviceId: '2', label: 'USB Headset' } as const;

  it('are told at once and whenever one is plugged in or taken out, without cameras and microphones', async () => {
    const { devices, change } = fakeDevices([speaker, { kind: 'videoinput', deviceId: '9', label: 'Camera' }]);
    const told: (readonly AudioOutput[])[] = [];
    const stop = createBrowserOutputs(devices)((outputs) => told.push(outputs));
    await settle();
    await change([speaker, headset]);
    await change([speaker]);
    assert.deepEqual(told.map((outputs) => outputs.map(({ label }) => label)), [['HDMI'], ['HDMI', 'USB Headset'], ['HDMI']]);
    stop();
    await change([]);
    assert.equal(told.length, 3);
  });

  it('are none where the browser has no devices, or refuses to say', async () => {
    const told: (readonly AudioOutput[])[] = [];
    createBrowserOutputs(undefined)((outputs) => told.push(outputs));
    const refusing = { ...fakeDevices([]).devices, enumerateDevices: async () => { throw new Error('not allowed'); } };
    createBrowserOutputs(refusing)((outputs) => told.push(outputs));
    await settle();
    assert.deepEqual(told, [[], []]);
  });
});
