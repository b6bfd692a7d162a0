import { createContext, useContext } from 'react';
import type { SiteView } from '../../../controller/api/contract/index.ts';
import type { PageClock } from '../rim/rim.port.ts';
import type { BookingEvent } from './flow/booking.machine.ts';

/** What every step may use. */
export interface PhoneServices {
  readonly site: SiteView;
  readonly clock: PageClock;
  readonly send: (event: BookingEvent) => void;
}

/** Carries the services to the steps. */
export const PhoneContext = createContext<PhoneServices | undefined>(undefined);

/** The services of the booking page. Throws outside of their provider, which is a mistake in the program. */
export function usePhone(): PhoneServices {
  const services = useContext(PhoneContext);
  if (services === undefined) throw new Error('usePhone is used outside its provider');
  return services;
}
