import { useEffect } from 'react';
import type { PageClock } from '../../rim/rim.port.ts';
import type { TowerClient } from '../../tower-client/api-client.ts';
import { usePhoneRim } from '../drive/phone-rim.tsx';
import { useReading } from '../drive/use-tower-asks.ts';
import { usualPreferences } from './usual-preferences.ts';

/** Puts the member's look on the page as long as the member is signed in, and takes it back afterwards. Draws nothing. */
export function PreferredLook({ client, clock }: { readonly client: TowerClient; readonly clock: PageClock }) {
  const { show } = usePhoneRim();
  const preferences = useReading(clock, () => client.me()).value?.preferences;
  useEffect(() => {
    if (preferences !== undefined) show(preferences);
  }, [preferences, show]);
  useEffect(() => () => { show(usualPreferences); }, [show]);
  return null;
}
