import { done } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { readCar } from '../reading.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

/** Whether the tower may take a car in: one that has been bought has left it for good. Errors: `carSold`. */
export async function judgeNotSold(parts: Pick<BookingParts, 'store'>, carId: string): Promise<Result<void, Refusal>> {
  const car = await readCar(parts, carId);
  if (!car.ok) return car;
  if (typeof car.value?.['soldUtcMs'] !== 'number') return done;
  return refuse('carSold', 'This car has been bought. It belongs to its buyer and need not come back to the tower. Nothing was begun.');
}
