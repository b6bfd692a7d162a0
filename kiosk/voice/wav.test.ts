import assert from 'node:assert/strict';
import { readWav } from './wav.ts';

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const u16 = (value: number): number[] => [value & 255, (value >> 8) & 255];
const u32 = (value: number): number[] => [...u16(value & 65_535), ...u16(value >>> 16)];

function wav({ channels = 1, bits = 16, saidBytes, samples = [0, 16_384, -32_768] }: { channels?: number; bits?: number; saidBytes?: number; samples?: readonly number[] }): Uint8Array {
  const data = samples.flatMap((sample) => u16(sample & 65_535));
  return Uint8Array.from([
    ...ascii('RIFF'), ...u32(0), ...ascii('WAVE'),
    ...ascii('LIST'), ...u32(3), 1, 2, 3, 0,
    ...ascii('fmt '), ...u32(16), ...u16(1), ...u16(channels), ...u32(22_050), ...u32(44_100), ...u16(2), ...u16(bits),
    ...ascii('data'), ...u32(saidBytes ?? data.length), ...data,
  ]);
}

describe('the sound in a wave file', () => {
  it('comes as samples from -1 to 1, past chunks that say nothing of it', () => {
    const sound = readWav(wav({}));
    assert.deepEqual([...(sound?.samples ?? [])], [0, 0.5, -1]);
    assert.equal(sound?.sampleRateHz, 22_050);
  });

  it('ends with the file, where the head was written before the length was known', () => {
    assert.equal(readWav(wav({ saidBytes: 0x7fff_f000 }))?.samples.length, 3);
  });

  it('is none in stereo, in eight bits, in a file cut short, and in anything else', () => {
    assert.equal(readWav(wav({ channels: 2 })), undefined);
    assert.equal(readWav(wav({ bits: 8 })), undefined);
    assert.equal(readWav(wav({}).subarray(0, 30)), undefined);
    assert.equal(readWav(Uint8Array.from(ascii('no sound at all'))), undefined);
    assert.equal(readWav(new Uint8Array()), undefined);
  });
});
