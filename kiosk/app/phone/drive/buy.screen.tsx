import { Link } from 'react-aria-components/Link';
import { useEffect, useState } from 'react';
import type { PurchaseView } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { Facts, RefusalLine, Step } from '../screens/step.tsx';
import { buyViewOf } from './flow/buy-view.ts';
import type { BuyView } from './flow/buy-view.ts';
import { AskTwice, OfflineNote, ofTower, shortReference, useFreshBooking } from './page-parts.tsx';
import { useDeed, useReading } from './use-tower-asks.ts';

const LOOK_MS = 4000;
/** While the contract is open on the page of the seller, who has signed wants to hear of it at once. */
const WATCH_MS = 1000;

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
      {signUrl !== undefined && <p className="told" role="status">{say('buy.waiting')}</p>}
      {(state === 'reserved' || state === 'handedOff') && (
        <AskTwice id="no-buy" isBusy={isBusy} onYes={onCancel} words={{ open: 'buy.cancel', ask: 'buy.cancelAsk', yes: 'buy.cancelYes', no: 'buy.cancelNo' }} />
      )}
    </>
  );
}

/** Looks where the contract is; the tower asks its maker each time. */
function ContractWatch({ purchase, client, clock, onNews }: Pick<BookingPageProps, 'client' | 'clock'> & { readonly purchase: PurchaseView; readonly onNews: () => void }) {
  const { value } = useReading(clock, () => client.purchase(purchase.purchaseId), WATCH_MS);
  useEffect(() => {
    if (value !== undefined && (value.state !== purchase.state || value.bookingId !== purchase.bookingId)) onNews();
    // Each answer is judged once.
  }, [value]);
  return null;
}

/** What becomes of the drive and its deposit, in the words of what is true of them. */
function DriveEnded({ booking }: Pick<BookingPageProps, 'booking'>) {
  const { say, sayMoney } = useWords();
  const deposit = booking.payments.findLast(({ kind }) => kind === 'deposit');
  if (booking.bought !== 'drive') return null;
  return (
    <>
      <p>{say('buy.driveEnded')}</p>
      {deposit !== undefined && deposit.state !== 'declined' && <p>{say('buy.depositBack', { amount: sayMoney(deposit.amountMinor, deposit.currency) })}</p>}
    </>
  );
}

/** It is bought: what becomes of the drive, and how its buyer gets it where it stands in the tower. */
function Bought({ view, props }: { readonly view: Extract<BuyView, { readonly kind: 'bought' }>; readonly props: BookingPageProps }) {
  const { client, booking, onBooking, onOpen } = props;
  const { say } = useWords();
  const open = useDeed(props, async (bookingId: string) => {
    const answer = await client.booking(bookingId);
    if (answer.ok) onBooking(answer.value);
    return answer;
  });
  return (
    <>
      <p role="status">{say(`buy.${view.car}`)}</p>
      {view.car === 'toFetch' && <p>{say('buy.fetchHow')}</p>}
      {view.car === 'toFetch' && <ActionButton kind="main" id="fetch" isDisabled={open.isBusy} onPress={() => { open.ask(view.fetchBookingId); }}>{say('buy.fetchOpen')}</ActionButton>}
      <RefusalLine refusal={ofTower(open.refusal)} />
      <OfflineNote refusal={open.refusal} />
      <DriveEnded booking={booking} />
      <PurchaseFacts purchase={view.purchase} />
      {booking.state !== 'booked' && <ActionButton id="receipt" onPress={() => { onOpen('P15'); }}>{say('receipt.open')}</ActionButton>}
    </>
  );
}

/** The car of this drive, from its offer to the signed contract. The contract is the provider's; this page only shows where it is. */
export function BuyPage(props: BookingPageProps) {
  const { booking, client, clock } = props;
  const { say } = useWords();
  useFreshBooking(props);
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
  const title = 'purchase' in view ? say(`purchase.${view.purchase.state}`) : say('buy.title');
  const watched = view.kind === 'underWay' && view.purchase.state === 'handedOff' || view.kind === 'bought' && view.car === 'settling' ? view.purchase : undefined;
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
      {watched !== undefined && <ContractWatch purchase={watched} client={client} clock={clock} onNews={purchases.again} />}
      {view.kind === 'bought' && <Bought view={view} props={props} />}
      {view.kind === 'over' && <ActionButton id="buy-again" onPress={() => { setLooksAgain(true); }}>{say('buy.again')}</ActionButton>}
      <TalkToPerson reference={shortReference(reference)} />
    </Step>
  );
}
