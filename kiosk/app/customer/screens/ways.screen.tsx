import type { WordId } from '../../../../config/words/index.ts';
import { ActionButton } from '../../look/button.tsx';
import type { Refusal } from '../../tower-client/answer.ts';
import { useWords } from '../../words/words.tsx';
import type { ServiceNotice, TileBars } from '../flow/service-view.ts';
import { isFault, otherWaysTitle } from '../flow/other-ways-title.ts';
import type { Errand, Way } from '../flow/session-context.ts';
import { useServices } from '../services.tsx';
import { ServiceNotices } from './half-service.screen.tsx';
import { RefusalLine, Screen } from './screen.tsx';
import { Tile } from './tile.tsx';

/** K02. What this site offers today; what is out of reach just now stays in its place and says why. */
export function StartScreen({ notices = [], bars = {} }: { readonly notices?: readonly ServiceNotice[]; readonly bars?: TileBars }) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Screen title={say('K02.title')}>
      <div className="tiles">
        <Tile icon="car" id="collect" name={say('K02.collect')} hint={say(bars.collect ?? 'K02.collectHint')} isDisabled={bars.collect !== undefined} onPress={() => send({ type: 'collect.chosen' })} />
        <Tile icon="carBack" id="bring-back" name={say('K02.bringBack')} hint={say(bars.bringBack ?? 'K02.bringBackHint')} isDisabled={bars.bringBack !== undefined} onPress={() => send({ type: 'bringBack.chosen' })} />
        <Tile icon="door" id="take-now" name={say('K02.takeNow')} hint={say(bars.walkUp ?? 'K02.takeNowHint')} isDisabled={bars.walkUp !== undefined} onPress={() => send({ type: 'takeNow.chosen' })} />
      </div>
      <div className="pair">
        <ActionButton id="my-car" onPress={() => send({ type: 'myCar.chosen' })}>{say('K02.myCar')} · {say('K02.myCarHint')}</ActionButton>
      </div>
      <ServiceNotices notices={notices} isTouched />
    </Screen>
  );
}

const WAYS = [
  { way: 'face', icon: 'face', name: 'K10.face', hint: 'K10.faceHint' },
  { way: 'pass', icon: 'pass', name: 'K10.pass', hint: 'K10.passHint' },
  { way: 'code', icon: 'code', name: 'K10.code', hint: 'K10.codeHint' },
] as const;

/** The three ways, equal in size and order; one that is paused stays in its place and says so. */
function WayTiles({ errand, closedWays }: { readonly errand: Errand; readonly closedWays: readonly Way[] }) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <div className="tiles">
      {WAYS.map(({ way, icon, name, hint }) => {
        const isClosed = closedWays.includes(way);
        const closed = errand === 'bringBack' && way === 'face' ? 'K10.faceForgotten' : 'K10.paused';
        return (
          <Tile
            key={way} id={`way-${way}`} icon={icon} name={say(name)} hint={say(isClosed ? closed : hint)} isDisabled={isClosed}
            onPress={() => send({ type: 'way.chosen', way })}
          />
        );
      })}
    </div>
  );
}

/** K10. */
export function WaysScreen({ errand, closedWays, refusal }: { readonly errand: Errand; readonly closedWays: readonly Way[]; readonly refusal: Refusal | undefined }) {
  const { say } = useWords();
  const { site } = useServices();
  return (
    <Screen title={say('K10.title')} lines={[say(errand === 'bringBack' ? 'K10.lineBack' : 'K10.line')]}>
      <RefusalLine refusal={refusal} />
      <WayTiles errand={errand} closedWays={closedWays} />
      <p className="muted">{say('K10.staff')}</p>
      {site.screen.watchesPresence && <p className="muted">{say('away.notice')}</p>}
    </Screen>
  );
}

/** K14. No blame, no red, and the other ways at once. */
export function OtherWaysScreen({ errand, from, word, closedWays }: { readonly errand: Errand; readonly from: Way; readonly word: WordId; readonly closedWays: readonly Way[] }) {
  const { say } = useWords();
  return (
    <Screen title={say(otherWaysTitle(from, word))} lines={[say(word), ...(isFault(word) ? [] : [say('K14.calm')]), say('K14.line')]}>
      <WayTiles errand={errand} closedWays={closedWays} />
      <p className="muted">{say('K10.staff')}</p>
    </Screen>
  );
}
