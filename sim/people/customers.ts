import type { PlantState } from '../plant/plant.port.ts';
import type { People, Told } from './people.port.ts';

/** What the screens say of cars that are handed over and brought back; names as in the controller's contract. */
export interface Announced {
  readonly collections: readonly { readonly collectionId: string; readonly bay: string; readonly carId: string; readonly phase: string }[];
  readonly returns?: readonly AnnouncedReturn[] | undefined;
}

interface AnnouncedReturn {
  readonly returnId: string;
  readonly bay: string;
  readonly carId: string;
  readonly phase: string;
  /** It was stored, and has come out once more: somebody fetches what was left in it. */
  readonly outAgain?: boolean | undefined;
  readonly checkIn?: { readonly stage: string; readonly advice: string; readonly people?: number | undefined } | undefined;
}

/** People who do what a screen asks of them, so that a tower that is only asked for cars runs by itself. */
export interface Customers {
  /** Looks at the screens, several times a second: sends a driver to each car that is handed over, and a bringer with each that is awaited. */
  readonly meet: (announced: Announced) => void;
}

/** So long it takes to find what was left in a car. */
const FETCHES_MS = 4000;
/** Whoever is asked for the all-clear once more presses again after so long: the radar has believed by then that the bay is empty. */
const PRESSES_AGAIN_MS = 5000;

/** What the screen tells whoever sits at the wheel. Where the car is not taken in they get out as well, and somebody drives it out. */
function toldBy({ phase, checkIn }: AnnouncedReturn): Told {
  if (phase !== 'awaiting' || ['gettingOut', 'allClear'].includes(checkIn?.stage ?? '')) return 'getOut';
  return checkIn?.stage === 'guiding' && ['forward', 'back', 'left', 'right'].includes(checkIn.advice) ? 'correct' : 'stand';
}

/** Well-behaved customers of a tower. */
export function createCustomers(people: Pick<People, 'assign' | 'tell' | 'view' | 'attendant'>, plant: PlantState): Customers {
  const sent = new Map<string, number>();
  const pressedAtMs = new Map<string, number>();
  const isGone = (person: number | undefined): boolean => person === undefined || people.view(person)?.whereabouts === 'gone';
  const standsIn = (bay: string, carId: string): boolean => plant.pallets[plant.cars[carId]?.place ?? '']?.place === `bay:${bay}`;
  const send = (kind: 'driver' | 'bringer', bay: string, carId: string, occasion: string, companions = 0): void => {
    // One who waits there for this car since an earlier time takes it as well.
    const waits = `${kind} ${bay} ${carId}`;
    if (sent.has(occasion) || !isGone(sent.get(waits))) return;
    const person = people.assign(kind === 'driver' ? { kind, bay, carId } : { kind, bay, carId, manner: { companions, heedsScreen: true } });
    sent.set(occasion, person).set(waits, person);
  };
  const told = new Map<number, Told>();
  const tell = (person: number, what: Told): void => {
    // What they know already would only wake a tower at rest.
    if (told.get(person) === what) return;
    told.set(person, what);
    people.tell(person, what);
  };
  const bring = (announced: AnnouncedReturn): void => {
    const { returnId, bay, carId, phase, checkIn, outAgain } = announced;
    if (outAgain === true && phase === 'awaiting' && !sent.has(`bring ${returnId}`)) sent.set(`bring ${returnId}`, people.assign({ kind: 'visitor', bay, stayMs: FETCHES_MS }));
    const bringer = sent.get(`bring ${returnId}`);
    if (bringer !== undefined && !isGone(bringer)) tell(bringer, toldBy(announced));
    if (phase === 'awaiting' && plant.cars[carId]?.place === 'outside') send('bringer', bay, carId, `bring ${returnId}`, (checkIn?.people ?? 1) - 1);
    // Whoever has brought a car that is not taken in takes it away again.
    else if (phase === 'leaving' && standsIn(bay, carId) && isGone(bringer)) send('driver', bay, carId, `fetch ${returnId}`);
    else if (checkIn?.stage === 'allClear' && bringer !== undefined && isGone(bringer)) press(bay);
  };
  const press = (bay: string): void => {
    if (plant.timeMs - (pressedAtMs.get(bay) ?? -Infinity) < PRESSES_AGAIN_MS) return;
    pressedAtMs.set(bay, plant.timeMs);
    for (const side of ['left', 'right'] as const) people.attendant.pressAllClear(bay, side);
  };
  return {
    meet: ({ collections, returns = [] }) => {
      for (const { collectionId, bay, carId, phase } of collections) if (phase === 'opening' || phase === 'handover') send('driver', bay, carId, `collect ${collectionId}`);
      returns.forEach(bring);
    },
  };
}
