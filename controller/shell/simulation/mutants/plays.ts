import type { Site } from '../../../../config/schema/site.schema.ts';
import type { MotionKind } from '../../../interlocks/motion.ts';
import { placeOf, type Play, type Scenery } from './play.ts';

type Act = (hand: Scenery) => void;
const both = (...acts: readonly Act[]): Act => (hand) => { for (const act of acts) act(hand); };

const CARRIAGE: readonly MotionKind[] = ['lift.move', 'lift.home', 'travel.move', 'travel.home', 'turn.move', 'turn.home', 'lift.jog', 'lift.jogOut', 'travel.jog', 'travel.jogOut', 'turn.jog', 'turn.jogOut'];
const INTO_CELL: readonly MotionKind[] = ['shuttle.cell', 'shuttle.jog'];
const BACK: readonly MotionKind[] = ['shuttle.retract', 'shuttle.home', 'shuttle.recover', 'shuttle.jogIn', 'shuttle.jogOut'];
const INTO_BAY: readonly MotionKind[] = ['shuttle.bay'];
const OPEN_INNER: readonly MotionKind[] = ['inner.open', 'inner.stepOpen'];
const CLOSE_INNER: readonly MotionKind[] = ['inner.close', 'inner.stepClose'];
const BOLTS: readonly MotionKind[] = ['lockPin.in', 'lockPin.out', 'fork.engage', 'fork.release', 'palletLock.lock', 'palletLock.unlock', 'lockPin.stepIn', 'lockPin.stepOut', 'fork.stepEngage', 'fork.stepRelease', 'palletLock.stepLock', 'palletLock.stepUnlock'];

const none: Act = () => undefined;
/** The cell that the first pallet stands in, so that the shuttle reaches under it and back. */
const HOME_CELL = 'cell:1-1R';
const atCell: Act = (hand) => { hand.at(HOME_CELL); hand.pin(true); };
const atBay = (bay: string): Act => (hand) => { hand.at(`bay:${bay}`); hand.pin(true); };
const atOpenBay = (bay: string): Act => both(atBay(bay), (hand) => { hand.open(`${bay}.inner`); });
/** Away from where its axes find their reference, at a storey. */
const away: Act = (hand) => { hand.at(hand.site.axes.turn === undefined ? 'cell:2-2R' : 'cell:3-2R'); };
const shuttleOut: Act = both(atCell, (hand) => { hand.axis('shuttle', placeOf(hand.site, HOME_CELL).reachMm / 2); });
/** Off the middle, and not yet through any plane: a carriage that moves has hit nothing so far. */
const hardlyOut: Act = both(atCell, (hand) => { hand.axis('shuttle', 150); });
const toCell = (site: Site): number => placeOf(site, HOME_CELL).reachMm;

/** For every motion of the shuttle, and the door before it: the carriage held at its place. */
function ofHeldCarriage(row: string, deed: Act, ofDoor = deed): readonly Play[] {
  return [
    { row, motions: INTO_CELL, scene: atCell, deed, toMm: toCell, forMs: 6000 },
    { row, motions: BACK, scene: hardlyOut, deed, forMs: 6000 },
    { row, motions: INTO_BAY, scene: atOpenBay('A'), deed, forMs: 6000 },
    { row, motions: OPEN_INNER, scene: atBay('A'), deed: ofDoor, forMs: 5000 },
  ];
}

/** A car that the machine must not take along, from the open bay up to its first way on the shuttle. */
function ofLoad(row: string, car: Parameters<Scenery['pallet']>[2], also: Act = none): readonly Play[] {
  const deed: Act = (hand) => {
    hand.pallet('bay:A', 0, car);
    also(hand);
  };
  const taken: Play['then'] = ['fork.engage', 'shuttle.retract'];
  return [
    { row, motions: INTO_BAY, scene: atOpenBay('A'), deed, then: taken, forMs: 45_000 },
    { row, motions: OPEN_INNER, scene: atBay('A'), deed, then: ['shuttle.bay:A', ...taken], forMs: 55_000 },
  ];
}

