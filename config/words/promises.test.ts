import assert from 'node:assert/strict';
import { benchWords } from './bench-words.ts';
import { messageWords } from './message-words.ts';
import { languages, words } from './index.ts';
import type { Language } from './index.ts';

/**
 * Nothing in the program reaches anybody for certain: alarms and calls, of customers or of a screen for them, are shown on the maintenance page, and
 * staff learn of them when they look at it or are asked. A sentence that says that somebody has been told, or is on the way, would be untrue, and would keep people waiting who ought
 * to ask for help. What a member of the staff has said about a call, under his name, is repeated to whoever has called.
 */
const SAID_BY_STAFF = /^K61\.answered\./u;

const CLAIMS: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [
    /\b(?:staff|brigade|technicians?|operators?|help|somebody|we)\b[^.;:]{0,20}\b(?:has|have) (?:already )?(?:been )?(?:told|informed|called|notified|alerted|alarmed)\b/iu,
    /\b(?:staff|brigade|technicians?|help|somebody)\b[^.;:]{0,12}\b(?:is|are) (?:already )?(?:being )?(?:told|informed|called|notified|coming|on (?:its|their|the) way)\b/iu,
    /\b(?:staff|brigade|technicians?|help|somebody)\b will (?:come|help|be (?:there|with you)|start|look|see)/iu,
  ],
  zh: [
    /已(?:经)?(?:自动)?(?:通知|告知|呼叫|联系|报告|报警给)[^，。；]{0,6}(?:工作人员|技术员|运营人员|消防|火情)/u,
    /(?:工作人员|技术员|运营人员|消防队?)[^，。；]{0,4}(?:已收到|已得知|已知道|已知悉|正在赶|正赶|在路上|马上|即将|会来|会协助|会重新|很快)/u,
    /已报告火情/u,
  ],
};

describe('what screens promise', () => {
  for (const language of languages) {
    it(`is not that staff have been told or come, in ${language}`, () => {
      const claims = Object.entries({ ...words[language], ...benchWords[language], ...messageWords[language] }).filter(([id, text]) => !SAID_BY_STAFF.test(id) && CLAIMS[language].some((claim) => claim.test(text)));
      assert.deepEqual(claims, []);
    });
    it(`would be noticed if it were, in ${language}`, () => {
      const untrue = language === 'en'
        ? ['Your car is safe. Staff have been told.', 'Please step away. Staff are on their way.', 'Staff will help you.']
        : ['已通知工作人员。', '工作人员已收到通知。', '请离开，工作人员正在赶来。'];
      for (const text of untrue) assert.ok(CLAIMS[language].some((claim) => claim.test(text)), text);
    });
  }
});
