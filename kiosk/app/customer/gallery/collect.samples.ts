import { sampleRecognition } from '../../testing/sample-visit.ts';
import { noCamera } from '../flow/session-context.ts';
import type { CameraView } from '../flow/session-context.ts';
import { longRecognition, refusalOf } from './moments.ts';
import type { SamplesOf } from './sample.ts';

const seeing = (hint: CameraView['hint']): CameraView => ({ stream: undefined, hint });
const code = { code: '', isSecond: false, isChecking: false, refusal: undefined };
const confirm = { screen: 'K19', recognition: sampleRecognition, isStarting: false, coin: 'none', refusal: undefined } as const;

/** From the first touch to the press that brings the car. */
export const collectSamples: SamplesOf<'K01' | 'K02' | 'K10' | 'K11' | 'K12' | 'K13' | 'K14' | 'K15' | 'K16' | 'K17' | 'K18' | 'K19'> = {
  K01: {
    usual: { view: { screen: 'K01', carCount: 16 } },
    noticed: { view: { screen: 'K01', carCount: 16, notices: [{ screen: 'K71', open: 'collections', why: 'noPallet', reason: undefined }, { screen: 'K72', canPay: false }] } },
  },
  K02: {
    usual: { view: { screen: 'K02' } },
    spoken: { view: { screen: 'K02' }, display: { isSpoken: true }, caption: 'K02.title' },
    noticed: {
      view: {
        screen: 'K02', bars: { collect: 'K71.bar.noCar', walkUp: 'K71.bar.noCar' },
        notices: [{ screen: 'K71', open: 'returns', why: 'noCar', reason: undefined }, { screen: 'K77', broken: ['camera'] }],
      },
    },
  },
  K10: {
    usual: { view: { screen: 'K10', errand: 'collect', closedWays: [], refusal: undefined } },
    paused: { view: { screen: 'K10', errand: 'collect', closedWays: ['face', 'code'], refusal: refusalOf('codeLocked') } },
    'bring-back': { view: { screen: 'K10', errand: 'bringBack', closedWays: ['face'], refusal: undefined } },
  },
  K11: { usual: { view: { screen: 'K11' } } },
  K12: {
    usual: { view: { screen: 'K12', secondsLeft: 8 } },
    waiting: { view: { screen: 'K12', secondsLeft: undefined } },
  },
  K13: {
    usual: { view: { screen: 'K13', camera: seeing('noFace'), attempt: 1, attempts: 3, isDeciding: false } },
    deciding: { view: { screen: 'K13', camera: seeing(null), attempt: 2, attempts: 3, isDeciding: true } },
    off: { view: { screen: 'K13', camera: noCamera, attempt: 1, attempts: 3, isDeciding: false } },
  },
  K14: {
    usual: { view: { screen: 'K14', errand: 'collect', from: 'face', word: 'problem.notRecognised', closedWays: [] } },
    locked: { view: { screen: 'K14', errand: 'collect', from: 'face', word: 'problem.notRecognised', closedWays: ['face'] } },
  },
  K15: {
    usual: { view: { screen: 'K15', camera: noCamera, isChecking: false, isCodeOpen: true } },
    checking: { view: { screen: 'K15', camera: noCamera, isChecking: true, isCodeOpen: true } },
    'no-code': { view: { screen: 'K15', camera: noCamera, isChecking: false, isCodeOpen: false } },
  },
  K16: {
    usual: { view: { screen: 'K16', ...code } },
    wrong: { view: { screen: 'K16', ...code, refusal: refusalOf('codeWrong', { attemptsLeft: 2 }) } },
    full: { view: { screen: 'K16', ...code, code: 'AB12CD34' } },
    second: { view: { screen: 'K16', ...code, code: 'AB1', isSecond: true } },
    checking: { view: { screen: 'K16', ...code, code: 'AB12CD34', isChecking: true } },
  },
  K17: {
    usual: { view: { screen: 'K17', recognition: sampleRecognition } },
    long: { view: { screen: 'K17', recognition: longRecognition } },
    spoken: { view: { screen: 'K17', recognition: sampleRecognition }, display: { isSpoken: true }, caption: 'K11.keep' },
  },
  K18: {
    usual: { view: { screen: 'K18', refusal: refusalOf('tooEarly', { retryAfterMs: 2_400_000 }), mayTakeAnother: false } },
    tomorrow: { view: { screen: 'K18', refusal: refusalOf('tooEarly', { retryAfterMs: 72_000_000 }), mayTakeAnother: false } },
    late: { view: { screen: 'K18', refusal: refusalOf('tooLate'), mayTakeAnother: true } },
    many: { view: { screen: 'K18', refusal: refusalOf('depositMissing', { also: ['licenceMissing', 'carsExhausted', 'oneAtATime', 'memberBlocked'] }), mayTakeAnother: false } },
  },
  K19: {
    usual: { view: confirm },
    long: { view: { ...confirm, recognition: longRecognition, refusal: refusalOf('alreadyCollecting') } },
    again: { view: { ...confirm, refusal: refusalOf('offline', { isAgain: true }) } },
    starting: { view: { ...confirm, isStarting: true } },
    coin: { view: { ...confirm, isStarting: true, coin: 'resting' } },
    'coin-back': { view: { ...confirm, coin: 'returning' } },
  },
};
