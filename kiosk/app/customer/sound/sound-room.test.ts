import assert from 'node:assert/strict';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { sampleSite } from '../../testing/sample-tower.ts';
import { createSoundRoom } from './sound-room.ts';
import type { Manner, UtteranceEnd } from './sound.port.ts';

const key = (name: string) => ({ key: name, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false });

function bench(end: UtteranceEnd = 'spoken', isEnding = true) {
  const spoken: { readonly text: string; readonly manner: Manner }[] = [];
  const tones: number[] = [];
  const clock = createManualClock();
  const room = createSoundRoom(sampleSite, clock, {
    voice: {
      speak: ({ text }, manner) => {
        spoken.push({ text, manner });
        return { ended: isEnding ? Promise.resolve(end) : new Promise<UtteranceEnd>(() => undefined), cut: () => undefined };
      },
      pause: () => undefined, resume: () => undefined, isAble: async () => true,
    },
    tones: (_tones, level) => tones.push(level),
    outputs: () => () => undefined,
    content: { read: () => undefined, onChanged: () => () => undefined, focused: () => undefined },
  });
  const reading = { isOn: true, language: 'en', isPrivate: false, session: 1, pace: 'normal' } as const;
  return { room, clock, spoken, tones, reading };
}

describe('the sound of the kiosk', () => {
  it('has a caption for every sound, and words that say more where there are some', () => {
    const { room, tones } = bench();
    room.play('error');
    assert.equal(room.captions.read()?.text, 'Two falling tones: that did not work');
    room.play('tick', 'Level 3');
    assert.equal(room.captions.read()?.text, 'Level 3');
    assert.deepEqual(tones, [sampleSite.sound.level, sampleSite.sound.level]);
  });

  it('shows the sentence that is being spoken', () => {
    const { room, spoken, reading } = bench('spoken', false);
    room.set(reading);
    assert.deepEqual(room.captions.read(), { kind: 'speech', text: spoken[0]?.text });
  });

  it('says on the screen that it cannot speak', async () => {
    const { room, clock, reading } = bench('unable');
    room.set(reading);
    await clock.pass(0);
    assert.equal(room.captions.read()?.text, 'This screen cannot speak: it has no voice.');
  });

  it('is louder and softer by its keys, until the next customer', async () => {
    const { room, clock, spoken, reading } = bench();
    room.set(reading);
    await clock.pass(0);
    for (const name of ['F7', 'AudioVolumeUp', 'F6']) assert.equal(room.key(key(name)), true);
    assert.equal(spoken.at(-1)?.text, 'Volume 5 of 6');
    assert.ok(spoken.at(-1)!.manner.level > sampleSite.sound.level);
    room.set({ ...reading, session: 2 });
    room.speaker.sayNow([{ text: 'next', language: 'en' }]);
    assert.equal(spoken.at(-1)?.manner.level, sampleSite.sound.level);
  });

  it('leaves the volume keys alone while nothing is spoken', () => assert.equal(bench().room.key(key('F7')), false));

  it('has no caption of one customer left for the next', () => {
    const { room, reading } = bench('spoken', false);
    room.set(reading);
    room.set({ ...reading, isOn: false, session: 2 });
    assert.equal(room.captions.read(), undefined);
  });
});
