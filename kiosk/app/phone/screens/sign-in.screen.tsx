import { FieldError } from 'react-aria-components/FieldError';
import { Form } from 'react-aria-components/Form';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';
import { Button } from 'react-aria-components/Button';
import type { BookingContext } from '../flow/booking.machine.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Step } from './step.tsx';

function Field({ name, label, value, mode }: { readonly name: string; readonly label: string; readonly value: string; readonly mode: 'text' | 'numeric' }) {
  return (
    <TextField className="field" name={name} defaultValue={value} isRequired maxLength={40} autoComplete="off" inputMode={mode}>
      <Label>{label}</Label>
      <Input />
      <FieldError className="field-error" />
    </TextField>
  );
}

/** P01. */
export function SignInScreen({ context, isSending }: { readonly context: BookingContext; readonly isSending: boolean }) {
  const { say } = useWords();
  const { send } = usePhone();
  const { memberId, signInCode } = context.member;
  return (
    <Step title={say('phone.signIn.title')} line={say('phone.signIn.line')} refusal={context.refusal}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const field = (name: string): string => {
            const value = form.get(name);
            return typeof value === 'string' ? value.trim() : '';
          };
          send({ type: 'signIn', memberId: field('member'), signInCode: field('code') });
        }}
      >
        <Field name="member" label={say('phone.signIn.member')} value={memberId} mode="text" />
        <Field name="code" label={say('phone.signIn.code')} value={signInCode} mode="text" />
        <Button className="button main" type="submit" isDisabled={isSending} data-action="sign-in">{say(isSending ? 'phone.sending' : 'phone.signIn.go')}</Button>
      </Form>
    </Step>
  );
}
