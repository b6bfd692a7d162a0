import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { CustomerView } from '../flow/customer-view.ts';
import type { StalledView } from '../flow/stalled-view.ts';
import { useServices } from '../services.tsx';
import { Icon } from './icons.tsx';
import { carWords, stillnessWords } from './place-words.ts';
import { Reference, RefusalLine, Screen } from './screen.tsx';

type K23 = Extract<CustomerView, { readonly screen: 'K23' }>;

function CallStaff() {
  const { say } = useWords();
  const { send } = useServices();
  return <ActionButton id="call-staff" onPress={() => send({ type: 'staff.called', screen: 'K23' })}><Icon name="bell" />{say('help.callStaff')}</ActionButton>;
}

function Close() {
  const { say } = useWords();
  const { send } = useServices();
  return <ActionButton id="close" onPress={() => send({ type: 'session.end' })}>{say('K23.close')}</ActionButton>;
}

/** The last question before a booking is cancelled, with what is given back. */
function Sure({ choices, step }: StalledView) {
  const { say, sayMoney } = useWords();
  const { send } = useServices();
  const { givesBackMinor = 0, currency = '' } = choices ?? {};
  const isCancelling = step === 'cancelling';
  return (
    <Screen title={say('K23.sure')} tone="warn" lines={[say('K23.sureLine'), ...(givesBackMinor > 0 ? [say('K23.givesBack', { amount: sayMoney(givesBackMinor, currency) })] : [])]}>
      <div className="pair">
        <ActionButton id="cancel-no" isDisabled={isCancelling} onPress={() => send({ type: 'back' })}>{say('K23.keep')}</ActionButton>
        <ActionButton kind="main" id="cancel-yes" isDisabled={isCancelling} onPress={() => send({ type: 'cancel.confirmed' })}>{say(isCancelling ? 'K23.cancelling' : 'K23.cancelYes')}</ActionButton>
      </div>
    </Screen>
  );
}

/** Where else there is a tower. Nothing says that a car is free there, and nothing is booked. */
function Towers() {
  const { say, language } = useWords();
  const { send, site } = useServices();
  return (
    <Screen title={say('K23.towersTitle')} lines={[say('K23.towersLine')]}>
      <ul className="other-towers">
        {site.help.otherTowers.map(({ name, address, distanceKm }) => (
          <li key={name.en}><strong>{say('K23.tower', { name: name[language], km: distanceKm })}</strong><span>{address[language]}</span></li>
        ))}
      </ul>
      <ActionButton id="towers-back" onPress={() => send({ type: 'back' })}>{say('way.back')}</ActionButton>
    </Screen>
  );
}

/** What has been done about it: cancelled, or a ride home. */
function Done({ choices, voucher }: StalledView) {
  const { say, sayMoney, sayTogether } = useWords();
  return (
    <>
      {choices?.cancellation === 'done' && (
        <p role="status">{sayTogether(say('K23.done'), choices.givesBackMinor > 0 && say('K23.givenBack', { amount: sayMoney(choices.givesBackMinor, choices.currency) }))}</p>
      )}
      {voucher !== undefined && (
        <div className="voucher" role="status">
          <strong className="number" data-secret>{voucher.code}</strong>
          <p>{say('K23.voucher', { amount: sayMoney(voucher.upToMinor, voucher.currency) })}</p>
        </div>
      )}
    </>
  );
}

function Offers({ step, choices, isTheirs, voucher }: StalledView) {
  const { say, sayMoney } = useWords();
  const { send, site } = useServices();
  const { cancellation, taxiUpToMinor, givesBackMinor = 0, currency = '' } = choices ?? {};
  return (
    <div className="offers">
      {isTheirs && cancellation === 'yes' && (
        <ActionButton id="cancel" onPress={() => send({ type: 'cancel.chosen' })}>
          {givesBackMinor > 0 ? say('K23.cancelFor', { amount: sayMoney(givesBackMinor, currency) }) : say('K23.cancel')}
        </ActionButton>
      )}
      {isTheirs && taxiUpToMinor !== undefined && voucher === undefined && (
        <ActionButton id="taxi" isDisabled={step === 'giving'} onPress={() => send({ type: 'voucher.chosen' })}>{say('K23.taxi', { amount: sayMoney(taxiUpToMinor, currency) })}</ActionButton>
      )}
      {cancellation === 'done' && <ActionButton id="other-car" onPress={() => send({ type: 'otherCar.chosen' })}>{say('K23.otherCar')}</ActionButton>}
      {site.help.otherTowers.length > 0 && <ActionButton id="towers" onPress={() => send({ type: 'towers.chosen' })}>{say('K23.towers')}</ActionButton>}
      <CallStaff />
    </div>
  );
}

/** What cannot be done here, and where it can. */
function notHere({ choices, isTheirs }: StalledView): 'K23.notHere' | 'K23.onPhone' | undefined {
  if (!isTheirs) return 'K23.onPhone';
  return choices?.cancellation === 'no' ? 'K23.notHere' : undefined;
}

function Choosing({ isCancelled, reference, stalled }: K23 & { readonly stalled: StalledView }) {
  const { say, sayTogether } = useWords();
  const { stillness, carAt } = stalled;
  const isDone = stalled.choices?.cancellation === 'done';
  const hindrance = notHere(stalled);
  const what = isDone ? [] : [say(isCancelled ? 'K23.lineCancelled' : 'K23.line')];
  return (
    <Screen title={say(isDone ? 'K23.titleDone' : isCancelled ? 'K23.titleCancelled' : 'K23.title')} tone={isDone ? 'calm' : 'warn'} lines={what}>
      {!isDone && <p>{sayTogether(stillnessWords(say, stillness, 'K22.stopping'), carWords(say, carAt), say('K23.stayOut'))}</p>}
      <Done {...stalled} />
      <RefusalLine refusal={stalled.refusal} />
      {!isDone && <p className="muted">{sayTogether(say('K23.wait'), hindrance !== undefined && say(hindrance))}</p>}
      <Offers {...stalled} />
      <Close />
      <Reference reference={reference} />
    </Screen>
  );
}

/** K23. The car goes no further by itself: what is safe, and what the tower really offers instead of waiting. */
export function StalledScreen(view: K23) {
  const { say } = useWords();
  const { stalled, reference } = view;
  if (stalled === undefined) {
    return (
      <Screen title={say('K23.title')} tone="warn" lines={[say('K23.lineBack'), say('K23.nextBack')]}>
        <CallStaff />
        <Close />
        <Reference reference={reference} />
      </Screen>
    );
  }
  switch (stalled.step) {
    case 'sure': case 'cancelling':
      return <Sure {...stalled} />;
    case 'towers':
      return <Towers />;
    case 'choosing': case 'giving':
      return <Choosing {...view} stalled={stalled} />;
  }
}
