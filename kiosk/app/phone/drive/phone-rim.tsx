import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Preferences } from '../../../../controller/api/contract/index.ts';
import type { DownloadPort, FrameLoop, PageShown } from '../../rim/rim.port.ts';
import type { LiveStore } from '../../tower-client/live-store.ts';
import type { PhotoQueue, QueuedPhoto } from './flow/photo-queue.ts';

/** What the pages of the drive and of the member need of the phone beside clock and client. */
export interface PhoneRim {
  /** Opens the live channel; whoever opens it closes it. */
  readonly openLive: () => LiveStore;
  readonly frames: FrameLoop;
  readonly shown: PageShown;
  readonly download: DownloadPort;
  readonly photos: PhotoQueue;
  /** Puts a look on this page. */
  readonly show: (look: Pick<Preferences, 'textSize' | 'contrast' | 'reducedMotion'>) => void;
}

/** Carries the phone's rim to the pages. */
export const PhoneRimContext = createContext<PhoneRim | undefined>(undefined);

/** The rim of this phone. Throws outside of its provider, which is a mistake in the program. */
export function usePhoneRim(): PhoneRim {
  const rim = useContext(PhoneRimContext);
  if (rim === undefined) throw new Error('usePhoneRim is used outside its provider');
  return rim;
}

/** Photos on their way. */
export function usePhotoQueue(): readonly QueuedPhoto[] {
  const { photos } = usePhoneRim();
  return useSyncExternalStore(photos.subscribe, photos.read);
}
