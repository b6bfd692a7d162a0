import { isKnownWord, useBenchWords } from '../bench-words.tsx';
import type { BenchWords } from '../bench-words.tsx';
import type { Deed } from '../deed.ts';

/** What an order is about: its own sentence, and the pallet, car, cell or bay. */
function orderWords({ say, name }: BenchWords, { order }: Extract<Deed, { kind: 'order' }>): string {
  const about = [
    'carId' in order ? name(`car:${order.carId}`) : undefined,
    'palletId' in order && order.palletId !== undefined ? name(`pallet:${order.palletId}`) : undefined,
    'bay' in order && order.bay !== undefined ? name(`bay:${order.bay}`) : undefined,
    'toCell' in order && order.toCell !== undefined ? name(`cell:${order.toCell}`) : undefined,
    order.kind === 'audit' ? (order.cells?.map((cell) => name(`cell:${cell}`)).join(', ') ?? say('bench.orders.allCells')) : undefined,
  ].filter((each) => each !== undefined);
  return say('bench.deed.order', { order: say(`order.${order.kind}`), about: about.join(' · ') });
}

/** What a deed does, as a sentence. */
function sentenceOf(words: BenchWords, deed: Deed): string {
  const { say, sayTold, name } = words;
  switch (deed.kind) {
    case 'reset': case 'settle': case 'endOfDay': case 'lockOut': case 'unlock':
      return say(`bench.deed.${deed.kind}`);
    case 'mode':
      return say('bench.deed.mode', { mode: say(`mode.${deed.mode}`) });
    case 'home':
      return say('bench.deed.home', { axis: say(`bench.axis.${deed.axis}`) });
    case 'choose':
      return deed.place === undefined
        ? say('bench.deed.choose', { object: name(deed.object), way: say(`way.${deed.way}`) })
        : say('bench.deed.declare', { object: name(deed.object), place: name(deed.place) });
    case 'quarantine':
      return say('bench.deed.quarantine', { place: name(deed.place) });
    case 'liftQuarantine':
      return say(deed.proof === 'sensors' ? 'bench.deed.liftBySensors' : 'bench.deed.liftByEvidence', { place: name(deed.place) });
    case 'editMap':
      return say('bench.deed.editMap', { object: name(`${deed.what}:${deed.object}`), place: name(deed.to) });
    case 'undoEdit':
      return say('bench.deed.undoEdit', { id: deed.editId });
    case 'acknowledge': case 'takeBack': case 'outOfService':
      return say(`bench.deed.${deed.kind}`, { alarm: deed.alarmId });
    case 'acknowledgeMany':
      return say('bench.deed.acknowledgeMany', { count: deed.alarmIds.length });
    case 'shelve':
      return say('bench.deed.shelve', { alarm: deed.alarmId, minutes: deed.minutes });
    case 'force':
      return say(deed.level === null ? 'bench.deed.letGo' : 'bench.deed.force', { output: `${deed.deviceId} ${deed.output}` });
    case 'releaseEvent':
      return say('bench.deed.releaseEvent', { event: say(`bench.event.${deed.event}`) });
    case 'answerCall':
      return deed.how === 'coming' ? say('bench.deed.answerCall.coming', { reference: deed.reference }) : say('bench.deed.answerCall.callsBack', { reference: deed.reference, minutes: deed.minutes });
    case 'announceEnd':
      return deed.minutes === null ? say('bench.end.takeBack') : say('bench.deed.announceEnd', { minutes: deed.minutes });
    case 'endCall':
      return say('bench.deed.endCall', { reference: deed.reference });
    case 'order':
      return orderWords(words, deed);
    case 'orderWay':
      return say('bench.deed.orderWay', { order: deed.orderId, way: sayTold(`orderWay.${deed.way}`) });
  }
}

/** Id of what else should be known before a deed, where there is something. */
export function hintOf(deed: Deed): string | undefined {
  const id = `bench.ask.hint.${deed.kind === 'liftQuarantine' && deed.proof === 'evidence' ? 'liftByEvidence' : deed.kind}`;
  return isKnownWord(id) ? id : undefined;
}

/** Says what a deed does. */
export function useDeedWords(): (deed: Deed) => string {
  const words = useBenchWords();
  return (deed) => sentenceOf(words, deed);
}
