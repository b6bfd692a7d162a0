import { heightOf, tailMm } from '../plant/car-body.ts';
import { onFoot } from '../plant/people-in-bay.ts';
import type { PlantState } from '../plant/plant.port.ts';
import type { Invariant } from './oracle.port.ts';
import { lasting, shut } from './scene.ts';
import type { BayScene, Scene } from './scene.ts';

type Pallet = PlantState['pallets'][string];

/** A settling weight and a profile take this long to be a measurement. */
const MEASURED_MS = 3000;
/** Rounding of a car's ends against the ends of its pallet. */
const ROUNDING_MM = 20;

function palletIn(pallets: readonly Pallet[], bay: BayScene): Pallet | undefined {
  for (const pallet of pallets) if (pallet.place === bay.palletPlace) return pallet;
  return undefined;
}

/** I19 for one bay: remembers whether its car was brought, and what was pressed since somebody last crossed the outer plane. */
function allClear({ state }: Scene, bay: BayScene): Invariant {
  const pallets = Object.values(state.pallets);
  let crossings = -1;
  let pressed = false;
  let wasPressed = false;
  let brought: string | undefined;
  let empty = true;
  let wasClosing = false;
  return {
    id: 'I19',
    sentence: 'A bay is shut over a car that was brought only after somebody has said so at a button beside its door since the last person crossed its plane, and with nobody on foot in it.',
    premise: () => {
      const car = palletIn(pallets, bay)?.car;
      if (car === undefined) brought = undefined;
      else if (empty && !shut(bay.outer)) brought = car;
      empty = car === undefined;
      const count = bay.state.passagesIn + bay.state.passagesOut;
      if (count !== crossings) pressed = false;
      crossings = count;
      const now = bay.state.allClearLeft || bay.state.allClearRight;
      if (now && !wasPressed) pressed = true;
      wasPressed = now;
      const closing = bay.outer.velocityPerS < 0;
      const begins = closing && !wasClosing;
      wasClosing = closing;
      return begins && brought !== undefined;
    },
    holds: () => pressed && onFoot(state, bay.id) === 0,
    detail: () => `bay ${bay.id} over ${brought ?? 'nothing'}: ${pressed ? 'said' : 'nobody has said'} that it is empty, ${String(onFoot(state, bay.id))} on foot`,
  };
}

/** I27 for one bay: remembers how long the machine has been alone with what stands there. */
function measured(scene: Scene, bay: BayScene): Invariant {
  const { site, state, geometry } = scene;
  const pallets = Object.values(state.pallets);
  const limits = site.tower.carLimits;
  const lasts = lasting(scene);
  let aloneMs = 0;
  let stood: Pallet | undefined;
  let leaving: string | undefined;
  const beyond = (): string => {
    const car = leaving === undefined ? undefined : state.cars[leaving];
    if (car === undefined) return '';
    if (car.massKg > limits.massKg) return `${String(car.massKg)} kg`;
    if (heightOf(car) > limits.heightMm || car.widthMm > limits.widthMm || car.clearanceMm < limits.clearanceMm) return `${String(car.widthMm)} x ${String(heightOf(car))} mm, ${String(car.clearanceMm)} mm over the ground`;
    return Math.abs(car.offsetMm) + car.lengthMm / 2 + tailMm(car) - geometry.palletLengthMm / 2 > ROUNDING_MM ? 'over the end of its pallet' : '';
  };
  return {
    id: 'I27',
    sentence: 'A car leaves its bay on its pallet only within the limits of the site, after it has stood there alone behind a shut door for as long as measuring takes.',
    premise: () => {
      const alone = shut(bay.outer) && bay.state.persons === 0;
      aloneMs = lasts(alone);
      const now = palletIn(pallets, bay);
      leaving = stood !== undefined && now === undefined && stood.place === 'shuttle' ? stood.car : undefined;
      stood = now;
      return leaving !== undefined;
    },
    holds: () => aloneMs >= MEASURED_MS && beyond() === '',
    detail: () => `${leaving ?? ''} left bay ${bay.id} after ${String(aloneMs)} ms alone ${beyond()}`,
  };
}

/** Invariants of cars that people bring. */
export function returnInvariants(scene: Scene): readonly Invariant[] {
  return scene.bays.flatMap((bay) => [allClear(scene, bay), measured(scene, bay)]);
}
