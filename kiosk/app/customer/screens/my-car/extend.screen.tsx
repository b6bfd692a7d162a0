import type { ExtensionOffer } from '../../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../../look/button.tsx';
import { useWords } from '../../../words/words.tsx';
import type { MyCarView } from '../../flow/my-car-view.ts';
import { useServices } from '../../services.tsx';
import { RefusalLine, Screen } from '../screen.tsx';
import { Pager } from '../walk-up/pager.tsx';
import { usePages } from '../walk-up/use-pages.ts';
import { OwedLine } from './owed-line.tsx';
import { PhonePart } from './phone-part.tsx';

type View = Extract<MyCarView, { readonly screen: 'K51' }>;

/** Why no more days are possible, in full: who comes after counts on the car. */
function Limit({ offers }: Pick<View, 'offers'>) {
  const { say } = useWords();
  const code = offers.find(({ possible, code: reason }) => !possible && reason !== undefined)?.code;
  if (code === undefined) return null;
  return <p className="reason" role="note" data-reason={code}>{code === 'extensionTaken' || code === 'carReserved' ? say('K51.conflict') : say(`problem.${code}`)}</p>;
}

/** Each possible extension with its price and the time by which the car is due then. */
function Offers({ offers, currency, returnByUtcMs, refusal }: Pick<View, 'offers' | 'currency' | 'returnByUtcMs' | 'refusal'>) {
  const { say, sayTime, sayMoney } = useWords();
  const { send } = useServices();
  const possible = offers.filter((offer) => offer.possible);
  const pages = usePages(possible);
  return (
    <Screen title={say('K51.title')} lines={[possible.length === 0 ? say('K51.none') : say('K51.line', { time: sayTime(returnByUtcMs) })]} tone={possible.length === 0 ? 'warn' : 'calm'}>
      <RefusalLine refusal={refusal} />
      <div className="choices" ref={pages.box}>
        {pages.shown.map(({ days, feeMinor, returnByUtcMs: backUtcMs }) => (
          <ActionButton key={days} kind="choice" id={`days-${String(days)}`} onPress={() => send({ type: 'days.chosen', days })}>
            <span className="choice-words">
              <span className="tile-name offer"><span>{say('K51.offer', { days })}</span><span>{sayMoney(feeMinor, currency)}</span></span>
              <span>{say('K51.until', { time: sayTime(backUtcMs) })}</span>
            </span>
          </ActionButton>
        ))}
      </div>
      <Pager pages={pages} />
      <Limit offers={offers} />
    </Screen>
  );
}

function Confirm({ chosen, currency, isAsking, refusal }: { readonly chosen: ExtensionOffer; readonly isAsking: boolean } & Pick<View, 'currency' | 'refusal'>) {
  const { say, sayTime, sayMoney } = useWords();
  const { send } = useServices();
  const price = sayMoney(chosen.feeMinor, currency);
  const isFree = chosen.feeMinor === 0;
  return (
    <Screen title={say('K51.confirmTitle', { days: chosen.days })} lines={[say('K51.until', { time: sayTime(chosen.returnByUtcMs) }), isFree ? say('K51.free') : say('K51.price', { price })]}>
      <RefusalLine refusal={refusal} />
      <p className="muted" role="status">{isAsking && say('K51.asking')}</p>
      <div className="pair">
        <ActionButton id="other-days" isDisabled={isAsking} onPress={() => send({ type: 'back' })}>{say('way.back')}</ActionButton>
        <ActionButton kind="main" id="extend-now" isDisabled={isAsking} onPress={() => send({ type: 'extension.confirmed' })}>{isFree ? say('K51.confirmFree') : say('K51.confirm', { price })}</ActionButton>
      </div>
    </Screen>
  );
}

/** K51. What is chosen stands there once more with its price; the press is what extends. */
export function ExtendScreen({ stage, offers, chosen, currency, returnByUtcMs, owed, phone, refusal }: View) {
  const { say, sayTime } = useWords();
  const { send } = useServices();
  if (phone !== undefined) return <PhonePart phone={phone} />;
  if ((stage === 'confirming' || stage === 'asking') && chosen !== undefined) return <Confirm chosen={chosen} currency={currency} isAsking={stage === 'asking'} refusal={refusal} />;
  if (stage !== 'done') return <Offers key="offers" offers={offers} currency={currency} returnByUtcMs={returnByUtcMs} refusal={refusal} />;
  const mustPay = owed.state === 'atPhone' || owed.state === 'declined';
  return (
    <Screen key="done" title={say('K51.doneTitle')} lines={[say('K51.done', { time: sayTime(returnByUtcMs) })]} tone="good">
      <OwedLine owed={owed} currency={currency} />
      <div className="pair">
        <ActionButton kind={mustPay ? 'side' : 'main'} id="finish" onPress={() => send({ type: 'session.end' })}>{say('K80.end')}</ActionButton>
        {mustPay && <ActionButton kind="main" id="pay" onPress={() => send({ type: 'pay.chosen' })}>{say('K51.pay')}</ActionButton>}
      </div>
    </Screen>
  );
}
