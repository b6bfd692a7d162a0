import { useState } from 'react';
import type { AlarmBoard, AlarmHistoryRow, AlarmView } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import type { HistoryFilter } from '../bench-client.ts';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import { boardOrder } from '../flow/board-order.ts';
import type { Readings } from '../flow/readings.ts';
import { Choose, DeedButton, RefusalWords, Section, Told } from './parts.tsx';

/** Durations that an alarm can be put aside for. */
const SHELF_MINUTES = ['15', '60', '240', '480'] as const;
const UNSEEN: ReadonlySet<AlarmView['state']> = new Set(['unacknowledged', 'returnedUnacknowledged', 'latchedUnacknowledged']);
const ASIDE: ReadonlySet<AlarmView['state']> = new Set(['shelved', 'outOfService']);
const PRIORITIES = ['', 'critical', 'high', 'medium', 'low'] as const;

/** Shape, word and colour of a priority. */
export function PriorityChip({ priority }: { readonly priority: AlarmView['priority'] }) {
  const { say } = useBenchWords();
  return <span className={`chip ${priority}`}>{say(`bench.priority.${priority}`)}</span>;
}

function Deeds({ alarm, unseenBelow }: { readonly alarm: AlarmView; readonly unseenBelow: readonly string[] }) {
  const { say } = useBenchWords();
  const [minutes, setMinutes] = useState<string>(SHELF_MINUTES[0]);
  const { alarmId, state, shelvable } = alarm;
  const isAside = ASIDE.has(state);
  return (
    <div className="row">
      {UNSEEN.has(state) && <DeedButton id={`acknowledge-${alarmId}`} deed={{ kind: 'acknowledge', alarmId }}>{say('bench.alarms.acknowledge')}</DeedButton>}
      {unseenBelow.length > 0 && <DeedButton id={`acknowledge-all-${alarmId}`} deed={{ kind: 'acknowledgeMany', alarmIds: [...(UNSEEN.has(state) ? [alarmId] : []), ...unseenBelow] }}>{say('bench.alarms.acknowledgeAll', { count: unseenBelow.length })}</DeedButton>}
      {isAside && <DeedButton id={`take-back-${alarmId}`} deed={{ kind: 'takeBack', alarmId }}>{say('bench.alarms.takeBack')}</DeedButton>}
      {shelvable && !isAside && (
        <>
          <Choose id={`shelf-time-${alarmId}`} label={say('bench.alarms.shelfTime')} value={minutes} values={SHELF_MINUTES} name={(each) => say('bench.alarms.minutes', { minutes: Number(each) })} onChoose={setMinutes} />
          <DeedButton id={`shelve-${alarmId}`} deed={{ kind: 'shelve', alarmId, minutes: Number(minutes), why: '' }}>{say('bench.alarms.shelve')}</DeedButton>
          <DeedButton id={`outage-${alarmId}`} deed={{ kind: 'outOfService', alarmId, why: '' }}>{say('bench.alarms.outOfService')}</DeedButton>
        </>
      )}
      {!shelvable && <span className="quiet">{say('bench.alarms.notShelvable')}</span>}
    </div>
  );
}

function AlarmCard({ alarm, canAct, unseenBelow }: { readonly alarm: AlarmView; readonly canAct: boolean; readonly unseenBelow: readonly string[] }) {
  const { say, sayTold, sayTime, name } = useBenchWords();
  const { alarmId, object, priority, state, firstOut, consequenceOf, cause, consequence, action, detail, raisedUtcMs, count, acknowledgedBy, shelvedUntilUtcMs, chattering, suppressedBy, told } = alarm;
  const filled = { object: object ?? '', bay: object ?? '' };
  return (
    <article className={`alarm ${priority} ${state}${consequenceOf === undefined ? '' : ' consequence'}`} data-alarm={alarmId} data-first-out={firstOut}>
      <h3>
        <PriorityChip priority={priority} />
        {firstOut && <span className="chip first-out">{say('bench.alarms.firstOut')}</span>}
        <span>{sayTold(cause, filled)}</span>
      </h3>
      <p className="quiet">
        {say(`bench.alarmState.${state}`)} · {sayTime(raisedUtcMs)}
        {object !== undefined && ` · ${name(object)}`}
        {count > 1 && ` · ${say('bench.alarms.count', { count })}`}
        {chattering && ` · ${say('bench.alarms.chattering')}`}
        {acknowledgedBy !== undefined && ` · ${say('bench.alarms.by', { who: acknowledgedBy })}`}
        {shelvedUntilUtcMs !== undefined && ` · ${say('bench.alarms.until', { time: sayTime(shelvedUntilUtcMs) })}`}
        {consequenceOf !== undefined && ` · ${say('bench.alarms.consequenceOf', { id: consequenceOf })}`}
        {suppressedBy !== undefined && ` · ${say('bench.alarms.suppressedBy', { id: suppressedBy })}`}
      </p>
      <dl className="help">
        <div><dt>{say('bench.alarms.consequence')}</dt><dd>{sayTold(consequence, filled)}</dd></div>
        <div><dt>{say('bench.alarms.action')}</dt><dd>{sayTold(action, filled)}</dd></div>
      </dl>
      <Told told={told} text={detail} />
      {canAct && <Deeds alarm={alarm} unseenBelow={unseenBelow} />}
    </article>
  );
}

