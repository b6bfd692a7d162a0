import type { tower as english } from '../en/tower.ts';
import type { Translation } from '../translation.ts';

/** What the tower is doing: phases of a collection, times, and the drawing. */
export const tower: Translation<typeof english> = {
  'phase.queued': '等待轮到',
  'phase.finding': '升降机正前往您的车',
  'phase.taking': '正在取您的车',
  'phase.coming': '正在下降',
  'phase.presenting': '正在送入车位',
  'phase.opening': '门正在打开',
  'phase.handover': '您的车已就位',
  'phase.proving': '正在确认车位已空',
  'phase.closing': '门正在关闭',
  'phase.puttingAway': '正在收回空载车板',
  'phase.done': '完成',
  'phase.stalled': '等待工作人员',
  'phase.cancelled': '已结束',
  'time.range': '大约 {low} 到 {high} 分钟',
  'time.single': '大约 {high} 分钟',
  'time.underMinute': '不到一分钟',
  'time.unknown': '暂时无法估计时间',
  'scene.label': '塔的图示。{caption}',
  'scene.inventory': '塔内有 {count} 辆车。',
  'scene.yourCar': '您的车',
  'scene.stale': '此刻没有测量值',
  'scene.level': '{level} 层',
};
