import type { Translation } from '../translation.ts';
import type { interlocksTurn as english } from '../en/interlocks-turn.ts';

/** 转台联锁规则的说明。 */
export const interlocksTurn: Translation<typeof english> = {
  'interlock.IL-100.customer': '升降机暂停：转台没有应答。您的车是安全的。工作人员已收到通知。',
  'interlock.IL-100.operator': '转台驱动器没有应答。',
  'interlock.IL-100.technician': '转台驱动器无应答或数据冻结。检查 drives 总线及设备 turn 的站号。',
  'interlock.IL-101.customer': '升降机暂停：转台需要重新找参考点。工作人员已收到通知。',
  'interlock.IL-101.operator': '转台失去参考点。',
  'interlock.IL-101.technician': '转台未回零。以爬行速度回零。',
  'interlock.IL-102.customer': '升降机暂停：两个角度读数不一致。您的车是安全的。工作人员已收到通知。',
  'interlock.IL-102.operator': '转台驱动器与角度读取器不一致。',
  'interlock.IL-102.technician': '转台位置：驱动器与 distance-turn 不一致或其一无应答。在角度标处比较两者。',
  'interlock.IL-103.customer': '升降机暂停：转台报告故障。您的车是安全的。工作人员已收到通知。',
  'interlock.IL-103.operator': '转台驱动器报告故障。',
  'interlock.IL-103.technician': '转台驱动器故障。按 axis-drive 寄存器文档读取错误码。',
  'interlock.IL-104.customer': '升降机暂停：等待转台完全静止。工作人员已收到通知。',
  'interlock.IL-104.operator': '未确认转台静止。',
  'interlock.IL-104.technician': '转台速度未确认为零（turn/velocity）。检查制动器。',
  'interlock.IL-105.customer': '升降机暂停：转台没有准确对准车位。工作人员已收到通知。',
  'interlock.IL-105.operator': '未确认转台对准车位。',
  'interlock.IL-105.technician': '转台不在有车位的角度（io-carriage angleFlag 与转台位置）。',
  'interlock.IL-106.customer': '升降机暂停：转台的制动器还没有抱紧。工作人员已收到通知。',
  'interlock.IL-106.operator': '未确认转台制动器抱紧。',
  'interlock.IL-106.technician': '转台制动器未抱紧（turn/brake）。检查制动器及其触点。',
  'interlock.IL-107.customer': '塔在等待转台静止。',
  'interlock.IL-107.operator': '锁具等待：未确认转台静止。',
  'interlock.IL-107.technician': '锁具拒绝动作：转台速度未确认为零（turn/velocity）。',
};
