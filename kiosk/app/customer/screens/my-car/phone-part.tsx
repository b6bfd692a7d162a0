import { ActionButton } from '../../../look/button.tsx';
import { QrCode } from '../../../look/qr-code.tsx';
import { useWords } from '../../../words/words.tsx';
import type { PhoneView } from '../../flow/my-car-view.ts';
import { useServices } from '../../services.tsx';
import { Screen } from '../screen.tsx';

const SAID = {
  asking: 'K51.asking', waiting: 'K5x.waiting', opened: 'K5x.opened', claimed: 'K5x.claimed', refused: 'K5x.refused', paying: 'K5x.paying', done: 'K5x.phoneDone', over: 'K5x.phoneOver',
} as const satisfies Readonly<Record<PhoneView['stage'], string>>;

/** The phone takes over: the code, and then what the phone does, as the tower finds it. */
export function PhonePart({ phone }: { readonly phone: PhoneView }) {
  const { say } = useWords();
  const { send } = useServices();
  const { stage, link, refusal } = phone;
  const isScanned = stage === 'claimed' || stage === 'refused' || stage === 'paying';
  const isAtEnd = stage === 'done' || stage === 'over';
  return (
    <Screen key={isAtEnd ? stage : 'phone'} title={say(stage === 'done' ? 'K5x.phoneDone' : 'K5x.phoneTitle')} lines={isAtEnd || isScanned ? [] : [say('K5x.phoneLine')]} tone={stage === 'done' ? 'good' : stage === 'over' ? 'warn' : 'calm'}>
      <div className="hand-off">
        {link !== undefined && !isScanned && <QrCode text={link} label={say('K5x.qr')} />}
        <div className="hand-off-words standing"><p className="hint" role="status" data-reason={refusal?.code}>{refusal === undefined ? say(SAID[stage]) : say(`problem.${refusal.code}`)}</p></div>
      </div>
      <div className="pair">
        <ActionButton kind={stage === 'done' ? 'main' : 'side'} id="to-my-car" onPress={() => send({ type: 'back' })}>{say('K5x.toMyCar')}</ActionButton>
        {stage !== 'done' && <ActionButton kind={stage === 'over' ? 'main' : 'side'} id="new-code" isDisabled={stage === 'asking' || stage === 'paying'} onPress={() => send({ type: 'newCode.chosen' })}>{say('K5x.newCode')}</ActionButton>}
      </div>
    </Screen>
  );
}
