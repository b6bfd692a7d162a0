import { Form } from 'react-aria-components/Form';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';
import { Button } from 'react-aria-components/Button';
import { Text } from 'react-aria-components/Text';
import { useState } from 'react';
import { judgeVin } from '../../../../config/catalogue/vin.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { vinHint } from './vin-hint.ts';

/** The vehicle's number, typed; it is judged while it is typed, and sent when it can be one. */
export function VinField() {
  const words = useWords();
  const { send, snapshot: { context } } = usePhone();
  const [text, setText] = useState(context.carWish ?? '');
  const judged = judgeVin(text);
  const isWrong = !judged.ok && judged.error.code !== 'length' && text !== '';
  return (
    <Form
      className="vin"
      onSubmit={(event) => {
        event.preventDefault();
        if (judged.ok) send({ type: 'text.entered', text: judged.vin });
      }}
    >
      <TextField className="field" name="vin" value={text} onChange={setText} isInvalid={isWrong} maxLength={30} autoComplete="off" autoCorrect="off" spellCheck="false">
        <Label>{words.say('phone.vin.label')}</Label>
        <Input autoCapitalize="characters" />
        <Text slot="description" className={judged.ok ? 'measured' : isWrong ? 'field-error' : 'muted'}>{text === '' ? words.say('phone.vin.where') : vinHint(words, judged)}</Text>
      </TextField>
      <Button className="button" type="submit" isDisabled={!judged.ok} data-action="vin-go">{words.say('phone.vin.go')}</Button>
    </Form>
  );
}
