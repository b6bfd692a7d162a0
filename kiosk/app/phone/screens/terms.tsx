import type { Terms } from '../../../../controller/api/contract/index.ts';
import { useWords } from '../../words/words.tsx';

/** The five lines of what a drive costs and may cost. What costs nothing says so. */
export function TermLines({ terms }: { readonly terms: Terms }) {
  const { say, sayMoney } = useWords();
  const money = (amountMinor: number): string => sayMoney(amountMinor, terms.currency);
  return (
    <ul className="terms">
      <li>{terms.feeMinor === 0 ? say('phone.terms.free') : say('phone.terms.fee', { amount: money(terms.feeMinor) })}</li>
      <li>{terms.depositMinor === 0 ? say('phone.terms.noDeposit') : say('phone.terms.deposit', { amount: money(terms.depositMinor), minutes: terms.payWithinMinutes })}</li>
      <li>{say('phone.terms.late', { grace: terms.lateGraceMinutes, amount: money(terms.lateFeeMinor), most: money(terms.mostLateFeeMinor) })}</li>
      <li>{terms.mostExtensionDays === 0 ? say('phone.terms.noExtension') : say('phone.terms.extension', { days: terms.mostExtensionDays, amount: money(terms.extensionFeeMinor) })}</li>
      <li>{say('phone.terms.noShow', { grace: terms.graceMinutes, amount: money(terms.noShowFeeMinor), fee: terms.noShowFeeMinor === 0 ? 'none' : 'some' })}</li>
    </ul>
  );
}
