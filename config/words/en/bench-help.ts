/** Calls of customers on the maintenance page. */
export const benchHelp = {
  'bench.call.title': 'Somebody calls from the kiosk',
  'bench.call.reference': 'Call {reference}',
  'bench.call.from': 'from screen {screen}, {time}',
  'bench.call.state.calling': 'It rings. Nobody has answered.',
  'bench.call.state.noted': 'It has stopped ringing. Nobody has answered; the customer was told to ring the number of the site.',
  'bench.call.coming': 'The customer has been told that somebody comes.',
  'bench.call.callsBack': 'The customer has been told: within {minutes} min, from {time}.',
  'bench.call.by': 'Said by {name}.',
  'bench.call.signIn': 'Sign in to answer.',
  'bench.call.come': 'I am coming',
  'bench.call.minutes': 'Minutes',
  'bench.call.callBack': 'I call back in {minutes} min',
  'bench.call.done': 'Done',
  'bench.deed.answerCall.coming': 'Tell the customer of call {reference} that you are coming.',
  'bench.deed.answerCall.callsBack': 'Tell the customer of call {reference} that you call back within {minutes} min.',
  'bench.deed.endCall': 'End call {reference}.',
} as const;
