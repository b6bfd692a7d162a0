import { useState } from 'react';
import type { Terms } from '../../../../../controller/api/contract/index.ts';
import type { WordId } from '../../../../../config/words/index.ts';
import { ActionButton } from '../../../look/button.tsx';
import { useWords } from '../../../words/words.tsx';
import type { Words } from '../../../words/words.tsx';
import type { WalkUpView } from '../../flow/walk-up-view.ts';
import { useServices } from '../../services.tsx';
import { RefusalLine, Screen } from '../screen.tsx';
import { Pager } from './pager.tsx';

type Agreed = Extract<WalkUpView, { readonly screen: 'K44' }>;

/** The five lines, as the phone says them. */
function linesOf(terms: Terms, { say, sayMoney }: Words): readonly string[] {
  const money = (minor: number): string => sayMoney(minor, terms.currency);
  return [
    terms.feeMinor === 0 ? say('phone.terms.free') : say('phone.terms.fee', { amount: money(terms.feeMinor) }),
    terms.depositMinor === 0 ? say('phone.terms.noDeposit') : say('K41.deposit', { amount: money(terms.depositMinor) }),
    say('phone.terms.late', { grace: terms.lateGraceMinutes, amount: money(terms.lateFeeMinor), most: money(terms.mostLateFeeMinor) }),
    terms.mostExtensionDays === 0 ? say('phone.terms.noExtension') : say('phone.terms.extension', { days: terms.mostExtensionDays, amount: money(terms.extensionFeeMinor) }),
    say('phone.terms.noShow', { grace: terms.graceMinutes, amount: money(terms.noShowFeeMinor), fee: terms.noShowFeeMinor === 0 ? 'none' : 'some' }),
  ];
}

const PARTS = ['drive', 'money', 'return', 'care', 'data'] as const satisfies readonly string[];

/** The whole text, a part a page. */
function Whole({ terms }: { readonly terms: Terms }) {
  const words = useWords();
  const { say, sayMoney } = words;
  const { send, site } = useServices();
  const [page, setPage] = useState(0);
  const values = { days: site.booking.driveDays, deposit: sayMoney(terms.depositMinor, terms.currency), most: sayMoney(terms.mostLateFeeMinor, terms.currency), minutes: terms.payWithinMinutes };
  const part = PARTS[page] ?? 'drive';
  return (
    <Screen title={say('K44.wholeTitle')}>
      <p role="status">{say(`phone.terms.full.${part}` satisfies WordId, values)}</p>
      <Pager pages={{ page, pages: PARTS.length, turn: (by) => { setPage(Math.max(0, Math.min(PARTS.length - 1, page + by))); } }} />
      <ActionButton kind="main" id="terms-short" onPress={() => send({ type: 'terms.closed' })}>{say('K44.short')}</ActionButton>
    </Screen>
  );
}

/** K44. What was agreed on the phone, once more in five lines, and the whole of it. */
export function AgreedScreen({ terms, maskedName, isWhole, isAsking, refusal }: Agreed) {
  const words = useWords();
  const { say, sayTime } = words;
  const { send } = useServices();
  if (isWhole) return <Whole terms={terms} />;
  return (
    <Screen title={maskedName === undefined ? say('K44.titleNameless') : say('K44.title', { name: maskedName })} lines={[say('K44.back', { time: sayTime(terms.returnByUtcMs) })]}>
      <ul className="costs agreed">{linesOf(terms, words).map((line) => <li key={line}>{line}</li>)}</ul>
      <RefusalLine refusal={refusal} />
      <ActionButton kind="main" id="accept" isDisabled={isAsking} onPress={() => send({ type: 'terms.accepted' })}>{say(isAsking ? 'K42.asking' : 'K44.accept')}</ActionButton>
      <div className="pair">
        <ActionButton id="terms-whole" isDisabled={isAsking} onPress={() => send({ type: 'terms.read' })}>{say('K44.whole')}</ActionButton>
        <ActionButton id="not-now" isDisabled={isAsking} onPress={() => send({ type: 'session.end' })}>{say('K44.notNow')}</ActionButton>
      </div>
      <p className="muted">{say('K44.notNowHint')}</p>
    </Screen>
  );
}
