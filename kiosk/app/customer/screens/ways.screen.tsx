import type { WordId } from '../../../../config/words/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import { useWords } from '../../words/words.tsx';
import { isFault, otherWaysTitle } from '../flow/other-ways-title.ts';
import type { Way } from '../flow/session-context.ts';
import { useServices } from '../services.tsx';
import { RefusalLine, Screen } from './screen.tsx';
import { Tile } from './tile.tsx';

/** K02. What this site offers today: collecting. */
export function StartScreen() {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Screen title={say('K02.title')}>
      <div className="tiles">
        <Tile icon="car" id="collect" name={say('K02.collect')} hint={say('K02.collectHint')} onPress={() => send({ type: 'collect.chosen' })} />
      </div>
    </Screen>
  );
}

const WAYS = [
  { way: 'face', icon: 'face', name: 'K10.face', hint: 'K10.faceHint' },
  { way: 'pass', icon: 'pass', name: 'K10.pass', hint: 'K10.passHint' },
  { way: 'code', icon: 'code', name: 'K10.code', hint: 'K10.codeHint' },
] as const;

/** The three ways, equal in size and order; one that is paused stays in its place and says so. */
function WayTiles({ closedWays }: { readonly closedWays: readonly Way[] }) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <div className="tiles">
      {WAYS.map(({ way, icon, name, hint }) => {
        const isClosed = closedWays.includes(way);
        return (
          <Tile
            key={way} id={`way-${way}`} icon={icon} name={say(name)} hint={say(isClosed ? 'K10.paused' : hint)} isDisabled={isClosed}
            onPress={() => send({ type: 'way.chosen', way })}
          />
        );
      })}
    </div>
  );
}

/** K10. */
export function WaysScreen({ closedWays, refusal }: { readonly closedWays: readonly Way[]; readonly refusal: Refusal | undefined }) {
  const { say } = useWords();
  return (
    <Screen title={say('K10.title')} lines={[say('K10.line')]}>
      <RefusalLine refusal={refusal} />
      <WayTiles closedWays={closedWays} />
      <p className="muted">{say('K10.staff')}</p>
    </Screen>
  );
}

/** K14. No blame, no red, and the other ways at once. */
export function OtherWaysScreen({ from, word, closedWays }: { readonly from: Way; readonly word: WordId; readonly closedWays: readonly Way[] }) {
  const { say } = useWords();
  return (
    <Screen title={say(otherWaysTitle(from, word))} lines={[say(word), ...(isFault(word) ? [] : [say('K14.calm')]), say('K14.line')]}>
      <WayTiles closedWays={closedWays} />
      <p className="muted">{say('K10.staff')}</p>
    </Screen>
  );
}
