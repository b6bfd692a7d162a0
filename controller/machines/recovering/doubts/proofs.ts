import type { Place } from '../../../../config/places.ts';
import type { ConditionView, Declaration } from '../../../api/contract/index.ts';
import { claimsOf } from '../../../journal/inventory.ts';
import type { PalletRecord } from '../../../journal/journal.port.ts';
import { fitsInto } from '../../../planner/cell-choice.ts';
import type { Truth } from '../../../sensing/fact.ts';
import { knownSize, takesLoad } from '../../tower/order-stock.ts';
import { standsAt, tagOf } from '../../transfer/situation.ts';
import { need, needFact } from './conditions.ts';
import type { Signs } from './signs.ts';

/** Whether a place holds a pallet, by its own sensors: seats and scale of a bay; of a cell the probe of a carriage that stands there. Unknown when nothing looks. */
export function holdsPallet(place: Place, { site, devices, facts }: Signs): Truth {
  const value = (name: Parameters<ReturnType<Signs['facts']>['get']>[0]): Truth => facts().get(name).value;
  if (place.kind === 'bay') {
    if (value(`${place.name}.noPallet`) === true) return false;
    return value(`${place.name}.palletSeated`) === true ? true : undefined;
  }
  if (standsAt(place, site, devices, facts()) !== true) return undefined;
  return value(place.side === 'left' ? 'cellLeftOccupied' : 'cellRightOccupied');
}

/** The fork holds nothing in a cell: it is down, or back in its middle. */
function needForkOff({ facts }: Signs): ConditionView {
  const isSo = (fact: 'forkReleased' | 'shuttleCentred'): boolean => facts().get(fact).value === true;
  return need('forkOff', isSo('forkReleased') || isSo('shuttleCentred'), 'forkReleased');
}

/** Signs that more than one pallet may be meant: then a place that holds one does not say which. */
function isOnlyLost(palletId: string, { inventory }: Signs): boolean {
  return inventory.pallets().every((pallet) => pallet.palletId === palletId || (pallet.place !== 'unknown' && !pallet.place.startsWith('transfer:')));
}

/**
 * What proves a pallet at a bay: its seats and its scale hold one, the carriage does not, and no other pallet is missing. The probe of a cell sees that
 * something stands there, also what hangs out half-way, but never which pallet: that is said by people, and looked at by the carriage afterwards.
 */
function palletAtPlace(palletId: string, place: Place, signs: Signs): Declaration {
  const holds = holdsPallet(place, signs);
  const journalHas = signs.inventory.pallets().some((pallet) => pallet.palletId !== palletId && claimsOf(pallet.place).includes(place.id));
  const proofs: readonly ConditionView[] = [
    holds === undefined ? need('unseen', false, place.id) : need('seenThere', holds, place.id),
    needFact('carriageEmpty', signs, 'carriageEmpty'),
    ...(place.kind === 'cell' ? [needForkOff(signs), need('seenByPeople', false, place.id)] : []),
    need('placeFree', !journalHas, place.id),
  ];
  const proven = isOnlyLost(palletId, signs) && proofs.every(({ green }) => green);
  // Where its car cannot stand, people do not declare it to be: they have mistaken the cell, or the pallet. What sensors prove is so all the same.
  const fits = place.kind === 'bay' || takesLoad(palletId, place, signs);
  const by = holds === false || journalHas ? 'nobody' : proven ? 'sensors' : fits ? 'twoTechnicians' : 'nobody';
  return { place: place.id, proven, proofs: [...proofs, ...(fits ? [] : [need('fitsThere', false, place.id)])], by };
}

/** On the carriage: both seats, and its own tag. */
function palletOnCarriage(palletId: string, signs: Signs): Declaration {
  const tag = tagOf(signs.site, signs.devices);
  const other = signs.inventory.palletAt('carriage');
  const free = other === undefined || other.palletId === palletId;
  const proofs = [needFact('seated', signs, 'carriagePalletSeated'), need('tagRead', tag !== undefined && tag === signs.inventory.pallet(palletId)?.tag), need('placeFree', free, 'carriage')];
  const proven = proofs.every(({ green }) => green);
  // What the reader can see at any time is not declared against it.
  return { place: 'carriage', proven, proofs, by: proven ? 'sensors' : 'nobody' };
}

/** Every place where a pallet may be declared to be. Places that the journal gives to another are left out. */
export function palletDeclarations(palletId: string, signs: Signs): readonly Declaration[] {
  const taken = new Set(signs.inventory.pallets().flatMap((pallet) => (pallet.palletId === palletId ? [] : claimsOf(pallet.place))));
  const places = signs.places.filter((place) => !taken.has(place.id)).map((place) => palletAtPlace(palletId, place, signs));
  return [...places, palletOnCarriage(palletId, signs), { place: 'unknown', proven: true, proofs: [], by: 'sensors' }];
}

/** The bay in which the pallet of a car stands, by the journal. */
export function bayOfCar(carId: string, { inventory }: Pick<Signs, 'inventory'>): string | undefined {
  const place = inventory.car(carId)?.place;
  if (place === undefined || !place.startsWith('pallet:')) return undefined;
  const pallet = inventory.pallet(place.slice('pallet:'.length))?.place;
  return pallet?.startsWith('bay:') === true ? pallet.slice('bay:'.length) : undefined;
}

/** Outside: laser frame and scale of its bay both show no car; where neither can look, two people have to say so. */
function carOutside(carId: string, signs: Signs): Declaration {
  const bay = bayOfCar(carId, signs);
  if (bay === undefined) return { place: 'outside', proven: false, proofs: [need('unseen', false)], by: 'twoTechnicians' };
  const proofs = [needFact('bayEmpty', signs, `${bay}.emptyProven`)];
  const value = signs.facts().get(`${bay}.emptyProven`).value;
  return { place: 'outside', proven: value === true, proofs, by: value === true ? 'sensors' : value === false ? 'nobody' : 'twoTechnicians' };
}

/** Whether a car can stand on a pallet where that is, by its size as far as it is known. */
function carFitsOn(carId: string, { place }: PalletRecord, { site, places, inventory }: Signs): boolean {
  const [cell, car] = [places.find(({ id }) => id === place), inventory.car(carId)];
  return cell?.kind !== 'cell' || car === undefined || fitsInto(knownSize(car), cell, site);
}

/** Where a car may be declared to be: outside, or on a pallet that carries none. */
export function carDeclarations(carId: string, signs: Signs): readonly Declaration[] {
  const free = signs.inventory.pallets().filter(({ palletId }) => signs.inventory.carOn(palletId) === undefined);
  const onPallets = free.map((pallet): Declaration => {
    const fits = carFitsOn(carId, pallet, signs);
    return { place: `pallet:${pallet.palletId}`, proven: false, proofs: [...(fits ? [] : [need('fitsThere', false, pallet.place)]), need('unseen', false, pallet.palletId)], by: fits ? 'twoTechnicians' : 'nobody' };
  });
  return [carOutside(carId, signs), ...onPallets, { place: 'unknown', proven: true, proofs: [], by: 'sensors' }];
}
