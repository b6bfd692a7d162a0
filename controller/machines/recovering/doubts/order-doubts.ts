import type { AxisId } from '../../../../config/schema/site.schema.ts';
import type { Doubt, GuideStep } from '../../../api/contract/index.ts';
import type { OrderRecord } from '../../../journal/journal.port.ts';
import type { QuarantinedPlace } from '../../../journal/recovery-journal.port.ts';
import { lostReferences } from '../../tower/homing.ts';
import { needCalm, needInService, needRules, step, wayOn } from './conditions.ts';
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
  const needs = [...needCalm(signs), ...needRules('referenced', lostReferences(signs, axes))];
  const forward = between === undefined ? [] : [step('pushOn', { to: between[1] ?? '' })];
  const back = between === undefined ? [] : [step('pullBack', { from: between[0] ?? '' })];
  const guide = (last: readonly GuideStep[]) => [step('look', { object: orderId }), step('resetAtPanel'), step('confirm'), ...last];
  return doubt(`order:${orderId}`, 'order', 'order', {
    values: { order: orderId },
    journal: `${record.kind}, ${record.phase}${place === undefined ? '' : `, ${String(palletIdOf(record))} at ${place}`}`,
    sensors: fault === undefined ? 'stands' : fault.message,
    evidence: [...carriageEvidence(signs), ...axisEvidence('shuttle', signs), ...factEvidence(signs, 'shuttleCentred', 'shuttleAtEnd', 'forkEngaged', 'forkReleased', 'lockPinIn')],
    ways: [
      wayOn('complete', [...needs, ...needInService(signs, aheadOf(record))], guide([...forward, step('goesOn')])),
      ...(order.reversible ? [wayOn('reverse', needs, guide([...back, step('goesOn')]))] : []),
    ],
  });
}

/** Places that an order still has to go into. */
function aheadOf(record: OrderRecord): readonly QuarantinedPlace[] {
  const cell: readonly QuarantinedPlace[] = 'toCell' in record ? [`cell:${record.toCell}`] : [];
  const bay: readonly QuarantinedPlace[] = 'bay' in record && !['puttingAway', 'returning', 'storing'].includes(record.phase) ? [`bay:${record.bay}`] : [];
  return ['lift', ...cell, ...bay];
}
