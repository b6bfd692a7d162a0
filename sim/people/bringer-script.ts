import type { BringerManner } from './people.port.ts';
import type { Deed } from './deed.ts';

type Pause = (fromMs: number, untilMs: number) => Deed;

/** A careful driver in a narrow frame, and where such a one stops. */
const CAREFUL_MM_PER_S = 1400;
const STOPS_WITHIN_MM = 80;

interface Hand {
  readonly bay: string;
  readonly carId: string;
  readonly manner: BringerManner;
  readonly pause: Pause;
  readonly cross: (way: 'in' | 'out') => Deed;
  /** From −1 to 1. */
  readonly jitter: () => number;
}

/** What somebody does who brings a car back; after everything that `manner` has them do wrong, they mend it when they are called. */
export function bringerScript({ carId, manner, pause, cross, jitter }: Hand): readonly Deed[] {
  const { aimMm = jitter() * STOPS_WITHIN_MM, sideMm = jitter() * STOPS_WITHIN_MM, speedMmPerS = CAREFUL_MM_PER_S, companions = 0, staying = 0, load } = manner;
  const arrange = (change: Extract<Deed, { readonly do: 'arrange' }>['change']): Deed => ({ do: 'arrange', carId, change });
  const several = (count: number, deeds: () => readonly Deed[]): readonly Deed[] => Array.from({ length: count }, deeds).flat();
  const alight = (): readonly Deed[] => [{ do: 'alight', carId }, pause(800, 1500)];
  const press = (side: 'left' | 'right'): Deed => ({ do: 'press', side });
  const presses = (): readonly Deed[] => (manner.presses === 'none' ? [] : [pause(2500, 3500), press('left'), pause(1000, 2000), ...(manner.presses === 'left' ? [] : [press('right')])]);
  const called: Deed = { do: 'stayUntilCalled' };
  const arrival: readonly Deed[] = [
    ...(load === undefined ? [] : [arrange(load)]),
    { do: 'awaitWelcome', carId: undefined }, pause(500, 2000), { do: 'awaitWelcome', carId: undefined },
    { do: 'driveIn', carId, approach: { aimMm, sideMm, speedMmPerS, occupants: 1 + companions + staying } }, pause(2000, 4000),
  ];
  const straightens: readonly Deed[] = manner.straightens === true ? [called, { do: 'straighten', carId }, pause(2000, 3000)] : [];
  const leavesCar: readonly Deed[] = [
    ...(manner.heedsScreen === true ? [{ do: 'heedScreen', carId } as const, pause(1000, 2000)] : []),
    ...(manner.staysInCar === true ? [called] : []),
    ...(manner.forgetsBrake === true ? [arrange({ braked: false })] : []),
    ...several(1 + companions, alight), pause(1000, 2000),
    ...(manner.opensTailgate === true ? [arrange({ tailgateOpen: true })] : []),
    ...several(1 + companions, () => [cross('out')]),
  ];
  return [...arrival, ...straightens, ...leavesCar, ...presses(), ...afterwards(manner, { called, arrange, alight, several, presses, cross, pause, carId })];
}

interface Gestures {
  readonly called: Deed;
  readonly arrange: (change: Extract<Deed, { readonly do: 'arrange' }>['change']) => Deed;
  readonly alight: () => readonly Deed[];
  readonly several: (count: number, deeds: () => readonly Deed[]) => readonly Deed[];
  readonly presses: () => readonly Deed[];
  readonly cross: (way: 'in' | 'out') => Deed;
  readonly pause: Pause;
  readonly carId: string;
}

/** What is left to be done when they are called. */
function afterwards(manner: BringerManner, { called, arrange, alight, several, presses, cross, pause, carId }: Gestures): readonly Deed[] {
  const { staying = 0 } = manner;
  if (manner.walksBack === true) return [pause(200, 400), cross('in'), pause(2000, 4000), cross('out'), called, ...presses()];
  const goesIn: readonly Deed[] = [called, { do: 'awaitDoor' }, cross('in'), pause(1500, 2500)];
  if (manner.forgetsBrake === true) return [...goesIn, { do: 'board', carId }, { do: 'straighten', carId }, arrange({ braked: true }), pause(1500, 2500), ...alight(), cross('out'), ...presses()];
  if (manner.opensTailgate === true) return [...goesIn, arrange({ tailgateOpen: false }), pause(1000, 2000), cross('out'), ...presses()];
  if (staying > 0) return [...goesIn, ...several(staying, alight), ...several(1 + staying, () => [cross('out')]), ...presses()];
  return [];
}