const pushed: Act = (hand) => { hand.axis('shuttle', 400); };
/** More than the shuttle may begin from, less than it may go on with. */
const OFF_MM = 8;
const offBy = (id: 'lift' | 'travel' | 'turn', mm = OFF_MM): Act => (hand) => { hand.axis(id, (hand.sim.plant.axes[id]?.positionMm ?? 0) + mm); };
const brakeOpen = (id: 'lift' | 'travel' | 'turn'): Act => (hand) => { hand.unbraked(id); };
const rolls = (id: 'lift' | 'travel' | 'turn' | 'shuttle'): Act => (hand) => { hand.roll(id); };
const astray = (id: 'lift' | 'travel' | 'turn', amount: number): Act => (hand) => { hand.fault({ target: id, verb: 'wrong', amount }); };

const CARRIAGE_PLAYS: readonly Play[] = [
  { row: 'IL-10', motions: CARRIAGE, scene: away, deed: pushed },
  { row: 'IL-11', motions: CARRIAGE, scene: away, deed: (hand) => { hand.pin(true); } },
  { row: 'IL-12', motions: CARRIAGE, scene: away, deed: (hand) => { hand.open('B.inner'); } },
  { row: 'IL-13', motions: CARRIAGE, scene: away, deed: (hand) => { hand.pallet('lift'); } },
  ...([['IL-22', 'lift'], ['IL-26', 'travel'], ['IL-102', 'turn']] as const).flatMap(([row, id]) => [900, -900].map((amount): Play => ({ row, motions: [`${id}.move`], scene: none, deed: astray(id, amount), toMm: ({ axes }) => (amount > 0 ? 0 : (axes[id] as { readonly maxMm?: number } | undefined)?.maxMm ?? 9000), forMs: 40_000 }))),
];

const SHUTTLE_PLAYS: readonly Play[] = [
  ...ofHeldCarriage('IL-40', rolls('lift')),
  ...ofHeldCarriage('IL-41', rolls('travel')),
  ...ofHeldCarriage('IL-104', rolls('turn')),
  ...ofHeldCarriage('IL-42', offBy('lift'), offBy('lift', 12)),
  ...ofHeldCarriage('IL-43', offBy('travel'), offBy('travel', 12)),
  ...ofHeldCarriage('IL-105', offBy('turn'), offBy('turn', 12)),
  ...ofHeldCarriage('IL-44', (hand) => { hand.pin(false); }),
  ...ofHeldCarriage('IL-48', brakeOpen('lift')),
  ...ofHeldCarriage('IL-49', brakeOpen('travel')),
  ...ofHeldCarriage('IL-106', brakeOpen('turn')),
  { row: 'IL-45', motions: ['shuttle.cell'], scene: atCell, deed: (hand) => { hand.open('B.inner'); hand.person('B'); }, toMm: toCell },
  { row: 'IL-45', motions: ['shuttle.home'], scene: shuttleOut, deed: (hand) => { hand.open('B.inner'); hand.person('B'); } },
  { row: 'IL-46', motions: ['shuttle.retract', 'shuttle.jogIn', 'shuttle.jogOut'], scene: shuttleOut, deed: (hand) => { hand.open('B.inner'); hand.person('B'); } },
  { row: 'IL-46', motions: INTO_BAY, scene: atOpenBay('A'), deed: (hand) => { hand.open('B.inner'); hand.person('B'); } },
  { row: 'IL-200', motions: ['shuttle.recover'], scene: shuttleOut, deed: (hand) => { hand.open('B.inner'); hand.person('B'); } },
  { row: 'IL-47', motions: INTO_BAY, scene: atOpenBay('A'), deed: (hand) => { hand.at('bay:B'); } },
  { row: 'IL-47', motions: OPEN_INNER, scene: atBay('A'), deed: (hand) => { hand.at('bay:B'); } },
  ...['A', 'B'].map((bay): Play => ({ row: 'IL-169', motions: ['shuttle.jog'], scene: atOpenBay(bay), deed: (hand) => { hand.open(`${bay}.outer`); }, toMm: (site) => placeOf(site, `bay:${bay}`).reachMm })),
];

