import assert from 'node:assert/strict';
import { benchWords } from './bench-words.ts';
import { messageWords } from './message-words.ts';
import { sandboxWords } from './sandbox-words.ts';
import { words } from './index.ts';

const chinese = Object.entries({ ...words.zh, ...benchWords.zh, ...messageWords.zh, ...sandboxWords.zh });

/** The Chinese word of a thing, as the glossary of the root README has it, and the words for it that are not used beside it. */
const INSTEAD: Readonly<Record<string, readonly string[]>> = {
  载车板: ['托盘', '托板', '载板'],
  存车格: ['车位格', '库位', '储位', '存车位', '单元格', '车格', '货位'],
  车位: ['泊位', '交接间', '交接区', '停车间'],
  载车台: ['小车', '轿厢', '搬运台', '升降台'],
  伸缩臂: ['横移机构', '横移装置', '穿梭车', '货叉臂'],
  升降机: ['电梯', '升降梯', '提升机'],
  转台: ['转盘', '回转台', '旋转台'],
  叉销: ['货叉', '抓手'],
  控制柜: ['面板', '控制箱', '配电箱'],
  极限开关: ['终端限位', '极限限位', '终极限位'],
  复位: ['重置'],
  技术员: ['技术人员', '维修员', '工程师'],
  客户: ['顾客', '用户'],
  预订: ['预约'],
  任务: ['工单', '订单'],
  报警: ['警报', '告警'],
  日志: ['日记', '流水账'],
  制动器: ['刹车'],
  参考点: ['原点', '零位', '基准点'],
  联锁: ['互锁', '连锁'],
  塔: ['汽车塔', '车塔', '立体车库'],
};

describe('Chinese words', () => {
  for (const [word, others] of Object.entries(INSTEAD)) {
    it(`are one for a thing: ${word}`, () => {
      const wrong = chinese.filter(([, text]) => others.some((other) => without(text, word, other).includes(other)));
      assert.deepEqual(wrong, []);
    });
    it(`are in use: ${word}`, () => {
      assert.ok(chinese.some(([, text]) => text.includes(word)));
    });
  }
});

/** The text without the right word, where a wrong one is a part of it: 存车格 holds 车格. */
function without(text: string, word: string, other: string): string {
  return word.includes(other) ? text.replaceAll(word, '') : text;
}
