import { placesOf } from '../../../../config/places.ts';
import type { Recognition, SiteView } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { HoldButton } from '../../look/hold-button.tsx';
import type { CoinView } from '../flow/customer-view.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import { useWords } from '../../words/words.tsx';
import { bareCell } from '../flow/car-place.ts';
import { useServices } from '../services.tsx';
import { CarCard } from './car-card.tsx';
import { Icon } from './icons.tsx';
import { RefusalLine, Screen } from './screen.tsx';

const levelOf = (site: SiteView, cell: string): string | undefined => placesOf(site).find(({ name }) => name === bareCell(cell))?.level;

/** K17. */
export function FoundScreen({ recognition }: { readonly recognition: Recognition }) {
  const { say, sayTime } = useWords();
  const { send, site } = useServices();
  const level = levelOf(site, recognition.cell ?? '');
  const { returnByUtcMs } = recognition;
  return (
    <Screen
      title={say('K17.title', { name: recognition.maskedName })}
      lines={[...(level === undefined ? [] : [say('K17.where', { level })]), returnByUtcMs === undefined ? say('K17.bought') : say('K17.returnBy', { time: sayTime(returnByUtcMs) })]}
    >
      <CarCard recognition={recognition} />
      <div className="pair">
        <ActionButton id="car-no" onPress={() => send({ type: 'car.denied' })}>{say('K17.no')}</ActionButton>
        <ActionButton kind="main" id="car-yes" onPress={() => send({ type: 'car.confirmed' })}>{say('K17.yes')}</ActionButton>
      </div>
    </Screen>
  );
}

/** The coin stands in for the press: what to do with it, and what becomes of it. */
function CoinSlot({ coin, givesBack }: { readonly coin: CoinView; readonly givesBack: boolean }) {
  const { say, sayTogether } = useWords();
  return (
    <div className="coin" role="status">
      <Icon name="coin" />
      <div className="coin-words">
        <p className="hold-label">{say(coin === 'verifying' ? 'K19.coinVerifying' : 'K19.coin')}</p>
        <p>{sayTogether(say('K19.coinChecked'), say(givesBack ? 'K19.coinKeepsake' : 'K19.coinKept'))}</p>
        <p className="muted">{say('K19.coinFalse')}</p>
      </div>
    </div>
  );
}

/** K19. The one press that brings the car: held, so that nobody does it in passing. Where a coin starts it, the tower waits for that instead. */
export function ConfirmScreen({ recognition, isStarting, coin, refusal }: {
  readonly recognition: Recognition;
  readonly isStarting: boolean;
  readonly coin: CoinView;
  readonly refusal: Refusal | undefined;
}) {
  const { say } = useWords();
  const { send, clock, site } = useServices();
  const asksForCoin = coin !== 'none';
  return (
    <Screen title={say('K19.title')} lines={[say('K19.line'), say('K19.bay'), say('K19.doors')]}>
      <CarCard recognition={recognition} />
      <RefusalLine refusal={refusal} />
      {asksForCoin && !isStarting && coin === 'returning' && <p role="status">{say('K19.coinReturning')}</p>}
      {asksForCoin && isStarting && <CoinSlot coin={coin} givesBack={site.coin?.givesBack ?? true} />}
      {asksForCoin && !isStarting && <ActionButton kind="main" id="coin-again" onPress={() => send({ type: 'hold.completed' })}>{say('K19.coinAgain')}</ActionButton>}
      {!asksForCoin && (
        <HoldButton
          id="hold" clock={clock} isDisabled={isStarting} label={say(isStarting ? 'K19.starting' : 'K19.hold')} hint={say('K19.holdHint')}
          onHeld={() => send({ type: 'hold.completed' })}
        />
      )}
    </Screen>
  );
}
