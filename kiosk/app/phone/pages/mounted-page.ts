import type { ComponentType } from 'react';
import type { WordId } from '../../../../config/words/index.ts';
import type { BookingView, SiteView } from '../../../../controller/api/contract/index.ts';
import type { NewRequestId, PageClock } from '../../rim/rim.port.ts';
import type { TowerClient } from '../../tower-client/api-client.ts';
import type { PageId } from './page-id.ts';

/** What every mounted page is given. Words come by `useWords`. */
export interface MemberPageProps {
  /** Requests under the member's session. */
  readonly client: TowerClient;
  readonly site: SiteView;
  readonly clock: PageClock;
  readonly newRequestId: NewRequestId;
  readonly member: { readonly memberId: string };
  /** Leaves the page by the same way as the back button. */
  readonly onBack: () => void;
  /** Changes the language of the whole page. */
  readonly onLanguage: (language: 'zh' | 'en') => void;
  /** Wipes the session and leads to the landing. */
  readonly onSignOut: () => void;
}

/** What a page of one booking is given. */
export interface BookingPageProps extends MemberPageProps {
  readonly booking: BookingView;
  /** The tower has said something new of the booking. */
  readonly onChanged: (booking: BookingView) => void;
  /** Opens another page of the same booking. */
  readonly onOpen: (page: PageId) => void;
  /** Leads to another booking of the same member. */
  readonly onBooking: (booking: BookingView) => void;
  /** Opens the pass (P09). */
  readonly onPass: () => void;
  /** Begins a booking that takes the place of this one once its car is back (`afterBookingId`). */
  readonly onSwap: () => void;
}

/** A page of one booking, and when the booking's own place offers it. */
export interface BookingPage {
  readonly id: PageId;
  /** On the button that opens it. */
  readonly name: WordId;
  /** Whether the booking's place has a button for it now; a page without one is opened by other pages. */
  readonly isOffered: (booking: BookingView, nowUtcMs: number) => boolean;
  readonly Screen: ComponentType<BookingPageProps>;
}

/** A page of the member: my data, preferences. */
export interface MemberPage {
  readonly id: PageId;
  readonly name: WordId;
  readonly Screen: ComponentType<MemberPageProps>;
}
