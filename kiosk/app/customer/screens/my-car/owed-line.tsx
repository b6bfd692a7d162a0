import type { Owed } from '../../../../../controller/api/contract/index.ts';
import { useWords } from '../../../words/words.tsx';

/** What is still owed, and where it is. */
export function OwedLine({ owed, currency }: { readonly owed: Owed; readonly currency: string }) {
  const { say, sayMoney } = useWords();
  return <p className={owed.state === 'nothing' || owed.state === 'waiting' ? undefined : 'late'} role="status">{say(`owedHere.${owed.state}`, { price: sayMoney(owed.amountMinor, currency) })}</p>;
}
