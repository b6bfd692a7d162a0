import { useEffect, useRef, useState } from 'react';
import { placesOf } from '../../../../config/places.ts';
import type { QuarantineView, RecoveryView, SiteView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import type { Reading } from '../flow/readings.ts';
import { everyOne, placeOf, placeStateOf } from '../mimic/mimic-contents.ts';
import { Choose, Conditions, DeedButton, Mark, RefusalWords, Section } from './parts.tsx';

const QUARANTINE_REASONS = ['byPerson', 'sensorFailed', 'doorFailed', 'leak', 'carCannotLeave'] as const;
type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** The way back into service: what would prove it, each green or red. */
function OutOfService({ quarantine, place }: { readonly quarantine: QuarantineView | undefined; readonly place: string }) {
  const { say, sayTime, sayTold } = useBenchWords();
  if (quarantine === undefined) return <p>{say('bench.stock.out')}</p>;
  return (
    <div className="doubt" data-quarantine={place}>
      <p>{sayTold(`quarantine.${quarantine.reason}`)} {say('bench.stock.outBy', { who: quarantine.by, time: sayTime(quarantine.sinceUtcMs), why: quarantine.why })}</p>
      {quarantine.liftedBy.map(({ proof, conditions, ready }) => (
        <div key={proof} data-proof={proof}>
          <p><Mark isGreen={ready} /> {say(`bench.stock.proof.${proof}`)}</p>
          <Conditions conditions={conditions} />
          {proof !== 'audit' && <DeedButton id={`lift-${proof}-${place}`} isDisabled={!ready} deed={{ kind: 'liftQuarantine', place, proof, why: '' }}>{say('bench.stock.putBack')}</DeedButton>}
          {proof === 'audit' && place.startsWith('cell:') && <DeedButton id={`lift-audit-${place}`} isDisabled={!ready} deed={{ kind: 'order', order: { kind: 'audit', cells: [place.slice('cell:'.length)] } }}>{say('bench.stock.audit')}</DeedButton>}
        </div>
      ))}
    </div>
  );
}

/** Takes a place, or the machine as a whole, out of service. */
function TakeOut({ place }: { readonly place: string }) {
  const { say, sayTold } = useBenchWords();
  const [reason, setReason] = useState<QuarantineReason>('byPerson');
  return (
    <div className="row">
      <Choose id="quarantine-reason" label={say('bench.stock.reason')} value={reason} values={QUARANTINE_REASONS} name={(each) => sayTold(`quarantine.${each}`)} onChoose={(each) => { setReason(QUARANTINE_REASONS.find((one) => one === each) ?? 'byPerson'); }} />
      <DeedButton id={`quarantine-${place}`} deed={{ kind: 'quarantine', place, reason, why: '' }}>{say('bench.stock.takeOut')}</DeedButton>
    </div>
  );
}

/** Says where a pallet or car really is. The controller asks for a second technician where no sensor proves it. */
function MapEdit({ tower, places }: { readonly tower: TowerSnapshot; readonly places: readonly string[] }) {
  const { say, name } = useBenchWords();
  const [what, setWhat] = useState<'pallet' | 'car'>('pallet');
  const all = everyOne(tower, what === 'pallet' ? 'palletId' : 'carId');
  const targets = what === 'pallet' ? [...places, 'carriage', 'unknown'] : [...everyOne(tower, 'palletId').map((id) => `pallet:${id}`), 'outside', 'unknown'];
  const [object, setObject] = useState('');
  const [to, setTo] = useState('');
  const chosen = object === '' ? (all[0] ?? '') : object;
  const target = to === '' ? (targets[0] ?? '') : to;
  const now = placeOf(tower, what === 'pallet' ? 'palletId' : 'carId', chosen);
  const choose = (next: 'pallet' | 'car'): void => {
    setWhat(next);
    setObject('');
    setTo('');
  };
  return (
    <Section title={say('bench.edit.title')} id="map-edit">
      <p className="quiet">{say('bench.edit.line')}</p>
      <div className="row">
        <Choose id="edit-what" label={say('bench.edit.what')} value={what} values={['pallet', 'car']} name={(each) => say(each === 'car' ? 'bench.edit.car' : 'bench.edit.pallet')} onChoose={(each) => { choose(each === 'car' ? 'car' : 'pallet'); }} />
        <label className="choose"><span>{say('bench.edit.object')}</span><input data-action="edit-object" list="known-objects" value={object} placeholder={chosen} onChange={(event) => { setObject(event.target.value.trim()); }} /></label>
        <datalist id="known-objects">{all.map((id) => <option key={id} value={id} />)}</datalist>
        <Choose id="edit-to" label={say('bench.edit.to')} value={target} values={targets} name={name} onChoose={setTo} />
        <DeedButton id="edit-map" isDisabled={chosen === ''} deed={{ kind: 'editMap', what, object: chosen, to: target, why: '' }}>{say('bench.edit.go')}</DeedButton>
      </div>
      <p className="quiet">{say('bench.edit.now', { object: name(`${what}:${chosen}`), place: name(now ?? 'unknown') })}</p>
    </Section>
  );
}

function Edits({ edits }: { readonly edits: RecoveryView['edits'] }) {
  const { say, sayTime, name } = useBenchWords();
  if (edits.length === 0) return null;
  return (
    <Section title={say('bench.edits.title')} id="edits">
      <ul className="plain-list">
        {edits.map(({ editId, what, object, before, after, by, second, why, utcMs, undone, undoable }) => (
          <li key={editId} className="row" data-edit={editId}>
            <span>
              {say('bench.edits.row', { object: name(`${what}:${object}`), before: name(before), after: name(after) })}
              <span className="quiet"> {sayTime(utcMs)} · {by}{second !== undefined && ` + ${second}`} · {why}</span>
            </span>
            {undone ? <span className="quiet">{say('bench.edits.undone')}</span> : <DeedButton id={`undo-${String(editId)}`} isDisabled={!undoable} deed={{ kind: 'undoEdit', editId, why: '' }}>{say('bench.edits.undo')}</DeedButton>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What may be done about one place. */
function Chosen({ place, quarantine, isOut }: { readonly place: string; readonly quarantine: QuarantineView | undefined; readonly isOut: boolean }) {
  const { say, name } = useBenchWords();
  const top = useRef<HTMLDivElement>(null);
  // The row that was pressed may be far below.
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'nearest' });
    top.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="chosen" ref={top} tabIndex={-1}>
      <Section title={name(place)} id="chosen-place">
        {isOut ? <OutOfService quarantine={quarantine} place={place} /> : <TakeOut place={place} />}
        {!isOut && place.startsWith('cell:') && <DeedButton id={`audit-${place}`} deed={{ kind: 'order', order: { kind: 'audit', cells: [place.slice('cell:'.length)] } }}>{say('bench.stock.audit')}</DeedButton>}
      </Section>
    </div>
  );
}

/** The largest car that a cell takes. */
function Takes({ most }: { readonly most: SiteView['tower']['cellTakes'][string] | undefined }) {
  const { say } = useBenchWords();
  return most === undefined ? null : <span className="quiet"> {say('bench.stock.takes', { heightM: (most.heightMm / 1000).toFixed(2), massKg: most.massKg })}</span>;
}

/** Inventory: what is where, what is out of service, and corrections of the map. */
export function StockScreen({ tower, reading }: { readonly tower: TowerSnapshot; readonly reading: Reading<RecoveryView> }) {
  const { say, name, sayTold } = useBenchWords();
  const { site } = useBench();
  const [place, setPlace] = useState<string | undefined>(undefined);
  const places = placesOf(site).map(({ id }) => id as string);
  const outs = new Map((tower.quarantines ?? []).map((each) => [each.place, each.reason] as const));
  const rows = [...places, 'carriage'];
  const placeToChoose = (row: string): string => (row === 'carriage' ? 'lift' : row);
  const chosen = place === undefined ? undefined : <Chosen key={place} place={place} quarantine={reading.value?.quarantines.find((each) => each.place === place)} isOut={outs.has(place)} />;
  return (
    <>
      <RefusalWords refusal={reading.refusal} />
      <Section title={say('bench.stock.title')} id="stock">
        <DeedButton id="audit-all" deed={{ kind: 'order', order: { kind: 'audit' } }}>{say('bench.stock.auditAll')}</DeedButton>
        {chosen}
        <table className="stock">
          <thead><tr>{(['place', 'state', 'pallet', 'car', 'service'] as const).map((head) => <th key={head} scope="col">{say(`bench.stock.head.${head}`)}</th>)}<th><span className="unseen">{say('bench.stock.head.choose')}</span></th></tr></thead>
          <tbody>
            {rows.map((row) => {
              const view = row === 'carriage' ? { state: tower.carriage.state, palletId: tower.carriage.palletId, carId: tower.carriage.carId } : placeStateOf(tower, row);
              const reason = outs.get(placeToChoose(row));
              return (
                <tr key={row} data-row={row} className={view.state === 'unknown' || reason !== undefined ? 'abnormal' : ''}>
                  <th scope="row">{name(row)}<Takes most={site.tower.cellTakes[row]} /></th>
                  <td>{sayTold(`bench.state.${view.state}`)}</td>
                  <td>{view.palletId ?? '–'}</td>
                  <td>{view.carId ?? '–'}</td>
                  <td>{reason === undefined ? say('bench.stock.in') : sayTold(`quarantine.${reason}`)}</td>
                  <td><ActionButton kind="plain" id={`choose-${row}`} label={say('bench.stock.chooseThis', { place: name(row) })} onPress={() => { setPlace(placeToChoose(row)); }}>{say('bench.stock.choose')}</ActionButton></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Section>
      <MapEdit tower={tower} places={places} />
      <Edits edits={reading.value?.edits ?? []} />
    </>
  );
}
