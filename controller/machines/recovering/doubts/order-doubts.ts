import type { AxisId } from '../../../../config/schema/site.schema.ts';
import { tell, type Told } from '../../../../config/words/told.ts';
import type { Doubt, GuideStep } from '../../../api/contract/index.ts';
import type { OrderRecord } from '../../../journal/journal.port.ts';
import { faultTold } from '../../orders/fault-told.ts';
import { placesAhead, placesBehind } from '../../orders/places-ahead.ts';
import { lostReferences } from '../../tower/homing.ts';
import { needCalm, needGate, needInService, needRules, step, wayOn } from './conditions.ts';
import { axisEvidence, carriageEvidence, factEvidence } from './evidence.ts';
import { doubt } from './machine-doubts.ts';
import type { OrderSign, Signs } from './signs.ts';

/** Orders that were interrupted: push on or take back, from what the sensors say. */
export function orderDoubts(signs: Signs): readonly Doubt[] {
  return signs.orders.filter(({ stage }) => stage === 'paused').map((order) => interrupted(order, signs));
}

/** The pallet that an order moves, if it moves one. */
const palletIdOf = (record: OrderRecord): string | undefined => ('palletId' in record ? record.palletId : undefined);

function interrupted(order: OrderSign, signs: Signs): Doubt {
  const { record, fault } = order;
  const { orderId } = record;
  const place = signs.inventory.pallet(palletIdOf(record) ?? '')?.place;
  const between = place?.startsWith('transfer:') === true ? place.slice('transfer:'.length).split('>') : undefined;
  const axes = Object.keys(signs.devices.axes) as AxisId[];
  const needs = [...needCalm(signs, true), ...needGate(signs, 'order.goOn'), ...needRules('referenced', lostReferences(signs, axes))];
  const forward = between === undefined ? [] : [step('pushOn', { to: between[1] ?? '' })];
  const back = between === undefined ? [] : [step('pullBack', { from: between[0] ?? '' })];
  const guide = (last: readonly GuideStep[]) => [step('look', { object: orderId }), step('resetAtPanel'), step('confirm'), ...last];
  return doubt(`order:${orderId}`, 'order', 'order', {
    values: { order: orderId },
    journal: `${record.kind}, ${record.phase}${place === undefined ? '' : `, ${String(palletIdOf(record))} at ${place}`}`,
    sensors: fault === undefined ? 'stands' : fault.message,
    journalTold: journalTold(record, place),
    sensorsTold: fault === undefined ? tell('told.sensors.stands', {}) : faultTold(fault),
    evidence: [...carriageEvidence(signs), ...axisEvidence('shuttle', signs), ...factEvidence(signs, 'shuttleCentred', 'shuttleAtEnd', 'forkEngaged', 'forkReleased', 'lockPinIn')],
    ways: [
      wayOn('complete', [...needs, ...needInService(signs, ['lift', ...placesAhead(record, place)])], guide([...forward, step('goesOn')])),
      ...(order.reversible ? [wayOn('reverse', [...needs, ...needInService(signs, ['lift', ...placesBehind(record, place)])], guide([...back, step('goesOn')]))] : []),
    ],
  });
}

function journalTold(record: OrderRecord, place: string | undefined): Told {
  const order = { kind: { word: `order.${record.kind}` }, phase: { word: `orderPhase.${record.phase}` } };
  const pallet = `pallet:${String(palletIdOf(record))}`;
  if (place === undefined) return tell('told.journal.order', order);
  if (!place.startsWith('transfer:')) return tell('told.journal.orderWith', { ...order, pallet, place });
  const [from = '', to = ''] = place.slice('transfer:'.length).split('>');
  return tell('told.journal.orderBetween', { ...order, pallet, from, to });
}
