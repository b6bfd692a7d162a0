import { createContext, useContext, useEffect, useState } from 'react';
import type { CarView, SiteView } from '../../../controller/api/contract/index.ts';
import type { FrameLoop, GpuPort, PageClock } from '../rim/rim.port.ts';
import type { LiveStore } from '../tower-client/live-store.ts';
import type { SessionEvent } from './flow/session-context.ts';
import type { SoundRoom } from './sound/sound-room.ts';

/** What every screen may use. */
export interface Services {
  readonly site: SiteView;
  readonly cars: readonly CarView[];
  readonly live: LiveStore;
  readonly clock: PageClock;
  readonly frames: FrameLoop;
  /** Absent where the tower is drawn in lines only. */
  readonly gpu?: GpuPort;
  /** What is heard; without it the page is silent. */
  readonly sound?: SoundRoom;
  readonly send: (event: SessionEvent) => void;
}

/** Carries the services to the screens. */
export const ServicesContext = createContext<Services | undefined>(undefined);

/** The services of this page. Throws outside of their provider, which is a mistake in the program. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('useServices is used outside its provider');
  return services;
}

/** A number that rises by one every `periodMs`, for texts that take turns. */
export function useTurns(clock: PageClock, periodMs: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = clock.setTimeout(() => {
      setTurn(turn + 1);
    }, periodMs);
    return () => {
      clock.clearTimeout(timer);
    };
  }, [clock, periodMs, turn]);
  return turn;
}