const BAY_PLAYS: readonly Play[] = [
  { row: 'IL-50', motions: INTO_BAY, scene: atOpenBay('A'), deed: (hand) => { hand.shut('A.inner'); } },
  { row: 'IL-51', motions: INTO_BAY, scene: atOpenBay('A'), deed: (hand) => { hand.open('A.outer'); } },
  { row: 'IL-51', motions: OPEN_INNER, scene: atBay('A'), deed: (hand) => { hand.open('A.outer'); } },
  { row: 'IL-52', motions: INTO_BAY, scene: atOpenBay('A'), deed: (hand) => { hand.person('A'); } },
  { row: 'IL-52', motions: OPEN_INNER, scene: atBay('A'), deed: (hand) => { hand.person('A'); }, late: true, soon: true, forMs: 2500 },
  ...ofLoad('IL-53', { offsetMm: 700 }),
  ...ofLoad('IL-140', { lengthMm: 6400 }), ...ofLoad('IL-141', { widthMm: 2400 }), ...ofLoad('IL-142', { heightMm: 2400 }), ...ofLoad('IL-143', { clearanceMm: 60 }), ...ofLoad('IL-144', { massKg: 2900 }),
  ...ofLoad('IL-180', { offsetMm: 700 }), ...ofLoad('IL-181', { occupants: 1 }, (hand) => { hand.person('A'); }), ...ofLoad('IL-182', { braked: false, rollMmPerS: 40 }),
  { row: 'IL-61', motions: CLOSE_INNER, scene: atOpenBay('A'), deed: (hand) => { hand.axis('shuttle', -placeOf(hand.site, 'bay:A').reachMm / 4); } },
  { row: 'IL-61', motions: OPEN_INNER, scene: atBay('A'), deed: (hand) => { hand.axis('shuttle', -placeOf(hand.site, 'bay:A').reachMm / 4); } },
  { row: 'IL-63', motions: ['outer.open', 'outer.stepOpen'], scene: none, deed: (hand) => { hand.open('A.inner'); } },
  { row: 'IL-66', motions: ['outer.close', 'outer.stepClose'], scene: (hand) => { hand.open('A.outer'); }, deed: (hand) => { hand.person('A'); } },
  { row: 'IL-67', motions: CLOSE_INNER, scene: atOpenBay('A'), deed: (hand) => { hand.person('A'); } },
];

const takenUp: Act = both(atCell, (hand) => { hand.fork(true); hand.pallet('lift'); });
const unpinned: Act = (hand) => { hand.pin(false); };
/** The carriage, or the shuttle, moves under a bolt that is told to go. */
const ofBolts = (row: string, id: 'lift' | 'travel' | 'turn' | 'shuttle'): readonly Play[] => [
  { row, motions: ['lockPin.in', 'lockPin.stepIn'], scene: none, deed: rolls(id) },
  { row, motions: ['lockPin.out', 'lockPin.stepOut'], scene: atCell, deed: rolls(id) },
  { row, motions: ['fork.engage', 'fork.stepEngage'], scene: atCell, deed: rolls(id) },
  { row, motions: ['fork.release', 'fork.stepRelease'], scene: both(atCell, (hand) => { hand.fork(true); }), deed: rolls(id) },
  { row, motions: ['palletLock.lock', 'palletLock.stepLock'], scene: takenUp, deed: rolls(id) },
  { row, motions: ['palletLock.unlock', 'palletLock.stepUnlock'], scene: both(takenUp, (hand) => { hand.lock(true); }), deed: rolls(id) },
];

