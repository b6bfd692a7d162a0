import { Button } from 'react-aria-components/Button';
import { useState } from 'react';
import type { ExtensionOffer } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { Step } from '../screens/step.tsx';
import { StillOwed } from './owed.tsx';
import { OfflineNote, ofTower, thenBooking, useFreshBooking } from './page-parts.tsx';
import { useDeed, useReading } from './use-tower-asks.ts';

function Offer({ offer, currency, isChosen, onChoose }: { readonly offer: ExtensionOffer; readonly currency: string; readonly isChosen: boolean; readonly onChoose: () => void }) {
  const { say, sayTime, sayMoney } = useWords();
  const { days, returnByUtcMs, feeMinor, possible, code } = offer;
  return (
    <Button className="offer" data-action={`offer-${String(days)}`} aria-pressed={isChosen} isDisabled={!possible} onPress={onChoose}>
      <span className="offer-name">{say('extend.days', { days })}</span>
      <span>{feeMinor === 0 ? say('extend.free') : sayMoney(feeMinor, currency)}</span>
      <span className="muted">{say('extend.until', { time: sayTime(returnByUtcMs) })}</span>
      {!possible && code !== undefined && <span className="why-not">{say(`problem.${code}`)}</span>}
    </Button>
  );
}

/** One offer a day; what is not possible says why. Nothing is longer before it is pressed. */
export function ExtendPage(props: BookingPageProps) {
  const { booking, client, clock, onBack } = props;
  const { say, sayTime, sayMoney } = useWords();
  const [chosen, setChosen] = useState<number>();
  const { again } = useFreshBooking(props);
  const offers = useReading(clock, () => client.extensions(booking.bookingId));
  const extend = useDeed(props, async (days: number, requestId) => {
    const answer = await thenBooking(props, booking.bookingId, client.extend(booking.bookingId, days, requestId));
    // The offers have changed with it, and after a refusal they may have as well.
    offers.again();
    return answer;
  });
  if (extend.isDone) {
    return (
      <Step title={say('extend.done')} line={say('extend.doneLine', { time: sayTime(booking.returnByUtcMs) })}>
        <StillOwed {...props} payments={booking.payments} onAsked={again} />
        <ActionButton kind="main" id="extended" onPress={onBack}>{say('photos.done')}</ActionButton>
      </Step>
    );
  }
  const { currency, offers: list = [] } = offers.value ?? { currency: booking.terms.currency };
  const offer = list.find(({ days, possible }) => days === chosen && possible);
  return (
    <Step title={say('extend.title')} line={say(offers.value !== undefined && list.length === 0 ? 'extend.none' : 'extend.line')} refusal={ofTower(extend.refusal ?? offers.refusal)}>
      <OfflineNote refusal={extend.refusal ?? offers.refusal} />
      <div className="stack">
        {list.map((each) => <Offer key={each.days} offer={each} currency={currency} isChosen={each.days === chosen} onChoose={() => { setChosen(each.days); }} />)}
      </div>
      {offer !== undefined && (
        <ActionButton kind="main" id="extend-go" isDisabled={extend.isBusy} onPress={() => { extend.ask(offer.days); }}>
          {extend.isBusy ? say('phone.sending') : offer.feeMinor === 0 ? say('extend.takeFree', { days: offer.days }) : say('extend.take', { days: offer.days, fee: sayMoney(offer.feeMinor, currency) })}
        </ActionButton>
      )}
    </Step>
  );
}
