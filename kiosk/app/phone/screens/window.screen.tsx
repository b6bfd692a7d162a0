import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import { useState } from 'react';
import { ActionButton } from '../../look/button.tsx';
import { lengthsOf, midnight, usualLength } from '../flow/collection-window.ts';
import { freeDays, freeStartsOn } from '../flow/free-times.ts';
import { useWords } from '../../words/words.tsx';
import type { Words } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Step } from './step.tsx';

function Choice({ label, values, chosen, name, onChoose }: {
  readonly label: string;
  readonly values: readonly number[];
  readonly chosen: number | undefined;
  readonly name: (value: number) => string;
  readonly onChoose: (value: number) => void;
}) {
  return (
    <RadioGroup className="choice" value={chosen === undefined ? null : String(chosen)} onChange={(value) => { onChoose(Number(value)); }} orientation="horizontal">
      <Label>{label}</Label>
      <div className="choice-row">
        {values.map((value) => <RadioField key={value} value={String(value)}><RadioButton className="pick">{name(value)}</RadioButton></RadioField>)}
      </div>
    </RadioGroup>
  );
}

const lengthName = ({ say }: Words, minutes: number): string => (minutes % 60 === 0 ? say('phone.window.hours', { hours: minutes / 60 }) : say('phone.window.minutes', { minutes }));

function dayName({ say, sayDay }: Words, day: number, atUtcMs: number): string {
  if (day === 0) return say('phone.window.today');
  return day === 1 ? say('phone.window.tomorrow') : sayDay(atUtcMs);
}

/** P06. Day, length, beginning; nothing is offered that the site's rules refuse. */
export function WindowScreen() {
  const words = useWords();
  const { say } = words;
  const { send, site, clock, snapshot: { context } } = usePhone();
  // The time at which the step was opened: choices must not change under the finger.
  const [nowUtcMs] = useState(() => clock.utcMs());
  const lengths = lengthsOf(site);
  const [length, setLength] = useState(usualLength(site));
  const taken = context.car?.taken;
  // The tower may be closed for today already, or somebody may have the car.
  const days = freeDays(site, taken, nowUtcMs).map((each) => each.day);
  const [day, setDay] = useState(days[0] ?? 0);
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const starts = freeStartsOn(site, taken, nowUtcMs, day, length);
  const from = chosen !== undefined && starts.includes(chosen) ? chosen : starts[0];
  const noon = (ahead: number): number => midnight(nowUtcMs, ahead, site.timezone) + 12 * 3_600_000;
  const startName = (at: number): string => (day === 0 && at === starts[0] && at - nowUtcMs < 60_000 ? say('phone.window.now') : words.sayClock(at));
  return (
    <Step title={say('phone.window.title')} line={say('phone.window.line', { days: site.booking.driveDays })} number={4} refusal={context.refusal}>
      <p className="muted">{say('phone.window.where', { site: site.name[words.language] })}</p>
      <Choice label={say('phone.window.day')} values={days} chosen={day} name={(value) => dayName(words, value, noon(value))} onChoose={setDay} />
      <Choice label={say('phone.window.length')} values={lengths} chosen={length} name={(value) => lengthName(words, value)} onChoose={setLength} />
      {from === undefined
        ? <p role="status">{say('phone.window.closed')}</p>
        : <Choice label={say('phone.window.from')} values={starts} chosen={from} name={startName} onChoose={setChosen} />}
      <ActionButton
        kind="main" id="window-next" isDisabled={from === undefined}
        onPress={() => { if (from !== undefined) send({ type: 'window.chosen', fromUtcMs: from, untilUtcMs: from + length * 60_000 }); }}
      >
        {say('phone.next')}
      </ActionButton>
    </Step>
  );
}
