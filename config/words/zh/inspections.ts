import type { Translation } from '../translation.ts';
import type { inspections as english } from '../en/inspections.ts';

/** 事件之后放行之前要检查的内容。 */
export const inspections: Translation<typeof english> = {
  'inspection.brigadeReleased': '消防队已放行。',
  'inspection.cells': '每辆车和每块载车板完好，位于各自存车格。',
  'inspection.ropes': '升降机的绳索、链条、制动器和缓冲器完好。',
  'inspection.rails': '导轨和钢架平直。',
  'inspection.pit': '底坑干燥，开关和缓冲器完好。',
  'inspection.pallets': '每块载车板均已落座并锁紧。',
  'inspection.bays': '车位内无人且无损坏。',
  'inspection.facade': '玻璃和幕墙完好。',
  'inspection.ventilation': '井道已通风并测量。',
  'inspection.supply': '市电、电池和控制柜干燥且完好。',
};
