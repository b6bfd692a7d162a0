import { createContext, useContext } from 'react';
import type { SiteView } from '../../../controller/api/contract/index.ts';
import type { PageClock } from '../rim/rim.port.ts';
import type { LiveStore } from '../tower-client/live-store.ts';
import type { BenchClient } from './bench-client.ts';
import type { HoldEvent } from './flow/hold.machine.ts';
import type { BenchEvent } from './flow/maintenance.machine.ts';

/** What every part of the page may use. */
export interface BenchServices {
  readonly site: SiteView;
  readonly live: LiveStore;
  readonly clock: PageClock;
  readonly exportHistory: BenchClient['exportHistory'];
  readonly send: (event: BenchEvent) => void;
  readonly sendHold: (event: HoldEvent) => void;
}

/** Carries the services to the pages. */
export const BenchContext = createContext<BenchServices | undefined>(undefined);

/** The services of the page. Throws outside of their provider, which is a mistake in the program. */
export function useBench(): BenchServices {
  const services = useContext(BenchContext);
  if (services === undefined) throw new Error('useBench is used outside its provider');
  return services;
}

/** Which kinds of deeds are under way, so that no second one of the kind is asked for. */
export const BusyContext = createContext<{ readonly quick: boolean; readonly long: boolean }>({ quick: false, long: false });
