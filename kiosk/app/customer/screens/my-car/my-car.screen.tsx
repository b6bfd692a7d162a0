import type { MyCar } from '../../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../../look/button.tsx';
import { useWords } from '../../../words/words.tsx';
import type { MyCarView } from '../../flow/my-car-view.ts';
import { useServices } from '../../services.tsx';
import { CarCard } from '../car-card.tsx';
import { RefusalLine, Screen } from '../screen.tsx';
import { Tile } from '../tile.tsx';

const MINUTE_MS = 60_000;
const MINUTES_AN_HOUR = 60;
const HOURS_A_DAY = 24;

/** Until the car is due, by the tower's clock; or since when it is late. */
function TimeLeft({ own }: { readonly own: MyCar }) {
  const { say, sayTime, sayMoney } = useWords();
  const { late, returnByUtcMs, nowUtcMs, currency } = own;
  if (late !== undefined) {
    const time = sayTime(late.sinceUtcMs);
    return <p className="late">{late.feeMinor === 0 ? say('K50.lateFree', { time }) : say('K50.late', { time, fee: sayMoney(late.feeMinor, currency) })}</p>;
  }
  const minutes = Math.max(0, Math.floor((returnByUtcMs - nowUtcMs) / MINUTE_MS));
  const hours = Math.floor(minutes / MINUTES_AN_HOUR);
  const left = hours === 0 ? say('K50.leftMinutes', { minutes }) : say('K50.left', { days: Math.floor(hours / HOURS_A_DAY), hours: hours % HOURS_A_DAY });
  return <p className="time-left"><strong>{left}</strong> <span>{say('K50.back', { time: sayTime(returnByUtcMs) })}</span></p>;
}

/** Extend, buy, swap, return: each says what it would be; one that is not possible says why behind it. */
function Choices({ own }: { readonly own: MyCar }) {
  const { say, sayMoney } = useWords();
  const { send } = useServices();
  const { extensions, purchase, swap, currency } = own;
  const first = extensions.offers.find(({ possible }) => possible);
  const mayBuy = purchase.own !== undefined || (purchase.code === undefined && purchase.priceMinor !== undefined);
  return (
    <div className="tiles my-car-tiles">
      <Tile icon="again" id="extend" name={say('K50.extend')} hint={first === undefined ? say('K50.extendNot') : say('K50.extendHint', { price: sayMoney(first.feeMinor, currency), days: first.days })} onPress={() => send({ type: 'extend.chosen' })} />
      <Tile icon="card" id="buy" name={say('K50.buy')} hint={mayBuy ? say('K50.buyHint', { price: sayMoney(purchase.own?.priceMinor ?? purchase.priceMinor ?? 0, currency) }) : say('K50.buyNot')} onPress={() => send({ type: 'buy.chosen' })} />
      <Tile icon="car" id="swap" name={say('K50.swap')} hint={swap === undefined ? say('K50.swapHint') : say('K50.swapBooked', { car: `${swap.car.brand} ${swap.car.model}` })} onPress={() => send({ type: 'swap.chosen' })} />
      <Tile icon="carBack" id="bring-back" name={say('K50.return')} hint={say('K50.returnHint')} onPress={() => send({ type: 'bringBack.chosen' })} />
    </div>
  );
}

/** K50. */
export function MyCarScreen({ recognition, own, isAsking, refusal }: Extract<MyCarView, { readonly screen: 'K50' }>) {
  const { say, sayMoney } = useWords();
  const { send } = useServices();
  return (
    <Screen title={say('K50.title', { name: recognition.maskedName })}>
      <CarCard recognition={recognition} />
      {own !== undefined && <TimeLeft own={own} />}
      {own !== undefined && own.owed.state !== 'nothing' && <p className="late">{say('K50.owed', { price: sayMoney(own.owed.amountMinor, own.currency) })}</p>}
      <RefusalLine refusal={refusal} />
      {own !== undefined && <Choices own={own} />}
      {own === undefined && <p role="status">{isAsking && say('K50.asking')}</p>}
      <div className="pair">
        {own === undefined && !isAsking && <ActionButton kind="main" id="again" onPress={() => send({ type: 'look.again' })}>{say('K50.again')}</ActionButton>}
        <ActionButton id="car-no" onPress={() => send({ type: 'car.denied' })}>{say('K17.no')}</ActionButton>
      </div>
    </Screen>
  );
}
