import { pausedAt } from '../../testing/delivery-script.ts';
import { sampleRecognition } from '../../testing/sample-visit.ts';
import { untested } from '../boot/boot-checks.ts';
import type { BootChecks } from '../boot/boot-checks.ts';
import { refusalOf } from './moments.ts';
import type { SamplesOf } from './sample.ts';

const ok = { state: 'ok' } as const;
const tested: BootChecks = { connection: ok, session: ok, site: ok, live: ok, cars: ok, camera: ok, scanner: ok, speaker: ok, voice: ok, storage: ok };
const over = { screen: 'K17', recognition: sampleRecognition } as const;
const stopped = { tower: { ...pausedAt(24, 'operator'), collections: [] } };

/** The page before it is one, what stands when no car is handed out, and what lies over a screen. */
export const serviceSamples: SamplesOf<'K00' | 'K03' | 'K70' | 'K71' | 'K72' | 'K73' | 'K74' | 'K75' | 'K76' | 'K77' | 'K78' | 'K79' | 'K80' | 'K81' | 'K82' | 'K83'> = {
  K00: {
    usual: { boot: { checks: untested } },
    offline: { boot: { checks: { ...tested, connection: { state: 'failed', code: 'offline' }, session: { state: 'waiting' }, site: { state: 'waiting' }, cars: { state: 'waiting' }, live: { state: 'failed', code: 'offline' } } } },
    'wrong-key': { boot: { checks: { ...tested, session: { state: 'failed', code: 'kioskKeyWrong' }, camera: { state: 'failed' }, speaker: { state: 'failed' } } } },
  },
  K03: {
    usual: { view: { screen: 'K02' }, press: ['display'] },
    spoken: { view: { screen: 'K02' }, display: { isSpoken: true }, caption: 'display.title', press: ['display'] },
  },
  K70: {
    usual: { view: { screen: 'K70', opensAtUtcMs: Date.UTC(2026, 2, 18, 1), isResting: true } },
    asked: { view: { screen: 'K70', opensAtUtcMs: undefined, isResting: false } },
  },
  K71: {
    usual: { view: { screen: 'K71', open: 'collections', why: 'noPallet', reason: undefined } },
    returns: { view: { screen: 'K71', open: 'returns', why: 'noBay', reason: undefined } },
    none: { view: { screen: 'K71', open: 'none', why: 'notReady', reason: { word: 'interlock.IL-131.customer', bay: undefined } } },
  },
  K72: {
    usual: { view: { screen: 'K72', canPay: false } },
    free: { view: { screen: 'K72', canPay: true } },
  },
  K73: {
    usual: { view: { screen: 'K73', event: 'storm', isOver: false, wind: { gustMPerS: 23.4, limitMPerS: 20 } } },
    blind: { view: { screen: 'K73', event: 'storm', isOver: false, wind: { limitMPerS: 20 } } },
    flood: { view: { screen: 'K73', event: 'flood', isOver: false, wind: undefined } },
    power: { view: { screen: 'K73', event: 'power', isOver: false, wind: undefined } },
    over: { view: { screen: 'K73', event: 'flood', isOver: true, wind: undefined } },
  },
  K74: { usual: { view: { screen: 'K74', reason: { word: 'interlock.IL-01.customer', bay: undefined }, stillness: 'still' }, ...stopped } },
  K75: {
    usual: { view: { screen: 'K75', event: 'fire', isOver: false } },
    gas: { view: { screen: 'K75', event: 'gas', isOver: false } },
    earthquake: { view: { screen: 'K75', event: 'earthquake', isOver: false } },
    over: { view: { screen: 'K75', event: 'fire', isOver: true } },
  },
  K76: {
    usual: { view: { screen: 'K76', untilUtcMs: undefined } },
    until: { view: { screen: 'K76', untilUtcMs: Date.UTC(2099, 2, 17, 8, 30) } },
    longer: { view: { screen: 'K76', untilUtcMs: 0 } },
  },
  K77: {
    usual: { view: { screen: 'K77', broken: ['camera'] } },
    both: { view: { screen: 'K77', broken: ['scanner', 'speaker', 'voice'] } },
  },
  K78: {
    usual: { view: { screen: 'K78', isFirstSearch: false }, link: 'lost' },
    searching: { view: { screen: 'K78', isFirstSearch: true }, link: 'connecting' },
  },
  K79: { usual: { view: { screen: 'K79', reason: { word: 'interlock.IL-12.customer', bay: 'A' }, stillness: 'still', resetBy: 'operator' }, ...stopped } },
  K80: {
    usual: { view: over, frame: { question: { secondsLeft: 14 } } },
    'at-bay': { view: { screen: 'K26', bay: 'B', isProving: false, isPersonSeen: false }, frame: { question: { secondsLeft: 42, bay: 'B' } } },
    code: { view: { screen: 'K16', code: 'AB1', isSecond: false, isChecking: false, refusal: refusalOf('codeWrong', { attemptsLeft: 1 }) }, frame: { question: { secondsLeft: 1 } } },
  },
  K81: { usual: { view: { screen: 'K81' } } },
  K82: {
    usual: { view: { screen: 'K82', stillness: 'still', own: { kind: 'lift', levels: ['2', '3'] } }, ...stopped },
    moving: { view: { screen: 'K82', stillness: 'moving', own: undefined } },
    unknown: { view: { screen: 'K82', stillness: 'unknown', own: { kind: 'bay', bay: 'A' } } },
  },
  K83: { usual: { view: { screen: 'K02' }, press: ['display', 'keys'] } },
};
