import type { StageSnapshot } from '../../scenarios/stage.port.ts';
import type { Scene } from '../injection/ongoing.ts';
import type { Judge, Report } from './judge.port.ts';

/** What a screen says may be wrong for so long; and wrong in so many looks, for quiet time is passed over. */
const LAG_MS = 1000;
const LOOKS = 3;
/** What was disturbed has come round on the slowest bus by then. */
const SETTLES_MS = 3000;
/** A door is said to be closed, and open; and is. */
const SAID = { closed: 0.005, open: 0.99 };
const IS = { closed: 0.02, open: 0.95 };
const AXIS_MM = 50;
const STILL_MM_PER_S = 2;

/** One thing that a screen says, and how it is; empty: it says nothing. */
type Claim = readonly [about: string, said: string, is: string];

function doorClaims({ doors = {} }: StageSnapshot, { plant }: Scene['subject']['stage']): readonly Claim[] {
  return Object.entries(doors).flatMap(([id, { position, motion, quality }]): readonly Claim[] => {
    const door = plant.state.doors[id];
    if (quality !== 'good' || door === undefined) return [];
    const said = position <= SAID.closed ? 'closed' : position >= SAID.open ? 'open' : '';
    const is = door.position <= IS.closed ? 'closed' : door.position >= IS.open ? 'open' : 'between';
    const goes = door.velocityPerS > 0 ? 'opening' : door.velocityPerS < 0 ? 'closing' : 'still';
    return [[`door ${id}`, said, is], [`door ${id} motion`, motion === 'still' ? '' : motion, goes]];
  });
}

function axisClaims({ axes }: StageSnapshot, { plant }: Scene['subject']['stage']): readonly Claim[] {
  return Object.entries(axes).flatMap(([id, { positionMm, quality, homed }]): readonly Claim[] => {
    const axis = plant.state.axes[id as 'lift'];
    if (quality !== 'good' || !homed || positionMm === undefined || Math.abs(axis.velocityMmPerS) > STILL_MM_PER_S) return [];
    const near = Math.abs(positionMm - axis.positionMm) <= AXIS_MM;
    return [[`axis ${id}`, `at ${positionMm.toFixed(0)} mm`, near ? `at ${positionMm.toFixed(0)} mm` : `at ${axis.positionMm.toFixed(0)} mm`]];
  });
}

/** Where pallets and cars are said to stand. What people have moved by hand no journal knows of; what an order is about is on its way. */
function stockClaims({ cells = {}, bays, orders }: StageSnapshot, { subject: { stage: { plant } }, seen }: Scene): readonly Claim[] {
  const standing = new Map(Object.entries(plant.state.pallets).map(([id, { place, car }]) => [place as string, { id, car }]));
  const moved = new Set(Object.values(seen));
  const inUse = new Set(orders.flatMap(({ bay, palletId }) => [bay, palletId]));
  const claim = (place: string, palletId: string | undefined, carId: string | undefined, state?: string): readonly Claim[] => {
    const there = standing.get(place);
    if (moved.has(place) || (palletId !== undefined && inUse.has(palletId)) || (there !== undefined && inUse.has(there.id)) || (there !== undefined && seen[`pallet:${there.id}`] !== undefined)) return [];
    if (state === 'empty') return [[place, 'empty', there === undefined ? 'empty' : there.id]];
    return palletId === undefined ? [] : [[place, `${palletId} with ${carId ?? 'nothing'}`, `${there?.id ?? 'nothing'} with ${there?.car ?? 'nothing'}`]];
  };
  return [
    ...Object.entries(cells).flatMap(([id, { state, palletId, carId }]) => (state === 'occupied' || state === 'empty' ? claim(`cell:${id}`, palletId, carId, state) : [])),
    ...Object.entries(bays).filter(([id]) => !inUse.has(id)).flatMap(([id, { palletId, carId }]) => claim(`bay:${id}`, palletId, carId)),
  ];
}

/**
 * I49: what the screens say of doors, axes and stock is so, or was so within the last second. Asked while no fault of a device lasts (what a lying sensor
 * says no screen can know) and the controller runs and has looked around; `disturbed`: it does not, at the moment.
 */
export function judgeClaims(scene: Scene, report: Report, disturbed: () => boolean): Judge {
  const { stage } = scene.subject;
  const wrong = new Map<string, { readonly sinceMs: number; looks: number }>();
  let calmSinceMs: number | undefined;
  let judged = 0;
  const judge = ([about, said, is]: Claim): void => {
    const key = `${about}: ${said}`;
    if (said === '' || said === is) {
      for (const other of [...wrong.keys()]) if (other.startsWith(`${about}: `)) wrong.delete(other);
      return;
    }
    const { timeMs } = stage.plant.state;
    const entry = wrong.get(key) ?? { sinceMs: timeMs, looks: 0 };
    entry.looks += 1;
    wrong.set(key, entry);
    if (entry.looks >= LOOKS && timeMs - entry.sinceMs > LAG_MS) report('I49', `${about} is shown ${said}, and is ${is} for ${String(timeMs - entry.sinceMs)} ms`);
  };
  return {
    look: (shown) => {
      const { timeMs } = stage.plant.state;
      if (disturbed() || shown.state === 'recovering' || stage.faults.active().length > 0) calmSinceMs = undefined;
      else calmSinceMs ??= timeMs;
      if (calmSinceMs === undefined || timeMs - calmSinceMs < SETTLES_MS) {
        wrong.clear();
        return;
      }
      judged += 1;
      for (const claim of [...doorClaims(shown, stage), ...axisClaims(shown, stage), ...stockClaims(shown, scene)]) judge(claim);
    },
    premises: () => ({ I49: judged }),
  };
}
