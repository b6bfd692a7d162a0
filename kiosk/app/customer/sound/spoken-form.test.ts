import assert from 'node:assert/strict';
import { runsOf, spokenForm } from './spoken-form.ts';

describe('the spoken form of a text', () => {
  it('says a range and halves in words', () => {
    assert.equal(spokenForm('about 1½–2 minutes', 'en'), 'about 1 and a half to 2 minutes');
    assert.equal(spokenForm('约 ½–1½ 分钟', 'zh'), '约 半到1点5 分钟');
  });

  it('leaves out the stars of a masked name', () => {
    assert.equal(spokenForm('王*，您好', 'zh'), '王，您好');
    assert.equal(spokenForm('J. W**', 'en'), 'J. W');
  });

  it('spells what is no word, and leaves words and numbers alone', () => {
    assert.equal(spokenForm('Reference C0FFEE12', 'en'), 'Reference C 0 F F E E 1 2');
    assert.equal(spokenForm('车牌 沪A·D12345', 'zh'), '车牌 沪A D 1 2 3 4 5');
    assert.equal(spokenForm('EQE 500 4MATIC, level 12, 2026', 'en'), 'EQE 500 4MATIC, level 12, 2026');
  });

  it('says signs between two words as a pause, and dots for waiting not at all', () => {
    assert.equal(spokenForm('Level 3 · Bay A', 'en'), 'Level 3, Bay A');
    assert.equal(spokenForm('正在核对……', 'zh'), '正在核对');
  });

  it('gives a plate its first character in the voice that knows it', () => {
    assert.deepEqual(runsOf('Meridian V 沪EM1498', 'en'), [
      { text: 'Meridian V', language: 'en' }, { text: '沪', language: 'zh' }, { text: 'E M 1 4 9 8', language: 'en' },
    ]);
    assert.deepEqual(runsOf('Meridian V 沪EM1498', 'zh'), [{ text: 'Meridian V 沪E M 1 4 9 8', language: 'zh' }]);
  });

  it('is nothing for a text without a letter or a number', () => assert.deepEqual(runsOf(' … ', 'en'), []));
});
