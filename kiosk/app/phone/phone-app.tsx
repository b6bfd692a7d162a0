import { useMachine } from '@xstate/react';
import { I18nProvider } from 'react-aria-components';
import { useEffect, useMemo } from 'react';
import type { SiteView } from '../../../controller/api/contract/index.ts';
import type { NewRequestId, PageClock, PlaceHistory } from '../rim/rim.port.ts';
import type { TowerClient } from '../tower-client/api-client.ts';
import { WordsProvider } from '../words/words.tsx';
import { phoneMachine } from './flow/phone.machine.ts';
import type { PhoneInput } from './flow/phone-context.ts';
import { isRoot, screenOf } from './flow/place-shown.ts';
import type { PhoneSnapshot } from './flow/place-shown.ts';
import { shelfCar } from './flow/shelf.ts';
import { PreferredLook } from './me/preferred-look.tsx';
import type { PhoneActors } from './phone-actors.ts';
import { PhoneContext } from './phone-services.tsx';
import type { Keeping, PhoneServices } from './phone-services.tsx';
import { createBackButton } from './shell/back-button.ts';
import { CurrentScreen } from './shell/current-screen.tsx';
import { FootBar, TopBar } from './shell/bars.tsx';

/** The phone page. */
export function PhoneApp({ site, clock, client, newRequestId, actors, keeping, history, input }: {
  readonly site: SiteView;
  readonly clock: PageClock;
  readonly client: TowerClient;
  readonly newRequestId: NewRequestId;
  readonly actors: PhoneActors;
  readonly keeping: Keeping;
  readonly history: PlaceHistory;
  readonly input: PhoneInput;
}) {
  const machine = useMemo(() => phoneMachine.provide({ actors }), [actors]);
  const [snapshot, send, actor] = useMachine(machine, { clock, input });
  useEffect(() => {
    const button = createBackButton(history, () => { actor.send({ type: 'back' }); });
    const show = (shown: PhoneSnapshot): void => {
      button.shown(screenOf(shown), isRoot(screenOf(shown)));
    };
    show(actor.getSnapshot());
    const subscription = actor.subscribe(show);
    return () => {
      subscription.unsubscribe();
      button.close();
    };
  }, [actor, history]);
  const services = useMemo<PhoneServices>(() => {
    const { cars, catalogue, language } = snapshot.context;
    const carName = (carId: string): string => {
      const car = cars.find((each) => each.carId === carId);
      if (car === undefined) return carId;
      const { brand, model } = shelfCar(car, catalogue, language);
      return `${brand} ${model}`;
    };
    return { site, clock, client, newRequestId, keeping, snapshot, send, carName };
  }, [site, clock, client, newRequestId, keeping, snapshot, send]);
  const screen = screenOf(snapshot);
  const { language } = snapshot.context;
  return (
    <PhoneContext value={services}>
      <I18nProvider locale={language === 'zh' ? 'zh-CN' : 'en-GB'}>
        <WordsProvider language={language} timeZone={site.timezone}>
          <div className="phone" data-screen={screen}>
            {snapshot.context.isSignedIn && <PreferredLook client={client} clock={clock} />}
            <TopBar screen={screen} />
            <main key={screen} className="step"><CurrentScreen screen={screen} /></main>
            <FootBar screen={screen} />
          </div>
        </WordsProvider>
      </I18nProvider>
    </PhoneContext>
  );
}
