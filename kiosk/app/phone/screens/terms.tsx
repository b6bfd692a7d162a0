import type { Terms } from '../../../../controller/api/contract/index.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';

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

/** The whole text, folded away until somebody wants it. */
export function FullTerms({ terms }: { readonly terms: Terms }) {
  const { say, sayMoney } = useWords();
  const { site } = usePhone();
  const values = { days: site.booking.driveDays, deposit: sayMoney(terms.depositMinor, terms.currency), most: sayMoney(terms.mostLateFeeMinor, terms.currency), minutes: terms.payWithinMinutes };
  return (
    <details className="full-terms">
      <summary data-action="full-terms">{say('phone.terms.full')}</summary>
      {(['drive', 'money', 'return', 'care', 'data'] as const).map((part) => <p key={part}>{say(`phone.terms.full.${part}`, values)}</p>)}
    </details>
  );
}
