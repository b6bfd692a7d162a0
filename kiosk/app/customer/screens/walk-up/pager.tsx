import { ActionButton } from '../../../look/button.tsx';
import { useWords } from '../../../words/words.tsx';
import type { Pages } from './use-pages.ts';

/** Turns pages; not there where one page holds everything. */
export function Pager({ pages }: { readonly pages: Pick<Pages<unknown>, 'page' | 'pages' | 'turn'> }) {
  const { say } = useWords();
  if (pages.pages < 2) return null;
  return (
    <div className="pager">
      <ActionButton id="page-back" isDisabled={pages.page === 0} onPress={() => { pages.turn(-1); }}>{say('K40.earlier')}</ActionButton>
      <span role="status">{say('K40.page', { page: pages.page + 1, pages: pages.pages })}</span>
      <ActionButton id="page-next" isDisabled={pages.page === pages.pages - 1} onPress={() => { pages.turn(1); }}>{say('K40.later')}</ActionButton>
    </div>
  );
}
