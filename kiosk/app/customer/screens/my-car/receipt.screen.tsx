import { useState } from 'react';
import type { ReturnReceipt } from '../../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../../look/button.tsx';
import { HoldButton } from '../../../look/hold-button.tsx';
import { QrCode } from '../../../look/qr-code.tsx';
import { useWords } from '../../../words/words.tsx';
import type { MyCarView } from '../../flow/my-car-view.ts';
import { useServices, useTurns } from '../../services.tsx';
import { Reference, RefusalLine, Screen } from '../screen.tsx';

const SECOND_MS = 1000;
const SECONDS_A_MINUTE = 60;

/** What was held, what was charged; what is not known yet is said so. */
function Money({ receipt }: { readonly receipt: ReturnReceipt }) {
  const { say, sayMoney } = useWords();
  const { deposit, late, currency, isClosed } = receipt;
  if (!isClosed) return <p role="status">{say('K36.waiting')}</p>;
  const minutes = late?.minutes ?? 0;
  return (
    <div role="status"><ul className="costs">
      {deposit !== undefined && <li data-deposit={deposit.state}>{say(`K36.deposit.${deposit.state}`, { price: sayMoney(deposit.amountMinor, currency) })}</li>}
      <li>{late === undefined ? say('K36.inTime') : late.feeMinor === 0 ? say('K36.lateFree', { minutes }) : say('K36.late', { minutes, fee: sayMoney(late.feeMinor, currency) })}</li>
      {late?.isDeclined === true && <li className="refusal">{say('K36.lateDeclined')}</li>}
    </ul></div>
  );
}

/** While the tower lets it: the car may come out once more. The time left counts down from what the tower said last. */
function Recall({ recallMs, isRecalling }: { readonly recallMs: number; readonly isRecalling: boolean }) {
  const { say } = useWords();
  const { send, clock } = useServices();
  const [ends, setEnds] = useState({ saidMs: recallMs, atMs: clock.nowMs() + recallMs });
  if (ends.saidMs !== recallMs) setEnds({ saidMs: recallMs, atMs: clock.nowMs() + recallMs });
  useTurns(clock, SECOND_MS);
  const seconds = Math.max(0, Math.ceil((ends.atMs - clock.nowMs()) / SECOND_MS));
  if (recallMs <= 0 || (seconds === 0 && !isRecalling)) return null;
  const time = `${String(Math.floor(seconds / SECONDS_A_MINUTE))}:${String(seconds % SECONDS_A_MINUTE).padStart(2, '0')}`;
  return (
    <div className="recall">
      <p><strong>{say('K36.left')}</strong> {say('K36.leftLine', { time })}</p>
      <HoldButton kind="side" id="recall" clock={clock} isDisabled={isRecalling} label={say(isRecalling ? 'K36.recalling' : 'K36.recall')} hint={say('K36.recallHint')} onHeld={() => send({ type: 'recall.chosen' })} />
    </div>
  );
}

/** K36. The receipt; a screen that speaks for nobody any more shows no more than that the car is in. */
export function ReceiptScreen({ level, reference, receipt, isRecalling, refusal }: Extract<MyCarView, { readonly screen: 'K36' }>) {
  const { say } = useWords();
  const { send } = useServices();
  const where = level === undefined ? [] : [say('K36.where', { level })];
  return (
    <Screen title={say('K36.title')} lines={[...where, say('K36.line')]} tone="good">
      {receipt !== undefined && (
        <div className="hand-off receipt">
          <QrCode text={receipt.link} label={say('K36.qr')} />
          <div className="hand-off-words"><Money receipt={receipt} /><p className="muted">{say('K36.invoice')}</p></div>
        </div>
      )}
      <RefusalLine refusal={refusal} />
      {receipt !== undefined && <Recall recallMs={receipt.recallMs} isRecalling={isRecalling} />}
      <div className="pair">
        {receipt !== undefined && <ActionButton id="condition" isDisabled={isRecalling} onPress={() => send({ type: 'condition.opened' })}>{say('K36.photos')}</ActionButton>}
        <ActionButton kind="main" id="finish" isDisabled={isRecalling} onPress={() => send({ type: 'session.end' })}>{say('K80.end')}</ActionButton>
      </div>
      <Reference reference={reference} />
    </Screen>
  );
}
