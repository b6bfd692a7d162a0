import { isBack, type OrderRecord } from '../../journal/order-record.ts';
import type { QuarantinedPlace } from '../../journal/recovery-journal.port.ts';

/** Phases in which an order does nothing without the carriage. */
const CARRYING: readonly OrderRecord['phase'][] = ['queued', 'finding', 'taking', 'coming', 'presenting', 'puttingAway', 'fetching', 'bringing', 'storing', 'carrying', 'returning', 'visiting'];

/** Whether the present phase of an order does nothing without the carriage. */
export function usesCarriage({ phase }: OrderRecord): boolean {
  return CARRYING.includes(phase);
}

/** Places that an order has to go into or take something out of, as far as it can get; `place`: where its pallet is. */
export function placesAhead(record: OrderRecord, place: string | undefined): readonly QuarantinedPlace[] {
  if (isBack(record)) return placesBehind(record, place);
  const origin: readonly QuarantinedPlace[] = 'fromCell' in record && place === `cell:${record.fromCell}` ? [`cell:${record.fromCell}`] : [];
  // Its car is handed over whatever has become of the cell that its pallet goes back to.
  if (record.kind === 'deliver') return record.phase === 'puttingAway' ? placesBehind(record, place) : [...origin, `bay:${record.bay}`];
  const goal: readonly QuarantinedPlace[] = 'toCell' in record && place !== `cell:${record.toCell}` ? [`cell:${record.toCell}`] : [];
  const bay: readonly QuarantinedPlace[] = 'bay' in record && (record.phase !== 'storing' || place === `bay:${record.bay}`) ? [`bay:${record.bay}`] : [];
  return [...new Set([...origin, ...goal, ...bay])];
}

/** The place that a pallet goes back to and the one that it is taken out of for that; none where it has not left. */
export function placesBehind(record: OrderRecord, place: string | undefined): readonly QuarantinedPlace[] {
  const home: QuarantinedPlace | undefined = record.kind === 'stow' ? `bay:${record.bay}` : 'fromCell' in record ? `cell:${record.fromCell}` : undefined;
  if (home === undefined || home === place) return [];
  return isPlace(place) ? [place, home] : [home];
}

const isPlace = (place: string | undefined): place is `bay:${string}` | `cell:${string}` => place !== undefined && /^(?:bay|cell):/u.test(place);
