import { hintWord } from '../../../face/face.port.ts';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { CameraView } from '../flow/session-context.ts';
import { useServices } from '../services.tsx';
import { Icon } from './icons.tsx';
import { Screen } from './screen.tsx';

/** K11. What, why, how long, what instead; two buttons of one size. */
export function ConsentScreen() {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Screen title={say('K11.title')} lines={[say('K11.what'), say('K11.why'), say('K11.keep'), say('K11.instead')]}>
      <div className="pair">
        <ActionButton id="consent-no" onPress={() => send({ type: 'consent.refused' })}>{say('K11.decline')}</ActionButton>
        <ActionButton id="consent-yes" onPress={() => send({ type: 'consent.given' })}>{say('K11.agree')}</ActionButton>
      </div>
    </Screen>
  );
}

const STEPS = [
  { icon: 'hat', word: 'K12.hat' },
  { icon: 'alone', word: 'K12.alone' },
  { icon: 'look', word: 'K12.look' },
] as const;

/** K12. The seconds until the camera looks by itself count down in words; who has asked for more time begins with a touch. */
export function GetReadyScreen({ secondsLeft }: { readonly secondsLeft: number | undefined }) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    // Drawn anew when it waits: the focus may not go with the button that it was on.
    <Screen key={String(secondsLeft === undefined)} title={say('K12.title')}>
      <ul className="steps">
        {STEPS.map(({ icon, word }) => (
          <li key={word}><Icon name={icon} /><span>{say(word)}</span></li>
        ))}
      </ul>
      <p role="timer">{secondsLeft === undefined ? say('K12.waits') : say('K12.goesOn', { seconds: secondsLeft })}</p>
      <div className="pair">
        {secondsLeft !== undefined && <ActionButton id="face-later" onPress={() => send({ type: 'face.notYet' })}>{say('K12.later')}</ActionButton>}
        <ActionButton kind="main" id="face-ready" onPress={() => send({ type: 'face.ready' })}>{say('K12.start')}</ActionButton>
      </div>
    </Screen>
  );
}

/** K13. One hint at a time. */
export function CaptureScreen({ camera, attempt, attempts, isDeciding }: {
  readonly camera: CameraView;
  readonly attempt: number;
  readonly attempts: number;
  readonly isDeciding: boolean;
}) {
  const { say } = useWords();
  const hint = camera.hint === undefined || camera.hint === null ? 'K13.good' : hintWord(camera.hint);
  const word = isDeciding ? 'K13.deciding' : camera.stream === undefined || camera.hint === undefined ? 'K13.opening' : hint;
  return (
    <Screen title={say('K13.title')}>
      <p className="hint" role="status">{say(word)}</p>
      <p className="muted">{say('K13.attempt', { attempt, attempts })}</p>
    </Screen>
  );
}

/** K15. */
export function PassScreen({ camera, isChecking, isCodeOpen }: { readonly camera: CameraView; readonly isChecking: boolean; readonly isCodeOpen: boolean }) {
  const { say } = useWords();
  const { send } = useServices();
  const word = isChecking ? 'K15.checking' : camera.stream === undefined ? 'K15.opening' : 'K15.looking';
  return (
    <Screen title={say('K15.title')} lines={[say('K15.line'), say('K15.bright')]}>
      <p className="hint" role="status">{say(word)}</p>
      <ActionButton id="way-code" isDisabled={!isCodeOpen} onPress={() => send({ type: 'way.chosen', way: 'code' })}>{say('K15.typeCode')}</ActionButton>
    </Screen>
  );
}
