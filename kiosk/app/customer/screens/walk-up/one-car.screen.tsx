import type { WalkUpCar } from '../../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../../look/button.tsx';
import { useWords } from '../../../words/words.tsx';
import type { OfferTerms, WalkUpView } from '../../flow/walk-up-view.ts';
import { CarPortrait } from '../../scene/car-portrait.tsx';
import { useServices } from '../../services.tsx';
import { estimateWords } from '../../time-words.ts';
import { RefusalLine, Screen } from '../screen.tsx';

type OneCar = Extract<WalkUpView, { readonly screen: 'K41' }>;
type HowLong = Extract<WalkUpView, { readonly screen: 'K42' }>;

/** What it costs, whoever drives. */
function Costs({ car, terms }: { readonly car: WalkUpCar; readonly terms: OfferTerms }) {
  const { say, sayMoney } = useWords();
  const money = (minor: number): string => sayMoney(minor, terms.currency);
  return (
    <ul className="costs">
      <li>{terms.feeMinor === 0 ? say('K41.free') : say('K41.freeOrFee', { amount: money(terms.feeMinor) })}</li>
      <li>{terms.depositMinor === 0 ? say('K41.noDeposit') : say('K41.deposit', { amount: money(terms.depositMinor) })}</li>
      {car.priceMinor !== undefined && <li>{say('K41.buy', { amount: money(car.priceMinor) })}</li>}
    </ul>
  );
}

/** Somebody was faster: said at once, with the way to another car. */
function Gone() {
  const { say } = useWords();
  return <p className="refusal" role="status">{say('K41.gone')}</p>;
}

/** K41. The car, three facts, what it costs, and when it could be here. */
export function OneCarScreen({ car, isGone, terms }: OneCar) {
  const { say } = useWords();
  const { send } = useServices();
  const name = `${car.brand} ${car.model}`;
  const facts = [say('K40.seatsAre', { seats: car.seats }), say(`phone.cars.powertrain.${car.powertrain}`), say('K41.range', { range: car.rangeKm })];
  return (
    <Screen title={name} lines={isGone ? [] : [say('K41.where', { level: car.level }), car.ready === undefined ? say('K41.notReady') : say('K41.ready', { time: estimateWords(say, car.ready) })]}>
      {isGone && <Gone />}
      <div className="car-card">
        <CarPortrait car={car} label={say('phone.car.picture', { car: name })} />
        <ul className="facts">{facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>
      </div>
      {!isGone && <Costs car={car} terms={terms} />}
      <div className="pair">
        <ActionButton kind={isGone ? 'main' : 'side'} id="other-cars" onPress={() => send({ type: 'back' })}>{say('K41.other')}</ActionButton>
        {!isGone && <ActionButton kind="main" id="take" onPress={() => send({ type: 'wallCar.taken' })}>{say('K41.take')}</ActionButton>}
      </div>
    </Screen>
  );
}

/** K42. The windows that the site's rules allow from now on: each says when the car must be back. */
export function HowLongScreen({ isGone, windows, terms, isAsking, refusal }: HowLong) {
  const { say, sayTime, sayClock, sayMoney } = useWords();
  const { send, site } = useServices();
  const { mostExtensionDays, extensionFeeMinor, currency, depositMinor, feeMinor } = terms;
  const cost = [
    feeMinor === 0 ? say('K41.free') : say('K41.freeOrFee', { amount: sayMoney(feeMinor, currency) }),
    depositMinor === 0 ? say('K41.noDeposit') : say('K41.deposit', { amount: sayMoney(depositMinor, currency) }),
  ];
  return (
    <Screen title={say('K42.title')} lines={[say('K42.line', { days: site.booking.driveDays })]}>
      {isGone ? <Gone /> : <RefusalLine refusal={refusal} />}
      <div className="tiles">
        {windows.map(({ untilUtcMs, returnByUtcMs, isFree }) => (
          <ActionButton key={untilUtcMs} kind="choice" id={`until-${String(untilUtcMs)}`} isDisabled={isGone || !isFree || isAsking} onPress={() => send({ type: 'until.chosen', untilUtcMs })}>
            <span className="choice-words">
              <span className="tile-name">{say('K42.back', { time: sayTime(returnByUtcMs) })}</span>
              <span>{isFree ? say('K42.until', { time: sayClock(untilUtcMs) }) : say('K42.booked')}</span>
            </span>
          </ActionButton>
        ))}
      </div>
      <ul className="costs">{cost.map((line) => <li key={line}>{line}</li>)}</ul>
      {mostExtensionDays > 0 && <p className="muted">{say('K42.extend', { days: mostExtensionDays, amount: sayMoney(extensionFeeMinor, currency) })}</p>}
      <p className="unseen" role="status">{isAsking && say('K42.asking')}</p>
    </Screen>
  );
}
