import { useEffect, useState } from 'react';
import type { TowerSnapshot } from '../../../controller/api/contract/index.ts';
import { useLive } from '../tower-client/use-live.ts';
import { useBench } from './bench-services.tsx';
import { useBenchWords } from './bench-words.tsx';
import { adviceOf } from './flow/advice.ts';
import type { BenchSnapshot } from './flow/maintenance.machine.ts';
import { holdReadiness } from './flow/hold-readiness.ts';
import type { HoldView } from './flow/hold-view.ts';
import { AxesTable } from './mimic/axes-table.tsx';
import { Mimic } from './mimic/mimic.tsx';
import { AlarmBoardPart, AlarmsScreen } from './screens/alarms.screen.tsx';
import { AskScreen } from './screens/ask.screen.tsx';
import { IoScreen } from './screens/io.screen.tsx';
import { MoveScreen } from './screens/move.screen.tsx';
import { AdviceList, NowScreen } from './screens/now.screen.tsx';
import { OrdersScreen } from './screens/orders.screen.tsx';
import { RecoveryScreen } from './screens/recovery.screen.tsx';
import { SignInScreen } from './screens/sign-in.screen.tsx';
import { StockScreen } from './screens/stock.screen.tsx';
import { WhyScreen } from './screens/why.screen.tsx';
import { Outcomes } from './top/outcomes.tsx';
import { StaffCalls } from './top/staff-calls.tsx';
import { Tabs } from './top/tabs.tsx';
import { TopBar } from './top/top-bar.tsx';

/** How often the age of the picture is told anew. */
const AGE_EVERY_MS = 500;

/** Seconds since the controller was heard. */
function useAgeS(): number {
  const { clock, live } = useBench();
  const [ageS, setAgeS] = useState(0);
  useEffect(() => {
    let timer: unknown;
    const look = (): void => {
      setAgeS((clock.nowMs() - live.read().heardAtMs) / 1000);
      timer = clock.setTimeout(look, AGE_EVERY_MS);
    };
    look();
    return () => { clock.clearTimeout(timer); };
  }, [clock, live]);
  return ageS;
}

interface Shown {
  readonly snapshot: BenchSnapshot;
  readonly hold: HoldView;
  readonly tower: TowerSnapshot;
  readonly link: 'connecting' | 'live' | 'lost';
}

/** The page behind the chosen tab. */
function CurrentView({ snapshot, hold, tower, link }: Shown) {
  const { view, motion, readings, filter, long, quick } = snapshot.context;
  const isBusy = long !== undefined || quick !== undefined;
  switch (view) {
    case 'now':
      return <NowScreen tower={tower} advice={adviceOf({ link, tower, recovery: readings.recovery.value })} />;
    case 'recovery':
      return <RecoveryScreen reading={readings.recovery} isBusy={isBusy} orders={tower.orders} />;
    case 'move':
      return <MoveScreen motion={motion} readings={readings} tower={tower} readiness={holdReadiness(tower, link, hold.leaseId)} hold={hold} isBusy={isBusy} io={readings.io.value} />;
    case 'why':
      return <WhyScreen motion={motion} why={readings.why} io={readings.io.value} nowMs={tower.atMs} />;
    case 'alarms':
      return <AlarmsScreen board={tower.alarms} reading={readings.history} filter={filter} />;
    case 'stock':
      return <StockScreen tower={tower} reading={readings.recovery} />;
    case 'orders':
      return <OrdersScreen tower={tower} />;
    case 'io':
      return <IoScreen reading={readings.io} tower={tower} />;
  }
}

function SignedIn(shown: Shown) {
  const { snapshot } = shown;
  const { proposal, view } = snapshot.context;
  return (
    <>
      <Tabs view={view} tower={shown.tower} recovery={snapshot.context.readings.recovery.value} />
      <Outcomes context={snapshot.context} />
      {proposal !== undefined ? <AskScreen deed={proposal.deed} mustSign={proposal.mustSign} /> : <div key={view} data-view={view}><CurrentView {...shown} /></div>}
    </>
  );
}

function SignedOut({ snapshot, tower, link }: Shown) {
  return (
    <>
      <SignInScreen refusal={snapshot.context.signInRefusal} isSending={snapshot.matches({ signedOut: 'asking' })} />
      <AdviceList advice={adviceOf({ link, tower, recovery: undefined })} canAct={false} />
      <AlarmBoardPart board={tower.alarms} canAct={false} />
    </>
  );
}

/** What stays while pages change: the bar with the stop, the drawing, the axes. */
export function BenchFrame({ snapshot, hold }: Pick<Shown, 'snapshot' | 'hold'>) {
  const { say } = useBenchWords();
  const { site, live } = useBench();
  const { link, tower } = useLive(live);
  const ageS = useAgeS();
  const isSignedIn = snapshot.matches('signedIn');
  const isOld = link !== 'live';
  if (tower === undefined) return <main className="bench waiting"><h1>{say('bench.title')}</h1><p role="status">{say('bench.connecting')}</p></main>;
  const shown = { snapshot, hold, tower, link };
  return (
    <div className={`bench ${tower.mode}`} data-mode={tower.mode} data-link={link}>
      <TopBar tower={tower} link={link} snapshot={snapshot} />
      <div className="bench-body">
        <aside className="bench-tower" aria-label={say('bench.mimic.title')}>
          <Mimic site={site} tower={tower} isOld={isOld} />
          <AxesTable site={site} tower={tower} isOld={isOld} ageS={ageS} io={snapshot.context.readings.io.value} />
        </aside>
        <main className="bench-page"><StaffCalls calls={tower.staffCalls} canAct={isSignedIn} />{isSignedIn ? <SignedIn {...shown} /> : <SignedOut {...shown} />}</main>
      </div>
    </div>
  );
}
