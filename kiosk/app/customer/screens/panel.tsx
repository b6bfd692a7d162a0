import type { CustomerView } from '../flow/customer-view.ts';
import { EmergencyScreen, HelpScreen } from './help.screen.tsx';
import { StaffCallScreen } from './staff-call.screen.tsx';
import { ArrivedScreen, DriveOutScreen, GoodbyeScreen } from './arrived.screen.tsx';
import { AttractScreen } from './attract.screen.tsx';
import { CodeScreen } from './code.screen.tsx';
import { ComingScreen, InLineScreen } from './coming.screen.tsx';
import { CaptureScreen, ConsentScreen, GetReadyScreen, PassScreen } from './face.screen.tsx';
import { ConfirmScreen, FoundScreen } from './found.screen.tsx';
import { NotNowScreen } from './not-now.screen.tsx';
import { DriveInScreen, PreparingScreen } from './drive-in.screen.tsx';
import { BackendLostScreen, ClosedHoursScreen, DegradedScreen, HalfServiceScreen } from './half-service.screen.tsx';
import { EveryoneOutScreen, MakeSafeScreen } from './make-safe.screen.tsx';
import { ClosedScreen, EmergencyStopScreen, HeldScreen, LeaveScreen, MaintenanceScreen, RecoveringScreen, StoppedScreen, UnheardScreen } from './out-of-service.screen.tsx';
import { PausedScreen } from './paused.screen.tsx';
import { StalledScreen } from './stalled.screen.tsx';
import { OutAgainScreen, TakenInScreen } from './taken-in.screen.tsx';
import { BuyScreen } from './my-car/buy.screen.tsx';
import { ExtendScreen } from './my-car/extend.screen.tsx';
import { ConditionScreen, HandOverScreen } from './my-car/hand-over.screen.tsx';
import { MyCarScreen } from './my-car/my-car.screen.tsx';
import { ReceiptScreen } from './my-car/receipt.screen.tsx';
import { SwapScreen } from './my-car/swap.screen.tsx';
import { OtherWaysScreen, StartScreen, WaysScreen } from './ways.screen.tsx';
import { AgreedScreen } from './walk-up/agreed.screen.tsx';
import { HandOffScreen } from './walk-up/hand-off.screen.tsx';
import { HowLongScreen, OneCarScreen } from './walk-up/one-car.screen.tsx';
import { WallScreen } from './walk-up/wall.screen.tsx';
import { NotTakenScreen, WelcomeBackScreen } from './welcome-back.screen.tsx';

/** The screens of a collection, and those before anybody is known. */
type CollectScreen = 'K01' | 'K02' | 'K10' | 'K11' | 'K12' | 'K13' | 'K14' | 'K15' | 'K16' | 'K17' | 'K18' | 'K19' | 'K20' | 'K21' | 'K22' | 'K23' | 'K24' | 'K25' | 'K26' | 'K27';

/** The words and actions of a view. */
export function Panel({ view }: { readonly view: CustomerView }) {
  switch (view.screen) {
    case 'K01':
      return <AttractScreen {...view} />;
    case 'K02':
      return <StartScreen {...view} />;
    case 'K10':
      return <WaysScreen {...view} />;
    case 'K11':
      return <ConsentScreen />;
    case 'K12':
      return <GetReadyScreen {...view} />;
    case 'K13':
      return <CaptureScreen {...view} />;
    case 'K14':
      return <OtherWaysScreen {...view} />;
    case 'K15':
      return <PassScreen {...view} />;
    case 'K16':
      return <CodeScreen {...view} />;
    case 'K17':
      return <FoundScreen {...view} />;
    case 'K18':
      return <NotNowScreen {...view} />;
    case 'K19':
      return <ConfirmScreen {...view} />;
    case 'K20':
      return <InLineScreen {...view} />;
    case 'K21':
      return <ComingScreen {...view} />;
    case 'K22':
      return <PausedScreen {...view} />;
    case 'K23':
      return <StalledScreen {...view} />;
    case 'K24':
      return <ArrivedScreen {...view} />;
    case 'K25':
      return <HandOverScreen {...view} />;
    case 'K26':
      return <DriveOutScreen {...view} />;
    case 'K27':
      return <GoodbyeScreen {...view} />;
    default:
      return <LaterPanel view={view} />;
  }
}

/** The other journeys, and what the tower does not offer now. */
function LaterPanel({ view }: { readonly view: Exclude<CustomerView, { readonly screen: CollectScreen }> }) {
  switch (view.screen) {
    case 'K30':
      return <WelcomeBackScreen {...view} />;
    case 'K31':
      return <DriveInScreen {...view} />;
    case 'K32':
      return <MakeSafeScreen {...view} />;
    case 'K33':
      return <EveryoneOutScreen {...view} />;
    case 'K34':
      return <ConditionScreen {...view} />;
    case 'K35':
      return <TakenInScreen {...view} />;
    case 'K36':
      return <ReceiptScreen {...view} />;
    case 'K37':
      return <NotTakenScreen {...view} />;
    case 'K38':
      return <PreparingScreen {...view} />;
    case 'K39':
      return <OutAgainScreen {...view} />;
    case 'K50':
      return <MyCarScreen {...view} />;
    case 'K51':
      return <ExtendScreen {...view} />;
    case 'K52':
      return <BuyScreen {...view} />;
    case 'K53':
      return <SwapScreen {...view} />;
    case 'K40':
      return <WallScreen {...view} />;
    case 'K41':
      return <OneCarScreen {...view} />;
    case 'K42':
      return <HowLongScreen {...view} />;
    case 'K43':
      return <HandOffScreen {...view} />;
    case 'K44':
      return <AgreedScreen {...view} />;
    case 'K70':
      return <ClosedHoursScreen {...view} />;
    case 'K71':
      return <HalfServiceScreen {...view} />;
    case 'K72':
      return <BackendLostScreen {...view} />;
    case 'K73':
      return <HeldScreen {...view} />;
    case 'K74':
      return <EmergencyStopScreen {...view} />;
    case 'K75':
      return <LeaveScreen {...view} />;
    case 'K76':
      return <MaintenanceScreen {...view} />;
    case 'K77':
      return <DegradedScreen {...view} />;
    case 'K78':
      return <UnheardScreen {...view} />;
    case 'K79':
      return <StoppedScreen {...view} />;
    case 'K60':
      return <HelpScreen {...view} />;
    case 'K61':
      return <StaffCallScreen {...view} />;
    case 'K62':
      return <EmergencyScreen {...view} />;
    case 'K81':
      return <ClosedScreen />;
    case 'K82':
      return <RecoveringScreen {...view} />;
  }
}
