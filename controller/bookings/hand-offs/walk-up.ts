import type { WalkUp, WalkUpCar, WalkUpWindow } from '../../api/contract/index.ts';
import { placesOf } from '../../../config/places.ts';
import { ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { termsOf } from '../booking-view.ts';
import type { Bookings, ListedCar } from '../bookings.ts';
import type { Showroom } from '../catalogue/showroom.ts';
import type { IsClockDoubtful } from '../clock-doubt.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { judgeWindow, overlap, returnByUtcMs } from '../window-rules.ts';
import type { TimeWindow } from '../window-rules.ts';
import { LONGEST_MS } from './hand-off-desk.ts';

const MINUTE_MS = 60_000;
/** Lengths of a collection window that people think in, min. */
const LENGTHS_MINUTES = [60, 120, 240] as const;
/** Times are said in quarters of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;
/** Choices may have stood on the screen for so long. */
const SHOWN_MS = 5 * MINUTE_MS;

/** What the tower says of a place: whether a car can come from there at all, and how long that would take from the press to the open door, where it knows. */
export type LookAtPlace = (cell: string) => { readonly canCome: boolean; readonly ready: WalkUpCar['ready'] };

/** A car and a window that were chosen: what is held, and when the car must be back. */
export interface Choice extends TimeWindow {
  readonly returnByUtcMs: number;
}

/** What somebody in front of the tower may take now. */
export interface WalkUps {
  readonly view: () => Promise<Result<WalkUp, Refusal>>;
  /** Whether a choice that was shown a moment ago still stands. Errors: `carTaken`, `windowPast`, why nothing may be collected now. */
  readonly choose: (carId: string, untilUtcMs: number) => Promise<Result<Choice, Refusal>>;
}

/** What walk-ups are made of. */
export interface WalkUpParts extends BookingParts {
  readonly cars: Bookings['cars'];
  readonly showroom: Pick<Showroom, 'vehicles'>;
  readonly isClockDoubtful: IsClockDoubtful;
  readonly lookAt: LookAtPlace;
}

type Windows = { readonly windows: readonly WalkUpWindow[]; readonly code: WalkUp['code'] };

/** Length in quarters of an hour by the clock, and never beyond the longest that the site allows. */
function endOf(nowUtcMs: number, lengthMs: number, mostMs: number): number {
  const later = Math.ceil((nowUtcMs + lengthMs) / QUARTER_MS) * QUARTER_MS;
  if (later <= nowUtcMs + mostMs) return later;
  const earlier = Math.floor((nowUtcMs + mostMs) / QUARTER_MS) * QUARTER_MS;
  return earlier - nowUtcMs >= lengthMs ? earlier : nowUtcMs + mostMs;
}

/**
 * The windows that may be booked from now on, the shortest first. Each still has the site's least length when the whole time of a hand-off has passed,
 * so that what was chosen on the screen is what is booked on the phone.
 */
export function windowsFrom({ site: { booking, timezone } }: Pick<BookingParts, 'site'>, nowUtcMs: number): Windows {
  const mostMs = booking.windowMinutes.max * MINUTE_MS;
  const leastMs = Math.min(booking.windowMinutes.min * MINUTE_MS + LONGEST_MS + SHOWN_MS, mostMs);
  const lengths = [leastMs, ...LENGTHS_MINUTES.map((minutes) => minutes * MINUTE_MS)].filter((lengthMs) => lengthMs >= leastMs && lengthMs <= mostMs);
  const ends = [...new Set(lengths.map((lengthMs) => endOf(nowUtcMs, lengthMs, mostMs)))].toSorted((a, b) => a - b);
  const judged = ends.map((untilUtcMs) => ({ untilUtcMs, found: judgeWindow({ fromUtcMs: nowUtcMs, untilUtcMs }, booking, timezone, nowUtcMs) }));
  const windows = judged.filter(({ found }) => found.ok).map(({ untilUtcMs }) => ({ untilUtcMs, returnByUtcMs: returnByUtcMs({ fromUtcMs: nowUtcMs, untilUtcMs }, booking) }));
  const [refused] = judged.flatMap(({ found }) => (found.ok ? [] : [found.error.code]));
  return { windows, code: windows.length > 0 ? undefined : refused };
}

/** The windows that a car is free for. */
const freeFor = ({ taken }: ListedCar, windows: readonly WalkUpWindow[], nowUtcMs: number): number[] =>
  windows.filter((window) => !taken.some((span) => overlap(span, { fromUtcMs: nowUtcMs, untilUtcMs: window.returnByUtcMs }))).map(({ untilUtcMs }) => untilUtcMs);

function createView(parts: WalkUpParts): WalkUps['view'] {
  const levels = new Map(placesOf(parts.site).map(({ name, level }) => [name, level]));
  const { booking } = parts.site;
  const { returnByUtcMs: _ofNoDrive, ...terms } = termsOf(booking, 0, booking.rules.creditFloor > 0 ? booking.rules.belowFloorFeeMinor : 0);
  return async () => {
    const [doubtful, cars, vehicles] = await Promise.all([parts.isClockDoubtful(), parts.cars(), parts.showroom.vehicles()]);
    if (!doubtful.ok) return doubtful;
    if (!cars.ok) return cars;
    if (!vehicles.ok) return vehicles;
    // The rules refuse everything new while the clock is not believed.
    if (doubtful.value) return ok({ cars: [], windows: [], code: 'clockDoubtful', terms });
    const now = parts.wall.utcMs();
    const { windows, code } = windowsFrom(parts, now);
    const offered = cars.value.flatMap((car): WalkUpCar[] => {
      const { available, taken: _taken, cell, ...view } = car;
      const free = freeFor(car, windows, now);
      if (!available || cell === undefined || free.length === 0) return [];
      const { canCome, ready } = parts.lookAt(cell);
      if (!canCome) return [];
      const priceMinor = vehicles.value.find(({ carId }) => carId === car.carId)?.priceMinor;
      return [{ ...view, cell, level: levels.get(cell) ?? '', free, ...(priceMinor !== undefined && { priceMinor }), ...(ready !== undefined && { ready }) }];
    });
    return ok({ cars: offered, windows: [...windows], ...(code !== undefined && { code }), terms });
  };
}

/** What the tower offers to whoever stands in front of it. The rules judge the person, on the phone. */
export function createWalkUps(parts: WalkUpParts): WalkUps {
  const view = createView(parts);
  return {
    view,
    choose: async (carId, untilUtcMs) => {
      const offered = await view();
      if (!offered.ok) return offered;
      const { cars, code } = offered.value;
      if (code !== undefined) return refuse(code, 'No car may be collected now. Nothing was booked.');
      const fromUtcMs = parts.wall.utcMs();
      // The quarter of an hour may have passed since the choices were shown.
      const shown = [fromUtcMs, fromUtcMs - SHOWN_MS].flatMap((utcMs) => windowsFrom(parts, utcMs).windows);
      const window = shown.find((one) => one.untilUtcMs === untilUtcMs);
      if (window === undefined) return refuse('windowPast', 'This time has passed meanwhile. Nothing was booked. Please choose again.');
      const isFree = cars.find((car) => car.carId === carId)?.free.some((end) => end >= untilUtcMs) ?? false;
      return isFree ? ok({ fromUtcMs, ...window }) : refuse('carTaken', 'Somebody else has taken this car meanwhile. Nothing was booked. Please choose another car.');
    },
  };
}
