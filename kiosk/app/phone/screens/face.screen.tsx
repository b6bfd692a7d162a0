import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Button } from 'react-aria-components/Button';
import { useState } from 'react';
import { ENROLMENT_TEMPLATES, hintWord } from '../../../face/face.port.ts';
import { Mirror } from '../../customer/screens/mirror.tsx';
import { ActionButton } from '../../look/button.tsx';
import type { PhoneState } from '../flow/phone-context.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Step } from './step.tsx';

/** Consent first; camera and photo open only with it. A code is offered beside it, in the same size. */
function Offer({ context, hasConsent, onConsent }: { readonly context: PhoneState; readonly hasConsent: boolean; readonly onConsent: (given: boolean) => void }) {
  const { say } = useWords();
  const { send } = usePhone();
  const isMeasured = context.templates.length > 0;
  return (
    <div className="stack">
      <CheckboxField isSelected={hasConsent} onChange={onConsent}>
        <CheckboxButton className="consent" data-action="consent">
          <span className="tick" aria-hidden="true" />
          <span>{say('phone.face.consent')}</span>
        </CheckboxButton>
      </CheckboxField>
      <p className="refusal" role="status">{context.faceWord !== undefined && say(context.faceWord)}</p>
      {isMeasured ? (
        <>
          <p className="measured" role="status">{say('phone.face.done')}</p>
          <ActionButton kind="main" id="face-next" isDisabled={!hasConsent} onPress={() => { send({ type: 'next' }); }}>{say('phone.next')}</ActionButton>
        </>
      ) : (
        <>
          <ActionButton id="face-live" isDisabled={!hasConsent} onPress={() => { send({ type: 'face.live' }); }}>{say('phone.face.live')}</ActionButton>
          <FileTrigger
            acceptedFileTypes={['image/jpeg', 'image/png', 'image/webp']} defaultCamera="user"
            onSelect={(files) => {
              const photo = files?.[0];
              if (photo !== undefined) send({ type: 'face.photo', photo });
            }}
          >
            <Button className="button" isDisabled={!hasConsent} data-action="face-photo">{say('phone.face.photo')}</Button>
          </FileTrigger>
        </>
      )}
      <ActionButton id="face-none" onPress={() => { send({ type: 'face.none' }); }}>{say('phone.face.other')}</ActionButton>
    </div>
  );
}

function Live({ context }: { readonly context: PhoneState }) {
  const { say } = useWords();
  const { send } = usePhone();
  const { stream, hint, templateCount } = context;
  const word = stream === undefined || hint === undefined ? 'phone.face.opening' : hint === null ? 'phone.face.good' : hintWord(hint);
  return (
    <div className="stack">
      <div className="phone-mirror"><Mirror kind="face" stream={stream} label={say('phone.face.mirror')} /></div>
      <p className="hint" role="status">{say(word)}</p>
      <p className="muted">{say('phone.face.looking', { have: templateCount, want: ENROLMENT_TEMPLATES.min })}</p>
      <ActionButton id="face-stop" onPress={() => { send({ type: 'face.stop' }); }}>{say('phone.face.stop')}</ActionButton>
    </div>
  );
}

/** P05. */
export function FaceScreen() {
  const { say } = useWords();
  const { snapshot } = usePhone();
  const { context } = snapshot;
  // Kept while this step lasts, so that a failed try does not ask again for what was given.
  const [hasConsent, setConsent] = useState(context.templates.length > 0);
  return (
    <Step title={say('phone.face.title')} line={say('phone.face.codeLine')} number={3} refusal={context.refusal}>
      {snapshot.matches({ choosingWay: 'choosing' }) && <Offer context={context} hasConsent={hasConsent} onConsent={setConsent} />}
      {snapshot.matches({ choosingWay: 'live' }) && <Live context={context} />}
      {snapshot.matches({ choosingWay: 'photo' }) && <p className="hint" role="status">{say('phone.face.measuring')}</p>}
    </Step>
  );
}
