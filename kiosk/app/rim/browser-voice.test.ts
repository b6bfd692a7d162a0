import assert from 'node:assert/strict';
import { localVoice } from './browser-voice.ts';
import type { SystemSpeech } from './browser-voice.ts';

const voice = (lang: string, localService: boolean, name = lang): SpeechSynthesisVoice => ({ lang, localService, name, default: false, voiceURI: name });
const system = (...voices: readonly SpeechSynthesisVoice[]): SystemSpeech => ({
  getVoices: () => [...voices], speak: () => undefined, cancel: () => undefined, pause: () => undefined, resume: () => undefined,
});

describe("the system's voice", () => {
  it('is one of the language, by any of its tags', () => {
    assert.equal(localVoice(system(voice('de-DE', true), voice('en_GB', true)), 'en')?.lang, 'en_GB');
    assert.equal(localVoice(system(voice('zh-TW', true), voice('zh-CN', true)), 'zh')?.lang, 'zh-CN');
  });

  it('never is one that sends what is said to a server', () => assert.equal(localVoice(system(voice('en-US', false)), 'en'), undefined));

  it('is none on a system without voices, and in a browser without speech', () => {
    assert.equal(localVoice(system(), 'zh'), undefined);
    assert.equal(localVoice(undefined, 'en'), undefined);
  });
});
