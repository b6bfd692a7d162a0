import type { RecoveryView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import { VIEWS } from '../flow/readings.ts';
import type { ViewId } from '../flow/readings.ts';

/** How much there is to look at behind a tab. */
function countOf(view: ViewId, tower: TowerSnapshot, recovery: RecoveryView | undefined): number {
  switch (view) {
    case 'alarms':
      return tower.alarms?.unacknowledged ?? 0;
    case 'recovery':
      return recovery?.doubts.length ?? tower.recovery.length;
    case 'orders':
      return tower.orders.length;
    case 'stock':
      return tower.quarantines?.length ?? 0;
    default:
      return 0;
  }
}

/** The pages, each with how much waits behind it. */
export function Tabs({ view, tower, recovery }: { readonly view: ViewId; readonly tower: TowerSnapshot; readonly recovery: RecoveryView | undefined }) {
  const { say } = useBenchWords();
  const { send } = useBench();
  return (
    <nav className="tabs" aria-label={say('bench.tabs')}>
      {VIEWS.map((each) => {
        const count = countOf(each, tower, recovery);
        return (
          <ToggleButton key={each} className="button tab" data-action={`tab-${each}`} isSelected={each === view} onChange={() => send({ type: 'view.set', view: each })}>
            {say(`bench.tab.${each}`)}{count > 0 && <span className="count">{count}</span>}
          </ToggleButton>
        );
      })}
    </nav>
  );
}
