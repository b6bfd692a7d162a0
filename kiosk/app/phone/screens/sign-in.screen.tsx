import { FieldError } from 'react-aria-components/FieldError';
import { Form } from 'react-aria-components/Form';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';
import { Button } from 'react-aria-components/Button';
import { useState } from 'react';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Step } from './step.tsx';

function Field({ name, label, hint, value, onChange, complete }: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly complete: 'username' | 'one-time-code';
}) {
  return (
    <TextField className="field" name={name} value={value} onChange={onChange} isRequired maxLength={40} autoComplete={complete} autoCorrect="off" spellCheck="false">
      <Label>{label}</Label>
      <Input autoCapitalize="none" />
      {hint !== undefined && <p className="muted">{hint}</p>}
      <FieldError className="field-error" />
    </TextField>
  );
}

/** P03. Member number, and a code: the one that comes by message, or the one of the invitation. */
export function SignInScreen() {
  const { say } = useWords();
  const { send, snapshot } = usePhone();
  const { member, codeSentTo, refusal } = snapshot.context;
  const isBusy = !snapshot.matches({ signingIn: 'entering' });
  const [memberId, setMemberId] = useState(member.memberId);
  const [code, setCode] = useState(member.signInCode);
  return (
    <Step title={say('phone.signIn.title')} line={say('phone.signIn.line')} refusal={refusal}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send({ type: 'signIn', memberId: memberId.trim(), signInCode: code.trim() });
        }}
      >
        <Field name="member" label={say('phone.signIn.member')} value={memberId} onChange={setMemberId} complete="username" />
        <ActionButton id="ask-code" isDisabled={isBusy || memberId.trim() === ''} onPress={() => { send({ type: 'code.ask', memberId: memberId.trim() }); }}>
          {say(codeSentTo === undefined ? 'phone.signIn.askCode' : 'phone.signIn.askAgain')}
        </ActionButton>
        <p className="told" role="status">{codeSentTo !== undefined && say('phone.signIn.sent')}</p>
        <Field name="code" label={say('phone.signIn.code')} hint={say('phone.signIn.codeHint')} value={code} onChange={setCode} complete="one-time-code" />
        <Button className="button main" type="submit" isDisabled={isBusy} data-action="sign-in">{say(isBusy ? 'phone.sending' : 'phone.signIn.go')}</Button>
      </Form>
    </Step>
  );
}
