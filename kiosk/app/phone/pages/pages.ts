import { ArrivalPage } from '../drive/arrival.screen.tsx';
import { BringBackPage } from '../drive/bring-back.screen.tsx';
import { BuyPage } from '../drive/buy.screen.tsx';
import { ComingPage } from '../drive/coming.screen.tsx';
import { DrivePage } from '../drive/drive.screen.tsx';
import { ExtendPage } from '../drive/extend.screen.tsx';
import { PhotosPage } from '../drive/photos.screen.tsx';
import { ReceiptPage } from '../drive/receipt.screen.tsx';
import { SwapPage } from '../drive/swap.screen.tsx';
import { MyDataPage } from '../me/my-data.screen.tsx';
import { PreferencesPage } from '../me/preferences.screen.tsx';
import type { BookingPage, MemberPage } from './mounted-page.ts';

const never = (): boolean => false;

/** Pages of one booking, in the order in which its place offers them. */
export const bookingPages: readonly BookingPage[] = [
  { id: 'P10', name: 'arrival.open', isOffered: ({ state }) => state === 'booked', Screen: ComingPage },
  { id: 'P11', name: 'live.open', isOffered: ({ state }) => state === 'collecting', Screen: ArrivalPage },
  { id: 'P13', name: 'drive.open', isOffered: ({ state, bought }) => state === 'out' && bought === undefined, Screen: DrivePage },
  { id: 'P12', name: 'photos.open', isOffered: ({ state }) => state === 'collecting' || state === 'out' || state === 'closed', Screen: PhotosPage },
  { id: 'P14', name: 'bringBack.open', isOffered: ({ state, bought }) => state === 'out' && bought === undefined, Screen: BringBackPage },
  { id: 'P15', name: 'receipt.open', isOffered: ({ state }) => state !== 'booked', Screen: ReceiptPage },
  // Offered by the drive; a car that is back may still be bought by who drove it.
  { id: 'buy', name: 'drive.buy', isOffered: ({ state, bought }) => state === 'closed' && bought === undefined, Screen: BuyPage },
  { id: 'extend', name: 'drive.extend', isOffered: never, Screen: ExtendPage },
  { id: 'swap', name: 'drive.swap', isOffered: never, Screen: SwapPage },
];
/** Pages of the member, in the order of the bar at the foot. */
export const memberPages: readonly MemberPage[] = [
  { id: 'P16', name: 'me.open', Screen: MyDataPage },
  { id: 'P17', name: 'preferences.open', Screen: PreferencesPage },
];
