import type { interlocksRecovery as en } from '../en/interlocks-recovery.ts';
import type { Translation } from '../translation.ts';

/** Recovery, in Chinese. */
export const interlocksRecovery: Translation<typeof en> = {
  'interlock.IL-200.customer': '塔暂停：{bay} 车位的通道不安全。请站在线外。',
  'interlock.IL-200.operator': '伸缩臂无法退回：{bay} 车位既未对井道关闭，也未证实已对街道锁闭且无人。',
  'interlock.IL-200.technician': '伸缩臂不能按开关退回：{bay} 车位通道不安全（{bay}.inner、{bay}.outer、gpio/{bay}.personClear、io-bay-{bay} presenceClear）。请锁闭外门并让所有人离开；内门保持现状。',
};
