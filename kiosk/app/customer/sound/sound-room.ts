import type { Language, WordId } from '../../../../config/words/index.ts';
import type { SiteView } from '../../../../controller/api/contract/index.ts';
import type { PageClock } from '../../rim/rim.port.ts';
import { createWords } from '../../words/words.tsx';
import type { Words } from '../../words/words.tsx';
import type { SpeechPace } from '../flow/session-context.ts';
import { createCaptions } from './captions.ts';
import type { Captions } from './captions.ts';
import { EARCONS } from './earcons.ts';
import type { Earcon } from './earcons.ts';
import { atVolume, earconLevel, levelAt, turned, VOLUME_STEPS } from './loudness.ts';
import { createScreenReader } from './screen-reader.ts';
import type { Reading, ScreenReader } from './screen-reader.ts';
import type { AudioOutputs, ContentSource, TonePlayer, Voice } from './sound.port.ts';
import { createSpeaker } from './speaker.ts';
import type { Speaker } from './speaker.ts';

/** Everything of the kiosk that is heard, and its captions. */
export interface SoundRoom {
  readonly speaker: Speaker;
  readonly reader: ScreenReader;
  readonly captions: Captions;
  readonly content: ContentSource;
  readonly outputs: AudioOutputs;
  /** Plays a sound, with its caption. `caption`: words that say more than the sound's own. */
  readonly play: (earcon: Earcon, caption?: string) => void;
  /** Before the page hears of a key; whether the key is one of speech. */
  readonly key: (key: Parameters<ScreenReader['key']>[0]) => boolean;
  readonly set: (reading: Reading & { readonly pace: SpeechPace }) => void;
}

/** Sounds that come with every touch are felt and seen as well: their caption would only flicker. */
const UNCAPTIONED: readonly Earcon[] = ['tick'];

/** Keys for softer and louder; an assistive keypad sends those of its own volume buttons. */
const VOLUME_KEYS: Readonly<Record<string, 1 | -1>> = { F6: -1, F7: 1, AudioVolumeDown: -1, AudioVolumeUp: 1 };

/** Ports from the rim of the page. */
export interface SoundPorts {
  readonly voice: Voice;
  readonly tones: TonePlayer;
  readonly outputs: AudioOutputs;
  readonly content: ContentSource;
}

/** Puts the parts together for a site. */
export function createSoundRoom(site: SiteView, clock: PageClock, { voice, tones, outputs, content }: SoundPorts): SoundRoom {
  const words: Readonly<Record<Language, Words>> = { en: createWords('en', site.timezone), zh: createWords('zh', site.timezone) };
  let reading: Parameters<SoundRoom['set']>[0] = { isOn: false, language: 'en', isPrivate: false, session: -1, pace: 'normal' };
  let volume: number = VOLUME_STEPS.usual;
  const timeOfDay = (): string => words.en.sayClock(clock.utcMs());
  const speaker = createSpeaker(voice, () => ({ pace: reading.pace, level: atVolume(levelAt(site.sound, timeOfDay(), reading.isPrivate), volume) }));
  const reader = createScreenReader({ source: content, speaker, clock, wordsOf: (language) => words[language].say });
  const captions = createCaptions(clock);
  let captioned: string | undefined;
  speaker.subscribe(() => {
    const { phase, sentence } = speaker.read();
    if (phase === 'unable') {
      // What stands there is not being spoken after all.
      captions.clear();
      captions.show({ kind: 'sound', text: words[reading.language].say('speech.missing') });
    }
    else if (sentence === undefined) captions.rest();
    else if (sentence.text !== captioned) captions.show({ kind: 'speech', text: sentence.text });
    captioned = sentence?.text;
  });
  return {
    speaker, reader, captions, content, outputs,
    play: (earcon, caption) => {
      tones(EARCONS[earcon], earconLevel(site.sound, timeOfDay(), earcon));
      const text = caption ?? (UNCAPTIONED.includes(earcon) ? undefined : words[reading.language].say(`caption.${earcon}` satisfies WordId));
      if (text !== undefined) captions.show({ kind: 'sound', text });
    },
    key: (key) => {
      const by = reading.isOn ? VOLUME_KEYS[key.key] : undefined;
      if (by === undefined) return reader.key(key);
      volume = turned(volume, by);
      speaker.sayNow([{ text: words[reading.language].say('speech.volume', { step: volume, of: VOLUME_STEPS.most }), language: reading.language }]);
      return true;
    },
    set: (next) => {
      if (next.session !== reading.session) {
        captions.clear();
        volume = VOLUME_STEPS.usual;
      }
      reading = next;
      reader.set(next);
    },
  };
}
