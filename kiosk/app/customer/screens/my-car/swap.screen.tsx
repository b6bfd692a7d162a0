import { Button } from 'react-aria-components/Button';
import type { SwapBooking, SwapOffer } from '../../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../../look/button.tsx';
import { useWords } from '../../../words/words.tsx';
import type { MyCarView } from '../../flow/my-car-view.ts';
import { CarPortrait } from '../../scene/car-portrait.tsx';
import { useServices } from '../../services.tsx';
import { RefusalLine, Screen } from '../screen.tsx';
import { Pager } from '../walk-up/pager.tsx';
import { usePages } from '../walk-up/use-pages.ts';
import { OwedLine } from './owed-line.tsx';
import { PhonePart } from './phone-part.tsx';

type View = Extract<MyCarView, { readonly screen: 'K53' }>;
const nameOf = ({ car }: Pick<SwapOffer, 'car'>): string => `${car.brand} ${car.model}`;

function List({ offers, codes, refusal }: Pick<View, 'offers' | 'codes' | 'refusal'>) {
  const { say } = useWords();
  const { send } = useServices();
  const pages = usePages(offers);
  if (offers.length === 0) {
    return (
      // Where the tower has not answered, nobody knows whether there is none.
      <Screen title={say('K53.title')} lines={refusal === undefined ? [say('K53.none')] : []} tone="warn">
        <RefusalLine refusal={refusal} />
        {codes.length > 0 && <ul className="not-now">{codes.map((code) => <li key={code} data-reason={code}><span className="refusal">{say(`problem.${code}`)}</span></li>)}</ul>}
        <ActionButton id="again" onPress={() => send({ type: 'look.again' })}>{say('K50.again')}</ActionButton>
      </Screen>
    );
  }
  return (
    <Screen title={say('K53.title')} lines={[say('K53.line')]}>
      <RefusalLine refusal={refusal} />
      <div className="car-wall" ref={pages.box}>
        {pages.shown.map((offer) => (
          <Button key={offer.car.carId} className="tile wall-car" data-action={`swap-${offer.car.carId}`} onPress={() => send({ type: 'swapCar.chosen', carId: offer.car.carId })}>
            <CarPortrait car={offer.car} label="" />
            <span className="tile-words">
              <span className="tile-name">{nameOf(offer)}</span>
              <span className="tile-hint tile-facts"><span>{say('K40.seatsAre', { seats: offer.car.seats })}</span><span>{say(`phone.cars.powertrain.${offer.car.powertrain}`)}</span></span>
            </span>
          </Button>
        ))}
      </div>
      <Pager pages={pages} />
    </Screen>
  );
}

function Confirm({ chosen, currency, isBooking, refusal }: { readonly chosen: SwapOffer; readonly isBooking: boolean } & Pick<View, 'currency' | 'refusal'>) {
  const { say, sayTime, sayClock, sayMoney } = useWords();
  const { send } = useServices();
  const { depositMinor, feeMinor, untilUtcMs, returnByUtcMs } = chosen;
  return (
    <Screen title={say('K53.confirmTitle', { car: nameOf(chosen) })} lines={[say('K53.collectBy', { time: sayClock(untilUtcMs), back: sayTime(returnByUtcMs) })]}>
      <ul className="costs">
        <li>{feeMinor === 0 ? say('K53.feeFree') : say('K53.fee', { price: sayMoney(feeMinor, currency) })}</li>
        <li>{depositMinor === 0 ? say('K53.noDeposit') : say('K53.deposit', { price: sayMoney(depositMinor, currency) })}</li>
      </ul>
      <RefusalLine refusal={refusal} />
      <p className="muted" role="status">{isBooking && say('K53.booking')}</p>
      <div className="pair">
        <ActionButton id="other-cars" isDisabled={isBooking} onPress={() => send({ type: 'back' })}>{say('way.back')}</ActionButton>
        <ActionButton kind="main" id="swap-now" isDisabled={isBooking} onPress={() => send({ type: 'swap.confirmed' })}>{say('K53.confirm')}</ActionButton>
      </div>
    </Screen>
  );
}

function Booked({ booked, mayPay, currency }: { readonly booked: SwapBooking } & Pick<View, 'mayPay' | 'currency'>) {
  const { say, sayTime, sayClock } = useWords();
  const { send } = useServices();
  const { owed, code, untilUtcMs, returnByUtcMs } = booked;
  const mustPay = owed.state === 'atPhone' || owed.state === 'declined';
  return (
    <Screen key="booked" title={say('K53.doneTitle', { car: nameOf(booked) })} lines={[say('K53.collectBy', { time: sayClock(untilUtcMs), back: sayTime(returnByUtcMs) })]} tone="good">
      <ol className="costs">
        {mustPay && <li>{say('K53.step.pay')}</li>}
        <li>{say('K53.step.bring')}</li>
        <li>{say('K53.step.code')} <strong className="code-shown" data-secret>{code}</strong></li>
      </ol>
      {mustPay && <OwedLine owed={owed} currency={currency} />}
      <div className="pair">
        {mustPay && mayPay && <ActionButton kind="main" id="pay" onPress={() => send({ type: 'pay.chosen' })}>{say('K51.pay')}</ActionButton>}
        <ActionButton kind={mustPay ? 'side' : 'main'} id="bring-back" onPress={() => send({ type: 'bringBack.chosen' })}>{say('K53.return')}</ActionButton>
      </div>
    </Screen>
  );
}

/** K53. Only cars that the rules allow this member; the press books one, and it is fetched once the present car is back. */
export function SwapScreen({ stage, offers, codes, chosen, booked, mayPay, currency, phone, refusal }: View) {
  const { say } = useWords();
  if (phone !== undefined) return <PhonePart phone={phone} />;
  if (stage === 'done' && booked !== undefined) return <Booked booked={booked} mayPay={mayPay} currency={currency} />;
  if ((stage === 'confirming' || stage === 'booking') && chosen !== undefined) return <Confirm chosen={chosen} currency={currency} isBooking={stage === 'booking'} refusal={refusal} />;
  if (stage === 'asking') return <Screen key="asking" title={say('K53.title')}><p role="status">{say('K53.asking')}</p><RefusalLine refusal={refusal} /></Screen>;
  return <List key="list" offers={offers} codes={codes} refusal={refusal} />;
}
