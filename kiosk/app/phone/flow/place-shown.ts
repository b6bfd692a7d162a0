import type { SnapshotFrom } from 'xstate';
import type { PageId } from '../pages/page-id.ts';
import type { phoneMachine } from './phone.machine.ts';

/** Where the chart stands. */
export type PhoneSnapshot = SnapshotFrom<typeof phoneMachine>;
/** Id of the screen that is shown; `take` is what the code of the kiosk is about; `home` and `booking` are the member's own places between the pages. */
export type ScreenId = 'P00' | 'P01' | 'P02' | 'P03' | 'P04' | 'P05' | 'P06' | 'P07' | 'P08' | 'P09' | 'take' | 'home' | 'booking' | PageId;

/** Which screen a snapshot shows. */
export function screenOf(snapshot: PhoneSnapshot): ScreenId {
  const { context } = snapshot;
  if (snapshot.matches('taking')) return 'take';
  if (snapshot.matches('finding')) return 'P01';
  if (snapshot.matches('car')) return 'P02';
  if (snapshot.matches('signingIn')) return 'P03';
  if (snapshot.matches('eligibility')) return 'P04';
  if (snapshot.matches('choosingWay')) return 'P05';
  if (snapshot.matches('choosingWindow')) return 'P06';
  if (snapshot.matches('confirming') || snapshot.matches('paying') || snapshot.matches('paid')) return 'P07';
  if (snapshot.matches('confirmed')) return 'P08';
  if (snapshot.matches('pass') || snapshot.matches('keptPass')) return 'P09';
  if (snapshot.matches({ home: 'page' }) || snapshot.matches({ home: 'own' })) return context.page ?? 'home';
  if (snapshot.matches({ home: 'booking' })) return 'booking';
  return snapshot.matches('home') ? 'home' : 'P00';
}

/** Places from which nothing leads back. */
export const isRoot = (screen: ScreenId): boolean => screen === 'P00' || screen === 'home';
