import { ActionButton } from '../../../look/button.tsx';
import { useWords } from '../../../words/words.tsx';
import type { MyCarView } from '../../flow/my-car-view.ts';
import { useServices } from '../../services.tsx';
import { Screen } from '../screen.tsx';
import { PhonePart } from './phone-part.tsx';

const STEPS = ['K52.step.reserve', 'K52.step.sign', 'K52.step.keep'] as const;
/** Purchases that the phone goes on with. */
const GOES_ON: readonly string[] = ['reserved', 'handedOff'];

/** K52. Price, how long it stands, what happens next; the contract is read and signed on the phone, and a person can be asked. */
export function BuyScreen({ carName, purchase, currency, phone }: Extract<MyCarView, { readonly screen: 'K52' }>) {
  const { say, sayMoney, sayTime } = useWords();
  const { send } = useServices();
  if (phone !== undefined) return <PhonePart phone={phone} />;
  const { own, code, priceMinor, lockHours } = purchase;
  const price = own?.priceMinor ?? priceMinor;
  const mayGoOn = own === undefined ? code === undefined && priceMinor !== undefined : GOES_ON.includes(own.state);
  const lines = own !== undefined
    ? [say(`K52.own.${own.state}`, { price: sayMoney(own.priceMinor, currency), time: sayTime(own.lockedUntilUtcMs) })]
    : [code === undefined ? say('K52.lock', { hours: lockHours }) : say(`problem.${code}`)];
  return (
    <Screen title={say('K52.title', { car: carName })} lines={lines} tone={mayGoOn || own !== undefined ? 'calm' : 'warn'}>
      <p className="price">{price === undefined ? say('K52.noPrice') : sayMoney(price, currency)}</p>
      {mayGoOn && own === undefined && (
        <ol className="costs" aria-label={say('K52.next')}>{STEPS.map((step) => <li key={step}>{say(step)}</li>)}</ol>
      )}
      <div className="pair">
        <ActionButton id="person" onPress={() => send({ type: 'help.opened', screen: 'K52' })}>{say('K52.person')}</ActionButton>
        {mayGoOn && <ActionButton kind="main" id="buy-on-phone" onPress={() => send({ type: 'buy.confirmed' })}>{say('K52.go')}</ActionButton>}
      </div>
    </Screen>
  );
}
