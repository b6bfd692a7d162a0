import type { messages as english } from '../en/messages.ts';
import type { Translation } from '../translation.ts';

/** 发给会员的消息。 */
export const messages: Translation<typeof english> = {
  'message.signInCode': '您的登录码是 {code}，10 分钟内有效。请勿告诉他人。',
  'message.booked': '您已预订 {car}。请在 {from} 至 {until} 之间取车，取车凭证在预订页面上。',
  'message.toPay': '已为您保留 {car}。还差一步：请在 {payBy} 前到预订页面上确认 {amount}，否则预订会被取消。之后请在 {from} 至 {until} 之间取车。',
  'message.dueSoon': '您的 {car} 可在 {from} 至 {until} 之间取车。请备好二维码或取车码。',
  'message.noShow': '{car} 的预订已结束：截至 {until} 无人取车。未取车费：{amount}。欢迎再次预订。',
  'message.cancelled': '您在 {from} 的 {car} 预订已取消，为此冻结的款项全部退回。',
  'message.returnSoon': '请在 {returnBy} 之前归还 {car}。如需延长，请在预订页面上办理。',
  'message.late': '{car} 应在 {returnBy} 之前归还。请尽快还车，迟还费以预订页面为准。',
  'message.returned': '{car} 已归还，谢谢您。迟还费：{amount}。冻结的押金会退回，收据在预订页面上。',
  'message.depositDeclined': '{amount} 的付款未成功。请在预订页面上换一种方式支付，否则预订将被取消。',
  'message.owed': '{car} 的预订还有 {amount} 未支付，请打开预订页面办理。',
  'message.toFetch': '您已购买 {car}。车在塔里，随时可取，取车凭证在预订页面上，无需归还。',
  'message.bought': '{car} 归您所有了，恭喜！车辆无需再还回塔内。',
};
