import { useState } from 'react';
import type { IoView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { useBenchWords } from '../bench-words.tsx';
import type { Reading } from '../flow/readings.ts';
import { DeedButton, RefusalWords, Section } from './parts.tsx';

/** Outputs that may be held at a level: lamps and horn. The controller refuses every other. */
const SIGNALS: ReadonlySet<string> = new Set(['lampGreen', 'lampRed', 'horn']);
const OUTPUTS = 'outputs.';

type Point = IoView['lines'][number];
const shown = (value: Point['raw']): string => (value === null ? '?' : typeof value === 'boolean' ? (value ? '1' : '0') : String(value));

/** Lamp or horn: held on or off, to see whether it works. */
function ForceButtons({ deviceId, point }: { readonly deviceId: string; readonly point: string }) {
  const { say } = useBenchWords();
  const output = point.slice(OUTPUTS.length);
  if (!point.startsWith(OUTPUTS) || !SIGNALS.has(output)) return null;
  return (
    <span className="row">
      <DeedButton id={`force-on-${deviceId}-${output}`} deed={{ kind: 'force', deviceId, output, level: true }}>{say('bench.io.on')}</DeedButton>
      <DeedButton id={`force-off-${deviceId}-${output}`} deed={{ kind: 'force', deviceId, output, level: false }}>{say('bench.io.off')}</DeedButton>
    </span>
  );
}

function Points({ title, note, points, id }: { readonly title: string; readonly note?: string; readonly points: readonly Point[]; readonly id: string }) {
  const { say, sayAge } = useBenchWords();
  if (points.length === 0) return null;
  return (
    <table className="io" data-io={id}>
      <caption>{title}{note !== undefined && <span className="quiet"> {note}</span>}</caption>
      <thead><tr>{(['name', 'raw', 'age'] as const).map((head) => <th key={head} scope="col">{say(`bench.io.head.${head}`)}</th>)}</tr></thead>
      <tbody>
        {points.map(({ name, raw, ageMs }) => (
          <tr key={name} className={raw === null ? 'abnormal' : ''}><td>{name}</td><td className="number">{shown(raw)}</td><td className="number">{sayAge(ageMs)} <ForceButtons deviceId={id} point={name} /></td></tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ facts }: { readonly facts: IoView['facts'] }) {
  const { say, sayAge, sayTold } = useBenchWords();
  return (
    <table className="io" data-io="facts">
      <caption>{say('bench.io.facts')}</caption>
      <thead><tr>{(['fact', 'value', 'age', 'for', 'sources'] as const).map((head) => <th key={head} scope="col">{say(`bench.io.head.${head}`)}</th>)}</tr></thead>
      <tbody>
        {facts.map(({ name, value, cause, ageMs, forMs, sources }) => (
          <tr key={name} data-fact={name} className={value === null ? 'abnormal' : ''}>
            <td>{name}</td>
            <td>{say(value === null ? 'bench.io.unknown' : value ? 'bench.io.true' : 'bench.io.false')}{value === null && ` · ${sayTold(`bench.cause.${cause}`)}`}</td>
            <td className="number">{sayAge(ageMs)}</td>
            <td className="number">{forMs === null ? '–' : sayAge(forMs)}</td>
            <td>{sources.join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Forces({ tower }: { readonly tower: TowerSnapshot }) {
  const { say } = useBenchWords();
  const forces = tower.maintenance?.forces ?? [];
  if (forces.length === 0) return null;
  return (
    <Section title={say('bench.io.forces')} id="forces">
      {forces.map(({ deviceId, output, level, by }) => (
        <div key={`${deviceId}.${output}`} className="row">
          <span>{say('bench.io.force', { output: `${deviceId} ${output}`, level: level ? 1 : 0, who: by ?? '–' })}</span>
          <DeedButton id={`let-go-${deviceId}-${output}`} deed={{ kind: 'force', deviceId, output, level: null }}>{say('bench.io.letGo')}</DeedButton>
        </div>
      ))}
    </Section>
  );
}

/** Everything that comes in and goes out: raw value and age; and the facts made of it. */
export function IoScreen({ reading, tower }: { readonly reading: Reading<IoView>; readonly tower: TowerSnapshot }) {
  const { say } = useBenchWords();
  const [text, setText] = useState('');
  const { value, refusal } = reading;
  const matches = (...names: readonly string[]): boolean => names.some((name) => name.toLowerCase().includes(text.toLowerCase()));
  return (
    <>
      <Forces tower={tower} />
      <Section title={say('bench.io.title')}>
        <label className="choose"><span>{say('bench.io.search')}</span><input type="search" data-action="io-search" value={text} onChange={(event) => { setText(event.target.value); }} /></label>
        <RefusalWords refusal={refusal} />
        {value === undefined && refusal === undefined && <p>{say('bench.reading')}</p>}
        {value !== undefined && (
          <>
            <Facts facts={value.facts.filter(({ name, sources }) => matches(name, ...sources))} />
            <Points id="lines" title={say('bench.io.lines')} points={value.lines.filter(({ name }) => matches(name))} />
            {value.devices.map(({ deviceId, bus, link, points }) => (
              <Points key={deviceId} id={deviceId} title={deviceId} note={say('bench.io.device', { bus, link })} points={points.filter(({ name }) => matches(deviceId, name))} />
            ))}
          </>
        )}
      </Section>
    </>
  );
}
