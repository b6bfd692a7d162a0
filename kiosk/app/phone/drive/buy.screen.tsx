import { Link } from 'react-aria-components/Link';
import { useState } from 'react';
import type { PurchaseView } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { Facts, Step } from '../screens/step.tsx';
import { buyViewOf } from './flow/buy-view.ts';
import { AskTwice, OfflineNote, ofTower, shortReference } from './page-parts.tsx';
import { useDeed, useReading } from './use-tower-asks.ts';

const LOOK_MS = 4000;

/** The price of the car and of nothing else; what reserving means stands before the button. */
function Offer({ priceMinor, currency, isBusy, onReserve }: { readonly priceMinor: number; readonly currency: string; readonly isBusy: boolean; readonly onReserve: () => void }) {
  const { say, sayMoney } = useWords();
  return (
    <>
      <p className="price"><span className="muted">{say('buy.price')}</span> <strong>{sayMoney(priceMinor, currency)}</strong></p>
      <p>{say('buy.offerLine')}</p>
      <ActionButton kind="main" id="reserve" isDisabled={isBusy} onPress={onReserve}>{say(isBusy ? 'phone.sending' : 'buy.reserve')}</ActionButton>
    </>
  );
}

function PurchaseFacts({ purchase }: { readonly purchase: PurchaseView }) {
  const { say, sayTime, sayMoney } = useWords();
  const rows: (readonly [string, string])[] = [
    [say('buy.price'), sayMoney(purchase.priceMinor, purchase.currency)],
    ...(purchase.state === 'reserved' || purchase.state === 'handedOff' ? [[say('buy.locked'), sayTime(purchase.lockedUntilUtcMs)] as const] : []),
    [say('buy.vin'), purchase.vin],
    [say('buy.reference'), shortReference(purchase.purchaseId)],
  ];
  return <Facts rows={rows} />;
}

/** Who would rather speak with somebody is told how, at every point of it. */
function TalkToPerson({ reference }: { readonly reference: string }) {
  const { say } = useWords();
  return <details className="fold"><summary>{say('buy.person')}</summary><p>{say('buy.personLine', { reference })}</p></details>;
}

function UnderWay({ purchase, isBusy, onContract, onCancel }: {
  readonly purchase: PurchaseView;
  readonly isBusy: boolean;
  readonly onContract: () => void;
  readonly onCancel: () => void;
}) {
  const { say } = useWords();
  const { state, signUrl } = purchase;
  return (
    <>
      <PurchaseFacts purchase={purchase} />
      {state === 'reserved' && <p>{say('buy.contractLine')}</p>}
      {state === 'reserved' && <ActionButton kind="main" id="contract" isDisabled={isBusy} onPress={onContract}>{say(isBusy ? 'phone.sending' : 'buy.contract')}</ActionButton>}
      {signUrl !== undefined && <Link className="button main" href={signUrl} target="_blank" rel="noopener" data-action="sign">{say('buy.sign')}</Link>}
      {(state === 'reserved' || state === 'handedOff') && (
        <AskTwice id="no-buy" isBusy={isBusy} onYes={onCancel} words={{ open: 'buy.cancel', ask: 'buy.cancelAsk', yes: 'buy.cancelYes', no: 'buy.cancelNo' }} />
      )}
    </>
  );
}

/** The car of this drive, from its offer to the signed contract. The contract is the provider's; this page only shows where it is. */
export function BuyPage(props: BookingPageProps) {
  const { booking, client, clock } = props;
  const { say } = useWords();
  const [looksAgain, setLooksAgain] = useState(false);
  const catalogue = useReading(clock, () => client.catalogue());
  const purchases = useReading(clock, () => client.purchases(), LOOK_MS);
  const look = async <T,>(answer: Promise<T>): Promise<T> => {
    const heard = await answer;
    purchases.again();
    return heard;
  };
  const reserve = useDeed(props, (carId: string, requestId) => look(client.reserve({ carId, ...(booking.state === 'out' && { bookingId: booking.bookingId }) }, requestId)));
  const contract = useDeed(props, (purchaseId: string, requestId) => look(client.askContract(purchaseId, requestId)));
  const cancel = useDeed(props, (purchaseId: string, requestId) => look(client.cancelPurchase(purchaseId, requestId)));
  const view = buyViewOf(booking, { purchases: purchases.value, catalogue: catalogue.value, looksAgain });
  const refusal = reserve.refusal ?? contract.refusal ?? cancel.refusal ?? purchases.refusal;
  const title = view.kind === 'underWay' || view.kind === 'over' ? say(`purchase.${view.purchase.state}`) : say('buy.title');
  const reference = 'purchase' in view ? view.purchase.purchaseId : booking.bookingId;
  return (
    <Step title={title} refusal={ofTower(refusal)} {...(view.kind === 'noOffer' && { line: say('buy.noOffer') })}>
      <OfflineNote refusal={refusal} />
      {view.kind === 'offer' && <Offer {...view} isBusy={reserve.isBusy} onReserve={() => { reserve.ask(booking.carId); }} />}
      {view.kind === 'underWay' && (
        <UnderWay
          purchase={view.purchase} isBusy={contract.isBusy || cancel.isBusy}
          onContract={() => { contract.ask(view.purchase.purchaseId); }} onCancel={() => { cancel.ask(view.purchase.purchaseId); }}
        />
      )}
      {view.kind === 'over' && <ActionButton id="buy-again" onPress={() => { setLooksAgain(true); }}>{say('buy.again')}</ActionButton>}
      <TalkToPerson reference={shortReference(reference)} />
    </Step>
  );
}
