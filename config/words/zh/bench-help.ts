/** Calls of customers on the maintenance page, in Chinese. */
export const benchHelp = {
  'bench.call.title': '自助终端有人呼叫',
  'bench.call.reference': '呼叫 {reference}',
  'bench.call.from': '来自屏幕 {screen}，{time}',
  'bench.call.state.calling': '正在响铃，还没有人接听。',
  'bench.call.state.noted': '已停止响铃，没有人接听；已请客户拨打本站电话。',
  'bench.call.coming': '客户已看到：有人过去。',
  'bench.call.callsBack': '客户已看到：从 {time} 起 {minutes} 分钟内处理。',
  'bench.call.by': '由 {name} 接听。',
  'bench.call.signIn': '请登录后接听。',
  'bench.call.come': '我过去',
  'bench.call.minutes': '分钟',
  'bench.call.callBack': '{minutes} 分钟内回复',
  'bench.call.done': '已处理',
  'bench.deed.answerCall.coming': '告诉呼叫 {reference} 的客户：您过去。',
  'bench.deed.answerCall.callsBack': '告诉呼叫 {reference} 的客户：您在 {minutes} 分钟内回复。',
  'bench.deed.endCall': '结束呼叫 {reference}。',
};
