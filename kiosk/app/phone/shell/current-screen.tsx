import { bookingPages, memberPages } from '../pages/pages.ts';
import type { ScreenId } from '../flow/place-shown.ts';
import { usePhone } from '../phone-services.tsx';
import { BookingScreen } from '../screens/booking.screen.tsx';
import { BookingsScreen } from '../screens/bookings.screen.tsx';
import { CarScreen } from '../screens/car.screen.tsx';
import { ConfirmedScreen } from '../screens/confirmed.screen.tsx';
import { EligibilityScreen } from '../screens/eligibility.screen.tsx';
import { FaceScreen } from '../screens/face.screen.tsx';
import { FindingScreen } from '../screens/finding.screen.tsx';
import { KeptPassScreen } from '../screens/kept-pass.screen.tsx';
import { LandingScreen } from '../screens/landing.screen.tsx';
import { PassScreen } from '../screens/pass.screen.tsx';
import { PayingScreen } from '../screens/paying.screen.tsx';
import { PriceScreen } from '../screens/price.screen.tsx';
import { SignInScreen } from '../screens/sign-in.screen.tsx';
import { TakeScreen } from '../screens/take.screen.tsx';
import { WindowScreen } from '../screens/window.screen.tsx';

/** A page that is mounted in the shell, with what it is given. */
function MountedPage({ screen }: { readonly screen: ScreenId }) {
  const { client, site, clock, newRequestId, send, snapshot: { context: { member, booking } } } = usePhone();
  const shared = {
    client, site, clock, newRequestId, member,
    onBack: () => { send({ type: 'back' }); },
    onSignOut: () => { send({ type: 'signOut' }); },
    onLanguage: (language: 'zh' | 'en') => { send({ type: 'language.set', language }); },
  };
  const own = memberPages.find(({ id }) => id === screen);
  if (own !== undefined) return <own.Screen {...shared} />;
  const page = bookingPages.find(({ id }) => id === screen);
  if (page === undefined || booking === undefined) return <BookingsScreen />;
  return (
    <page.Screen
      {...shared} booking={booking}
      onChanged={(changed) => { send({ type: 'booking.changed', booking: changed }); }}
      onOpen={(next) => { send({ type: 'page.opened', page: next }); }}
      onBooking={(other) => { send({ type: 'booking.opened', booking: other }); }}
      onPass={() => { send({ type: 'next' }); }}
      onSwap={() => { send({ type: 'swap', afterBookingId: booking.bookingId }); }}
    />
  );
}

/** The screen that the chart stands at. */
export function CurrentScreen({ screen }: { readonly screen: ScreenId }) {
  const { snapshot } = usePhone();
  switch (screen) {
    case 'P00':
      return <LandingScreen />;
    case 'P01':
      return <FindingScreen />;
    case 'P02':
      return <CarScreen />;
    case 'P03':
      return <SignInScreen />;
    case 'P04':
      return <EligibilityScreen />;
    case 'P05':
      return <FaceScreen />;
    case 'P06':
      return <WindowScreen />;
    case 'P07':
      return snapshot.matches('paying') ? <PayingScreen /> : <PriceScreen />;
    case 'P08':
      return <ConfirmedScreen />;
    case 'P09':
      return snapshot.matches('keptPass') ? <KeptPassScreen /> : <PassScreen />;
    case 'take':
      return <TakeScreen />;
    case 'home':
      return <BookingsScreen />;
    case 'booking':
      return <BookingScreen />;
    default:
      return <MountedPage screen={screen} />;
  }
}