/** Every alarm that is not normal: the first-out on top, its consequences under it. */
export function AlarmBoardPart({ board, canAct }: { readonly board: AlarmBoard | undefined; readonly canAct: boolean }) {
  const { say } = useBenchWords();
  const alarms = boardOrder(board?.alarms ?? []);
  const unseenUnder = (id: string): readonly string[] => alarms.filter(({ consequenceOf, state }) => consequenceOf === id && UNSEEN.has(state)).map(({ alarmId }) => alarmId);
  return (
    <Section title={say('bench.alarms.title')} id="alarms">
      {board?.flood === true && <p className="refusal">{say('bench.alarms.flood')}</p>}
      {board !== undefined && <p className="quiet">{say('bench.alarms.counts', { unseen: board.unacknowledged, shelved: board.shelved, out: board.outOfService, rate: board.lastTenMinutes })}</p>}
      {alarms.length === 0 && <p>{say('bench.alarms.none')}</p>}
      {alarms.map((alarm) => <AlarmCard key={alarm.alarmId} alarm={alarm} canAct={canAct} unseenBelow={unseenUnder(alarm.alarmId)} />)}
    </Section>
  );
}

function HistoryRow({ row }: { readonly row: AlarmHistoryRow }) {
  const { say, sayTold, sayTime } = useBenchWords();
  return (
    <tr data-seq={row.seq}>
      <td>{sayTime(row.utcMs)}</td>
      <td><PriorityChip priority={row.priority} /></td>
      <td>{sayTold(row.cause, { object: row.object ?? '', bay: row.object ?? '' })}<span className="source"> {row.alarmId}</span></td>
      <td>{say(`bench.alarmEvent.${row.event}`)}{row.by !== null && ` · ${row.by}`}</td>
      <td><Told told={row.told} text={row.detail} /></td>
    </tr>
  );
}

function History({ reading, filter }: { readonly reading: Readings['history']; readonly filter: HistoryFilter }) {
  const { say, sayTold } = useBenchWords();
  const { send, exportHistory } = useBench();
  const [failed, setFailed] = useState(false);
  const save = (format: 'csv' | 'json'): void => {
    void exportHistory(filter, format).then((came) => { setFailed(!came); });
  };
  const { before: _before, ...search } = filter;
  const set = (change: HistoryFilter): void => { send({ type: 'filter.set', filter: { ...search, ...change } }); };
  return (
    <Section title={say('bench.history.title')} id="history">
      <div className="row">
        <label className="choose"><span>{say('bench.history.search')}</span><input type="search" data-action="history-text" maxLength={100} value={filter.text ?? ''} onChange={(event) => { const text = event.target.value; set({ text: text === '' ? undefined : text }); }} /></label>
        <Choose id="history-priority" label={say('bench.history.priority')} value={filter.priority ?? ''} values={PRIORITIES} name={(each) => (each === '' ? say('bench.history.all') : sayTold(`bench.priority.${each}`))} onChoose={(each) => { set({ priority: PRIORITIES.find((one) => one === each && one !== '') as HistoryFilter['priority'] }); }} />
        <ActionButton id="export-csv" onPress={() => { save('csv'); }}>{say('bench.history.csv')}</ActionButton>
        <ActionButton id="export-json" onPress={() => { save('json'); }}>{say('bench.history.json')}</ActionButton>
      </div>
      {failed && <p className="refusal" role="status">{say('bench.history.notSaved')}</p>}
      <RefusalWords refusal={reading.refusal} />
      <table className="history">
        <thead><tr>{(['time', 'priority', 'alarm', 'event', 'detail'] as const).map((head) => <th key={head} scope="col">{say(`bench.history.head.${head}`)}</th>)}</tr></thead>
        <tbody>{(reading.value?.rows ?? []).map((row) => <HistoryRow key={row.seq} row={row} />)}</tbody>
      </table>
      {reading.value?.rows.length === 0 && <p>{say('bench.history.none')}</p>}
      <div className="row">
        {filter.before !== undefined && <ActionButton id="history-newest" onPress={() => { set({}); }}>{say('bench.history.newest')}</ActionButton>}
        {typeof reading.value?.next === 'number' && <ActionButton id="history-older" onPress={() => send({ type: 'filter.set', filter: { ...search, before: reading.value?.next ?? undefined } })}>{say('bench.history.older')}</ActionButton>}
      </div>
    </Section>
  );
}

/** Alarms now and before. */
export function AlarmsScreen({ board, reading, filter }: { readonly board: AlarmBoard | undefined; readonly reading: Readings['history']; readonly filter: HistoryFilter }) {
  return (
    <>
      <AlarmBoardPart board={board} canAct />
      <History reading={reading} filter={filter} />
    </>
  );
}
