import { placesOf } from '../../../config/places.ts';
import { carsInCells } from '../../scenarios/plays.ts';
import type { Act } from '../catalogue/fault-row.ts';
import { between } from '../dice.ts';
import { OVER, sleep, type Begun, type Cast, type Scene } from './ongoing.ts';

/** What creeps goes so far at a time. */
const CREEP_MM = 0.5;
const CREEP_EVERY_MS = 50;

/** Two pallets change their cells by crane; only whoever was there knows. */
export function beginSwap({ subject, seen }: Scene, { dice }: Cast): Begun {
  const { stage } = subject;
  const { pallets, axes } = stage.plant.state;
  const involved = new Set(stage.tower.snapshot().tower.orders.map(({ palletId }) => palletId));
  const free = carsInCells(stage).filter(({ palletId }) => !involved.has(palletId) && pallets[palletId]?.place.startsWith('cell:') === true);
  const [one, other] = [free[dice.int(free.length)], free[dice.int(free.length)]];
  if (one === undefined || other === undefined || one === other || Math.abs(axes.shuttle.positionMm) > 1) return 'missed';
  const places = placesOf(stage.site);
  const [a, b] = [pallets[one.palletId], pallets[other.palletId]];
  if (a === undefined || b === undefined) return 'missed';
  [a.place, b.place] = [b.place, a.place];
  for (const [id, pallet] of [[one.palletId, a], [other.palletId, b]] as const) {
    pallet.yMm = places.find((place) => place.id === pallet.place)?.reachMm ?? 0;
    seen[`pallet:${id}`] = pallet.place;
  }
  stage.truthChanged();
  return OVER;
}

/** An axis that stands is somewhere else, at once or by and by. */
export async function beginNudge(scene: Scene, { axis, mm, creep = false }: Extract<Act, { readonly act: 'nudge' }>, { dice }: Cast): Promise<Begun> {
  const { plant, truthChanged } = scene.subject.stage;
  const body = plant.state.axes[axis];
  const wayMm = between(mm, dice) * (dice.next() < 0.5 ? -1 : 1);
  // A tower that is off brings nothing to a stand; what creeps there creeps all the same.
  if (plant.state.lockPin.position > 0 || (!creep && !plant.state.relay.runEnabled)) return 'missed';
  const push = (byMm: number): void => {
    body.positionMm += byMm;
    truthChanged();
  };
  if (!creep) push(wayMm);
  for (let goneMm = 0; creep && goneMm < Math.abs(wayMm) && body.brakeClosed; goneMm += CREEP_MM) {
    push(Math.sign(wayMm) * CREEP_MM);
    await sleep(scene, CREEP_EVERY_MS);
  }
  return OVER;
}