const BOLT_PLAYS: readonly Play[] = [
  ...ofBolts('IL-70', 'lift'), ...ofBolts('IL-71', 'travel'), ...ofBolts('IL-72', 'shuttle'), ...ofBolts('IL-107', 'turn'),
  { row: 'IL-73', motions: BOLTS, scene: atCell, deed: pushed },
  { row: 'IL-74', motions: BOLTS, scene: both(atCell, (hand) => { hand.lock(false); }), deed: (hand) => { hand.pallet('lift'); } },
  { row: 'IL-75', motions: BOLTS, scene: both(atCell, (hand) => { hand.pallet('lift'); }), deed: (hand) => { hand.noPallet(); } },
  { row: 'IL-76', motions: ['fork.engage', 'fork.stepEngage'], scene: atCell, deed: unpinned },
  { row: 'IL-76', motions: ['fork.release', 'fork.stepRelease'], scene: both(atCell, (hand) => { hand.fork(true); }), deed: unpinned },
  { row: 'IL-76', motions: ['palletLock.unlock', 'palletLock.stepUnlock'], scene: both(takenUp, (hand) => { hand.lock(true); }), deed: unpinned },
  { row: 'IL-77', motions: BOLTS, scene: both(takenUp, (hand) => { hand.lock(true); }), deed: (hand) => { hand.fork(false); } },
  { row: 'IL-78', motions: BOLTS, scene: both(takenUp, (hand) => { hand.lock(true); }), deed: (hand) => { hand.lock(false); } },
  { row: 'IL-79', motions: BOLTS, scene: atCell, deed: (hand) => { hand.axis('shuttle', 1500); } },
];

const AXES: readonly MotionKind[] = [...CARRIAGE, ...INTO_CELL];
const keyOff: Act = (hand) => { hand.sim.people.attendant.turnKey('off'); };
const keyByHand: Act = (hand) => { hand.sim.people.attendant.turnKey('maintenance'); };
const hatch: Act = (hand) => { hand.sim.panel.setHatchLocked(false); };

const byHand: Act = ({ sim: { people: { attendant } } }) => { attendant.turnKey('maintenance'); attendant.holdEnabling('mid'); };
const byHandNoMore: Act = ({ sim: { people: { attendant } } }) => { attendant.holdEnabling('released'); };

const HAND_PLAYS: readonly Play[] = [
  { row: 'IL-03', motions: AXES, scene: away, deed: keyOff, late: true },
  { row: 'IL-03', motions: INTO_CELL, scene: atCell, deed: keyOff, late: true, toMm: toCell },
  { row: 'IL-04', motions: AXES, scene: away, deed: hatch, late: true },
  { row: 'IL-04', motions: INTO_CELL, scene: atCell, deed: hatch, late: true, toMm: toCell },
  { row: 'IL-03', motions: AXES, scene: away, deed: keyByHand, late: true },
  { row: 'IL-04', motions: AXES, scene: away, deed: both(keyByHand, hatch), late: true },
  { row: 'IL-173', motions: AXES, scene: away, deed: keyByHand, late: true },
  { row: 'IL-160', motions: AXES, scene: away, deed: keyOff, late: true },
  { row: 'IL-160', motions: AXES, scene: both(away, byHand), deed: (hand) => { byHandNoMore(hand); keyOff(hand); }, late: true },
  { row: 'IL-161', motions: AXES, scene: both(away, byHand), deed: byHandNoMore, late: true, forMs: 9000 },
];

const beside = (row: string, id: 'lift' | 'travel' | 'turn', other: 'lift' | 'travel' | 'turn'): Play => ({ row, motions: [`${id}.jog`, `${id}.jogOut`], scene: both(away, byHand), deed: rolls(other), late: true });

/** Held by hand: one axis at a time, and for no longer than a press lasts. */
const HELD_PLAYS: readonly Play[] = [
  beside('IL-170', 'lift', 'travel'), beside('IL-171', 'travel', 'lift'), beside('IL-109', 'lift', 'turn'), beside('IL-109', 'travel', 'turn'), beside('IL-110', 'turn', 'lift'), beside('IL-111', 'turn', 'travel'),
  { row: 'IL-162', motions: ['lift.jog', 'travel.jog', 'turn.jog'], scene: both(away, byHand), deed: none, forMs: 45_000 },
];

/** Every play, row by row. */
export const PLAYS: readonly Play[] = [...CARRIAGE_PLAYS, ...SHUTTLE_PLAYS, ...BAY_PLAYS, ...BOLT_PLAYS, ...HAND_PLAYS, ...HELD_PLAYS];
