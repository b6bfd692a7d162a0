import type { kioskScene as english } from '../en/kiosk-scene.ts';
import type { Translation } from '../translation.ts';

/** "Your car is coming", and the same film backwards: steps, times, side notes, captions. */
export const kioskScene: Translation<typeof english> = {
  'scene.checking': '再检查一遍您的车',
  'scene.storing': '正在送回存车格',
  'scene.stored': '已停入存车格',
  'scene.storedOn': '您的车已停在 {level} 层。',
  'scene.goesOn': '继续运行。',
  'scene.measuredAgain': '恢复测量',
  'scene.steps': '过程步骤',
  'scene.bayPicture': '车位 {bay} 示意图：门后是 {car}，车牌 {plate}。',
  'scene.drawn': '示意图，非摄像画面。门的位置为实测。',
  'scene.facts': '上车前了解',
  'scene.fact.electric': '纯电动：标称续航 {rangeKm} 公里',
  'scene.fact.hybrid': '插电混动：标称续航 {rangeKm} 公里',
  'scene.fact.fuel': '燃油：标称续航 {rangeKm} 公里',
  'scene.fact.seats': '{seats} 座',
  'scene.fact.size': '高 {height} 米，长 {length} 米',
  'scene.returnBy': '{time} 前还车',
  'time.seconds': '{seconds} 秒',
  'time.anyMoment': '马上就到',
  'time.longer': '还需要多等一会儿：{phase}。',
};
