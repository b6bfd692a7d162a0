import { placesOf } from '../../config/places.ts';
import type { StageRecovery } from '../scenarios/recovery.port.ts';
import type { Deed, Duty } from './technician-deeds.ts';

/**
 * A pallet that lies between two places and that nothing holds: people bring it by crane, power locked off, to the cell that it came from, or to another one
 * that is offered. Only then can they say where it is.
 */
export async function carryWhatLies({ scene: { subject: { stage } }, did }: Duty, { doubts }: StageRecovery): Deed {
  const { pallets, coupledPallet } = stage.plant.state;
  for (const { id, ways } of doubts) {
    const name = id.slice('pallet:'.length);
    const pallet = id.startsWith('pallet:') ? pallets[name] : undefined;
    const declare = ways.find(({ way }) => way === 'declare');
    if (pallet?.place !== 'shuttle' || coupledPallet === name || declare === undefined) continue;
    const ends = ((await stage.inventory()).pallets[name] ?? '').slice('transfer:'.length).split('>');
    const offered = declare.declarations?.filter(({ by }) => by === 'twoTechnicians').map(({ place }) => place) ?? [];
    const isFree = (cell: string): boolean => Object.values(pallets).every(({ place }) => place !== cell);
    const cells = placesOf(stage.site).filter((place) => place.kind === 'cell' && isFree(place.id));
    const to = cells.find((cell) => ends.includes(cell.id)) ?? cells.find((cell) => offered.includes(cell.id));
    if (to === undefined) continue;
    pallet.place = to.id;
    pallet.yMm = to.reachMm;
    stage.truthChanged();
    await stage.clock.runFor(LOOKS_MS);
    return did(`carry ${name} to ${to.id}`);
  }
  return undefined;
}

/** Until every sensor has seen it. */
const LOOKS_MS = 1000;
