import { Button } from 'react-aria-components/Button';
import { Form } from 'react-aria-components/Form';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';
import { useState } from 'react';
import type { Refusal } from '../../tower-client/answer.ts';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import { RefusalWords } from './parts.tsx';

/** Digits of a PIN. */
export const PIN_LENGTH = 6;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'clear', '0', 'back'] as const;

/** A PIN by keyboard or by finger: the touch screen of a tower has no keyboard of its own. */
export function PinEntry({ pin, onPin, label, id }: { readonly pin: string; readonly onPin: (pin: string) => void; readonly label: string; readonly id: string }) {
  const { say } = useBenchWords();
  const press = (key: (typeof KEYS)[number]): void => {
    onPin(key === 'clear' ? '' : key === 'back' ? pin.slice(0, -1) : (pin + key).slice(0, PIN_LENGTH));
  };
  return (
    <div className="pin">
      <TextField className="field" name={id} type="password" inputMode="numeric" autoComplete="off" value={pin} onChange={(text) => { onPin(text.replaceAll(/\D/gu, '').slice(0, PIN_LENGTH)); }}>
        <Label>{label}</Label>
        <Input />
      </TextField>
      <div className="keypad">
        {KEYS.map((key) => (
          <Button key={key} className="button" data-action={`${id}-${key}`} onPress={() => { press(key); }}>
            {key === 'clear' || key === 'back' ? say(`bench.pin.${key}`) : key}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** Who has no session signs in by PIN; until then the page is read-only. */
export function SignInScreen({ refusal, isSending }: { readonly refusal: Refusal | undefined; readonly isSending: boolean }) {
  const { say } = useBenchWords();
  const { send } = useBench();
  const [pin, setPin] = useState('');
  return (
    <section className="part sign-in" data-view="signIn">
      <h2>{say('bench.signIn.title')}</h2>
      <p>{say('bench.signIn.line')}</p>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          if (pin.length !== PIN_LENGTH) return;
          send({ type: 'signIn', pin });
          setPin('');
        }}
      >
        <PinEntry id="pin" pin={pin} onPin={setPin} label={say('bench.signIn.pin')} />
        <RefusalWords refusal={refusal} />
        <Button className="button main" type="submit" isDisabled={isSending || pin.length !== PIN_LENGTH} data-action="sign-in">{say(isSending ? 'bench.sending' : 'bench.signIn.go')}</Button>
      </Form>
    </section>
  );
}
