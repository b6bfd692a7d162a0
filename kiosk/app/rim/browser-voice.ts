import type { Language } from '../../../config/words/index.ts';
import type { SpeechPace } from '../customer/flow/session-context.ts';
import type { Manner, Sentence, Utterance, UtteranceEnd, Voice } from '../customer/sound/sound.port.ts';

/** The system's own rate is 1. */
const RATES: Readonly<Record<SpeechPace, number>> = { slow: 0.75, normal: 1, fast: 1.5 };
const TAGS: Readonly<Record<Language, readonly string[]>> = { en: ['en'], zh: ['zh-cn', 'zh-hans', 'cmn', 'zh'] };

/** The part of the browser's speech that is used. */
export type SystemSpeech = Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel' | 'pause' | 'resume'>;

/** A voice of the system for a language. Only a local one: what a customer does goes to nobody's server. */
export function localVoice(speech: SystemSpeech | undefined, language: Language): SpeechSynthesisVoice | undefined {
  const local = (speech?.getVoices() ?? []).filter(({ localService }) => localService);
  return TAGS[language].map((tag) => local.find(({ lang }) => lang.toLowerCase().replace('_', '-').startsWith(tag))).find((voice) => voice !== undefined);
}

function systemUtterance(speech: SystemSpeech, voice: SpeechSynthesisVoice, { text }: Sentence, { pace, level }: Manner): Utterance {
  const said = new SpeechSynthesisUtterance(text);
  Object.assign(said, { voice, lang: voice.lang, rate: RATES[pace], volume: level });
  const ended = new Promise<UtteranceEnd>((resolve) => {
    said.addEventListener('end', () => { resolve('spoken'); });
    said.addEventListener('error', ({ error }) => { resolve(error === 'canceled' || error === 'interrupted' ? 'cut' : 'unable'); });
  });
  speech.speak(said);
  return { ended, cut: () => { speech.cancel(); } };
}

/** The system's voice where it has a local one for the language, else our own. */
export function createBrowserVoice(speech: SystemSpeech | undefined, own: Voice): Voice {
  return {
    speak: (sentence, manner) => {
      const voice = localVoice(speech, sentence.language);
      return speech === undefined || voice === undefined ? own.speak(sentence, manner) : systemUtterance(speech, voice, sentence, manner);
    },
    pause: () => {
      speech?.pause();
      own.pause();
    },
    resume: () => {
      speech?.resume();
      own.resume();
    },
    isAble: async (language) => localVoice(speech, language) !== undefined || own.isAble(language),
  };
}
