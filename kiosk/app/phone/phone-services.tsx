import { createContext, useContext } from 'react';
import type { SiteView } from '../../../controller/api/contract/index.ts';
import type { NewRequestId, PageClock, SaveFile } from '../rim/rim.port.ts';
import type { TowerClient } from '../tower-client/api-client.ts';
import type { PassKeeper } from './flow/kept-pass.ts';
import type { PhoneEvent } from './flow/phone-context.ts';
import type { PhoneSnapshot } from './flow/place-shown.ts';

/** What leaves the page for the phone, and only when the member asks for it. */
export interface Keeping {
  readonly saveFile: SaveFile;
  readonly passes: PassKeeper;
}

/** What every screen may use. */
export interface PhoneServices {
  readonly site: SiteView;
  readonly clock: PageClock;
  readonly client: TowerClient;
  readonly newRequestId: NewRequestId;
  readonly keeping: Keeping;
  readonly snapshot: PhoneSnapshot;
  readonly send: (event: PhoneEvent) => void;
  /** Brand and model, as far as the page has seen the list; the tower's name for the car until then. */
  readonly carName: (carId: string) => string;
}

/** Carries the services to the screens. */
export const PhoneContext = createContext<PhoneServices | undefined>(undefined);

/** The services of the phone page. Throws outside of their provider, which is a mistake in the program. */
export function usePhone(): PhoneServices {
  const services = useContext(PhoneContext);
  if (services === undefined) throw new Error('usePhone is used outside its provider');
  return services;
}
