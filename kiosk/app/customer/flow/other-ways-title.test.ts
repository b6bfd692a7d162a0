import assert from 'node:assert/strict';
import type { WordId } from '../../../../config/words/index.ts';
import { otherWaysTitle } from './other-ways-title.ts';
import type { Way } from './session-context.ts';

describe('the heading of the other ways', () => {
  for (const [from, word, title, what] of [
    ['face', 'problem.notRecognised', 'K14.title', 'a face that was not matched'],
    ['code', 'problem.codeLocked', 'K14.titleCode', 'codes that are paused'],
    ['pass', 'K15.unseen', 'K14.titlePass', 'a pass that did not come'],
    ['face', 'problem.offline', 'K14.titleTower', 'a tower that could not be asked about a face'],
    ['pass', 'problem.storeUnavailable', 'K14.titleTower', 'a tower that could not look the pass up'],
    ['face', 'face.fault.cameraFrozen', 'K14.titleCamera', 'a camera that froze'],
    ['face', 'face.fault.workerFailed', 'K14.titleFace', 'a face check that does not run while the camera does'],
  ] satisfies [Way, WordId, WordId, string][]) {
    it(`speaks of ${what}`, () => {
      assert.equal(otherWaysTitle(from, word), title);
    });
  }
});
