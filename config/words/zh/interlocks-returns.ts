import type { interlocksReturns as en } from '../en/interlocks-returns.ts';
import type { Translation } from '../translation.ts';

/** Cars that people bring, in Chinese. */
export const interlocksReturns: Translation<typeof en> = {
  'interlock.IL-180.customer': '正在再次测量 {bay} 车位的车辆，请留在外面。',
  'interlock.IL-180.operator': '自上次有人靠近后，{bay} 车位内的车辆尚未在限值内测得。载车板保持不动。',
  'interlock.IL-180.technician': '{bay} 车位未获准入：须外门关闭，扫描仪、摄像头和雷达均未见人，且车辆经证实、各项在限值内并静止达 bayRules.settleMs。请查看 {bay}.outer、gpio/{bay}.personClear、io-bay-{bay} radarClear、laser-{bay}、scale-{bay}。',
  'interlock.IL-181.customer': '{bay} 车位或车内可能有人。请查看，包括后排座位。',
  'interlock.IL-181.operator': '{bay} 车位的雷达发现有生命或移动物体，或无应答。不入库；请查看车内。',
  'interlock.IL-181.technician': '{bay} 车位雷达未净空（io-bay-{bay} radarClear）。请先查看车内有无儿童和动物，再查滴水、窗帘和传感器本身。传感器故障时车位停用。',
  'interlock.IL-182.customer': '{bay} 车位的车辆移动了。请拉紧驻车制动并挂入驻车挡。',
  'interlock.IL-182.operator': '{bay} 车位的车辆在溜动或载荷在变化：未制动，或车内有人。',
  'interlock.IL-182.technician': '{bay} 车位的车辆在 bayRules.settleMs 内移动超过 bayRules.rollMm，或一对称重传感器变化超过 bayRules.shiftKg（laser-{bay} standing、scale-{bay} shift）。检查制动、挡位、轮挡，再查看车内是否有人。',
};
