import type { Translation } from '../translation.ts';
import type { maintenance as english } from '../en/maintenance.ts';

/** 模式、进入模式的障碍，以及按住动作如何结束。 */
export const maintenance: Translation<typeof english> = {
  'mode.production': '生产',
  'mode.maintenance': '维护',
  'mode.manual': '手动',
  'mode.unknown': '无模式',
  'mode.blocked.keyNotAuto': '钥匙不在自动位。',
  'mode.blocked.keyNotMaintenance': '钥匙不在维护位。',
  'mode.blocked.notWaiting': '还有动作进行中，请等全部静止。',
  'mode.blocked.lockedOut': '有人挂牌，只有本人可以取下。',
  'mode.blocked.hatchOpen': '检修门未关好并锁住。',
  'mode.blocked.personInside': '未确认里面无人。',
  'mode.blocked.doorOpen': '通向井道的门未关好并锁住。',
  'mode.blocked.forced': '仍有输出被强制。',
  'mode.blocked.resetDue': '在塔外可见塔处的控制柜按复位。',
  'lease.ended.released': '已松开。',
  'lease.ended.silent': '页面中断，动作已放弃。',
  'lease.ended.tooLong': '按住时间过长。请松开后重按。',
  'lease.ended.enablingReleased': '使能装置不在中间位置。',
  'lease.ended.keyTurned': '钥匙被转动。',
  'lease.ended.modeLeft': '手动模式已结束。',
  'lease.ended.stopped': '动作已被停止。',
  'lease.ended.arrived': '已到行程终点。',
  'lease.ended.refused': '目前不允许该动作。',
  'lease.ended.faulted': '动作未正常结束。',
};
