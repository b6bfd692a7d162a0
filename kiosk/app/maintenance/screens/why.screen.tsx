import type { IoView, Why } from '../../../../controller/api/contract/index.ts';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import { motionGroups } from '../flow/motions.ts';
import type { Reading } from '../flow/readings.ts';
import { whyRows } from '../flow/why-rows.ts';
import type { WhyRow } from '../flow/why-rows.ts';
import { Choose, Mark, RefusalWords, Section } from './parts.tsx';

function Row({ row }: { readonly row: WhyRow }) {
  const { say, sayTold, sayAge } = useBenchWords();
  const { interlockId, fact, isGreen, sources, ageMs, bay, cause, sinceMs } = row;
  const place = bay === undefined ? {} : { bay };
  return (
    <li className="why-row" data-interlock={interlockId} data-green={isGreen === true}>
      <Mark of="rule" isGreen={isGreen} />
      <div>
        {isGreen === true
          ? <p>{fact} <span className="quiet">{say('bench.why.wouldForbid', { sentence: sayTold(`interlock.${interlockId}.operator`, place) })}</span></p>
          : <p>{sayTold(`interlock.${interlockId}.technician`, place)}</p>}
        <p className="source">
          {say('bench.why.source', { id: interlockId, fact, sources: sources.length === 0 ? '–' : sources.join(', ') })}
          {ageMs !== undefined && ` · ${say('bench.why.age', { age: sayAge(ageMs) })}`}
          {isGreen !== true && ` · ${sayTold(`bench.cause.${cause}`)}`}
          {isGreen !== true && sinceMs !== undefined && ` · ${say('bench.why.for', { age: sayAge(sinceMs) })}`}
        </p>
      </div>
    </li>
  );
}

/** The rules of one motion: what forbids it first, what holds folded under it. */
export function WhyRows({ why, io, nowMs, isFolded = false }: {
  readonly why: Why;
  readonly io: IoView | undefined;
  readonly nowMs: number;
  /** What holds stays folded although nothing forbids. */
  readonly isFolded?: boolean;
}) {
  const { say, sayTold } = useBenchWords();
  const rows = whyRows(why, io, nowMs);
  const red = rows.filter(({ isGreen }) => isGreen !== true);
  const green = rows.filter(({ isGreen }) => isGreen === true);
  return (
    <div data-motion={why.motion} data-permitted={why.permitted}>
      <p className={why.permitted ? 'verdict' : 'verdict no'}><Mark isGreen={why.permitted} /> {say(why.permitted ? 'bench.why.may' : 'bench.why.mayNot', { motion: sayTold(`bench.motion.${why.motion.split(':')[0] ?? ''}`) })}</p>
      <ul className="why">{red.map((row) => <Row key={row.interlockId + row.fact} row={row} />)}</ul>
      <details open={red.length === 0 && !isFolded}>
        <summary>{say('bench.why.holds', { count: green.length })}</summary>
        <ul className="why">{green.map((row) => <Row key={row.interlockId + row.fact} row={row} />)}</ul>
      </details>
    </div>
  );
}

/** Why can't it move: any motion, with every rule of the table. */
export function WhyScreen({ motion, why, io, nowMs }: { readonly motion: string; readonly why: Reading<Why>; readonly io: IoView | undefined; readonly nowMs: number }) {
  const { say, sayTold } = useBenchWords();
  const { site, send } = useBench();
  const groups = motionGroups(site);
  const group = (['production', 'orders', 'byHand'] as const).find((each) => groups[each].includes(motion)) ?? 'production';
  const nameOf = (each: string): string => {
    const [kind = '', bay] = each.split(':');
    return bay === undefined ? sayTold(`bench.motion.${kind}`) : `${sayTold(`bench.motion.${kind}`)} · ${say('bench.place.bay', { id: bay })}`;
  };
  return (
    <Section title={say('bench.why.title')}>
      <div className="row">
        <Choose id="why-group" label={say('bench.why.group')} value={group} values={Object.keys(groups)} name={(each) => sayTold(`bench.why.group.${each}`)} onChoose={(each) => send({ type: 'motion.set', motion: groups[each as keyof typeof groups][0] ?? motion })} />
        <Choose id="why-motion" label={say('bench.why.motion')} value={motion} values={groups[group]} name={nameOf} onChoose={(each) => send({ type: 'motion.set', motion: each })} />
      </div>
      <RefusalWords refusal={why.refusal} />
      {why.value?.motion === motion ? <WhyRows why={why.value} io={io} nowMs={nowMs} /> : <p>{say('bench.reading')}</p>}
    </Section>
  );
}
