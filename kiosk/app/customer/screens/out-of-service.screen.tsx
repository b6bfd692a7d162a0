import type { WordId } from '../../../../config/words/index.ts';
import { useWords } from '../../words/words.tsx';
import type { ReasonWords } from '../flow/pause-view.ts';
import type { TowerDigest } from '../flow/tower-digest.ts';
import { sayReason } from './paused.screen.tsx';
import { Screen } from './screen.tsx';

function Notice({ title, lines }: { readonly title: WordId; readonly lines: readonly string[] }) {
  const { say } = useWords();
  return <Screen title={say(title)} lines={lines} tone="warn" />;
}

/** K78. The controller is not heard: said as it is. */
export function UnheardScreen({ isFirstSearch }: { readonly isFirstSearch: boolean }) {
  const { say } = useWords();
  return isFirstSearch ? <Notice title="link.searching" lines={[say('K78.line')]} /> : <Notice title="K78.title" lines={[say('K78.line'), say('K78.next')]} />;
}

const STILLNESS = { still: 'K22.still', moving: 'K82.moving', unknown: 'K22.notSure' } as const;

/** K82. The controller compares its journal with the sensors; an axis without a reference looks for it, and moves. */
export function RecoveringScreen({ stillness }: { readonly stillness: TowerDigest['stillness'] }) {
  const { say } = useWords();
  return <Notice title="K82.title" lines={[say('K82.line'), say(STILLNESS[stillness]), say('K82.next')]} />;
}

/** K74. Stopped by its safety system. */
export function EmergencyStopScreen({ reason }: { readonly reason: ReasonWords }) {
  const { say } = useWords();
  return <Notice title="K74.title" lines={[sayReason(say, reason), say('K74.next')]} />;
}

/** K79. Stopped, not by its safety system; the reason is the interlock's own sentence. */
export function StoppedScreen({ reason }: { readonly reason: ReasonWords }) {
  const { say } = useWords();
  return <Notice title="K79.title" lines={[sayReason(say, reason), say('K79.next')]} />;
}

/** K76. */
export function MaintenanceScreen() {
  const { say } = useWords();
  return <Notice title="K76.title" lines={[say('K76.line'), say('K76.next')]} />;
}

/** K81. */
export function ClosedScreen() {
  const { say } = useWords();
  return <Screen title={say('K81.title')} lines={[say('K81.line')]} />;
}
