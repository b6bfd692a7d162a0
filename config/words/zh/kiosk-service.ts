import type { kioskService as english } from '../en/kiosk-service.ts';
import type { Translation } from '../translation.ts';

/** Screens of the customer while the tower, or a part of it, does not serve, in Chinese. */
export const kioskService: Translation<typeof english> = {
  'K74.title': '请远离塔',
  'K74.next': '只有工作人员在现场才能解除。',
  'K76.title': '正在维护',
  'K76.line': '技术员正在检修，期间不交车。',
  'K76.next': '您的预订仍然有效。',
  'K78.title': '与塔的连接中断',
  'K78.line': '屏幕收不到塔的控制信号，正在重新连接。',
  'K78.next': '您的预订仍然有效。请稍候，或找本站工作人员。',
  'K79.title': '塔已停止',
  'K79.next': '需要本站工作人员放行。您的预订仍然有效。',
  'K82.title': '塔正在重新启动',
  'K82.line': '正在核对每辆车的位置。',
  'K82.moving': '期间塔会移动，请不要靠近。',
  'K82.next': '您的预订仍然有效。请稍候，或找本站工作人员。',
};
