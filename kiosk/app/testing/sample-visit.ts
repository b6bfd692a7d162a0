import type { Recognition } from '../../../controller/api/contract/index.ts';
import { sampleCars, sampleCollection } from './sample-tower.ts';

/** Id of the return that the scripted controller accepts. */
export const SAMPLE_RETURN = 'r0ffee34-0001';

/** The customer of the sample collection, recognised. */
export const sampleRecognition: Recognition = (() => {
  const { available: _available, ...car } = sampleCars.find(({ carId }) => carId === sampleCollection.carId)!;
  return { ticket: 'ticket-1', errand: 'collect', bookingId: 'booking-1', maskedName: 'J. W.', language: 'en', car, cell: sampleCollection.fromCell, returnByUtcMs: Date.UTC(2026, 2, 17, 4), secondFactor: false };
})();
