import assert from 'node:assert/strict';
import { adviceSchema, collectionPhaseSchema, problemCodes, returnFindingSchema, returnRefusalSchema, returnStageSchema } from '../../../controller/api/contract/index.ts';
import { languages } from '../../../config/words/index.ts';
import { isPageWordId } from '../../../config/words/page-words.ts';
import { CAPTURE_HINTS, FACE_FAULTS, faultWord, hintWord, PICTURE_REFUSALS, refusalWord } from '../../face/face.port.ts';
import { createWords } from './words.tsx';

describe('words on a screen', () => {
  it('exist for every problem, phase, hint, fault and refusal that can reach a screen', () => {
    const ids = [
      ...problemCodes.map((code) => `problem.${code}`),
      ...collectionPhaseSchema.options.map((phase) => `phase.${phase}`),
      ...adviceSchema.options.map((advice) => `advice.${advice}`),
      ...returnStageSchema.options.map((stage) => `return.${stage}`),
      ...returnRefusalSchema.options.flatMap((code) => [`checkIn.${code}`, `refused.${code}`]),
      ...returnFindingSchema.shape.at.options.map((at) => `side.${at}`),
      ...returnFindingSchema.shape.mend.options.map((mend) => `mend.${mend}`),
      ...CAPTURE_HINTS.map(hintWord), ...FACE_FAULTS.map(faultWord), ...PICTURE_REFUSALS.map(refusalWord),
    ];
    assert.deepEqual(ids.filter((id) => !isPageWordId(id)), []);
  });
  it('count in the manner of their language', () => {
    const [zh, en] = languages.map((language) => createWords(language, 'Asia/Shanghai').say);
    assert.equal(en!('K20.ahead', { ahead: 1 }), '1 car comes before yours.');
    assert.equal(en!('K20.ahead', { ahead: 3 }), '3 cars come before yours.');
    assert.equal(en!('K20.ahead', { ahead: 0 }), 'You are next.');
    assert.match(zh!('K20.ahead', { ahead: 3 }), /3/u);
  });
  it('say times in the time zone of the site, not of the machine', () => {
    assert.match(createWords('en', 'Asia/Shanghai').sayTime(Date.UTC(2026, 2, 14, 4, 30)), /12:30/u);
  });
});
