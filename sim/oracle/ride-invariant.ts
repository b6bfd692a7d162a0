import { limitsOf } from '../../config/axes.ts';
import type { PlantState } from '../plant/plant.port.ts';
import type { Invariant } from './oracle.port.ts';
import { moves } from './scene.ts';
import type { AxisScene, Scene } from './scene.ts';

/** A servo that catches up with its set-point, and the step of the model. */
const SERVO_SHARE = 1.2;
/** A car whose brake holds it slides no farther on its pallet in one ride. */
const SLIP_MM = 10;

type Car = PlantState['cars'][string];

/** One axis that a car rides on. */
interface Ride {
  readonly axis: AxisScene;
  readonly limitMmPerS2: number;
  lastMmPerS: number;
  changeMmPerS2: number;
  riding: Car | undefined;
  fromMm: number;
}

/**
 * I14. How hard a car may be taken along is the site's own figure, the stop ramp of its shuttle and turntable (tyres hold a car up to
 * about 600 mm/s²); their brakes are set softer than that.
 */
export function rideInvariant(scene: Scene): Invariant {
  const { state, site } = scene;
  const rides: readonly Ride[] = scene.axes.filter(({ id }) => id === 'shuttle' || id === 'turn').map((axis) => {
    const { accelerationMmPerS2, stopDecelerationMmPerS2 } = limitsOf(site, axis.id);
    return { axis, limitMmPerS2: Math.max(accelerationMmPerS2, stopDecelerationMmPerS2) * SERVO_SHARE, lastMmPerS: 0, changeMmPerS2: 0, riding: undefined, fromMm: 0 };
  });
  const pallets = Object.values(state.pallets);
  const shuttled = (): Car | undefined => {
    const pallet = state.coupledPallet === undefined ? undefined : state.pallets[state.coupledPallet];
    return pallet?.car === undefined ? undefined : state.cars[pallet.car];
  };
  const turned = (): Car | undefined => {
    for (const { place, car } of pallets) if (place === 'lift' && car !== undefined) return state.cars[car];
    return shuttled();
  };
  let wrong = '';
  const look = (ride: Ride): boolean => {
    const { axis } = ride;
    const { velocityMmPerS } = axis.state;
    ride.changeMmPerS2 = scene.dtMs === 0 ? 0 : ((velocityMmPerS - ride.lastMmPerS) / scene.dtMs) * 1000;
    ride.lastMmPerS = velocityMmPerS;
    const car = moves(axis) || ride.changeMmPerS2 !== 0 ? (axis.id === 'turn' ? turned() : shuttled()) : undefined;
    if (car !== ride.riding && car !== undefined) ride.fromMm = car.offsetMm;
    ride.riding = car;
    return car !== undefined;
  };
  const judge = ({ axis, limitMmPerS2, changeMmPerS2, riding, fromMm }: Ride): string => {
    if (riding === undefined) return '';
    if (Math.abs(changeMmPerS2) > limitMmPerS2) return `${axis.id} changes its speed by ${changeMmPerS2.toFixed(0)} mm/s² with a car, at most ${limitMmPerS2.toFixed(0)}`;
    const slipMm = Math.abs(riding.offsetMm - fromMm);
    return riding.braked && slipMm > SLIP_MM ? `a car has slid ${slipMm.toFixed(1)} mm on its pallet` : '';
  };
  return {
    id: 'I14',
    sentence: 'A car on shuttle or turntable is taken along and stopped no harder than its tyres hold, and slides no more than 10 mm.',
    premise: () => {
      let any = false;
      for (const ride of rides) if (look(ride)) any = true;
      return any;
    },
    holds: () => {
      wrong = '';
      for (const ride of rides) wrong ||= judge(ride);
      return wrong === '';
    },
    detail: () => wrong,
  };
}
