import assert from 'node:assert/strict';
import { ok } from '../fake-reply.ts';
import { SAMPLE_CODE } from '../fake-tower.ts';
import { recognisedByCode } from './visit.ts';
import type { Journey } from './visit.ts';
import { sampleRecognition } from '../sample-visit.ts';

/** Help. */
export const helpJourneys: readonly Journey[] = [
  {
    tells: 'asks for help and calls the staff, changes the language while it rings, and goes on where it was',
    make: async (visit) => {
      const { tower, hands, on, reads } = visit;
      tower.recognise = () => ok(sampleRecognition);
      await recognisedByCode(visit, 'collect', SAMPLE_CODE);
      await on('K17');
      await hands.press('help');
      await on('K60');
      await hands.press('topic-carNotComing');
      await hands.press('help-topics');
      await hands.press('topic-emergency');
      await on('K62');
      await hands.press('help-close');
      await on('K17');
      await hands.press('help');
      await hands.press('call-staff');
      await on('K61');
      await reads('7K2M9Q');
      await hands.press('language-zh');
      await reads('挂断');
      await hands.press('hang-up');
      await on('K60');
      await hands.press('help-close');
      await on('K17');
      await hands.press('language-en');
      await hands.press('car-yes');
      await on('K19');
      assert.equal(tower.asked.filter(({ method, path }) => method === 'POST' && path === '/api/v1/staff-calls').length, 1);
    },
  },
];
