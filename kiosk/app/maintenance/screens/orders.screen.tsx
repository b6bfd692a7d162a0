import { useState } from 'react';
import type { OrderView, StartOrder, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import { newOrderOf, ORDER_FIELDS, START_KINDS } from '../flow/new-order.ts';
import type { OrderDraft, OrderField, StartKind } from '../flow/new-order.ts';
import { everyOne } from '../mimic/mimic-contents.ts';
import { Choose, DeedButton, Mark, Section, Told } from './parts.tsx';

function About({ order }: { readonly order: OrderView }) {
  const { name } = useBenchWords();
  const { carId, palletId, fromCell, toCell, bay } = order;
  const about = [
    carId === undefined ? undefined : name(`car:${carId}`),
    palletId === undefined ? undefined : name(`pallet:${palletId}`),
    fromCell === undefined ? undefined : name(`cell:${fromCell}`),
    toCell === undefined ? undefined : `→ ${name(`cell:${toCell}`)}`,
    bay === undefined ? undefined : name(`bay:${bay}`),
  ];
  return <p className="quiet">{about.filter((each) => each !== undefined).join(' · ')}</p>;
}

function Findings({ order }: { readonly order: OrderView }) {
  const { say, name } = useBenchWords();
  const { findings = [], cellsLeft } = order;
  return (
    <>
      {cellsLeft !== undefined && <p className="quiet">{say('bench.orders.cellsLeft', { count: cellsLeft.length })}</p>}
      {findings.length > 0 && (
        <ul className="plain-list">
          {findings.map(({ cell, occupied, tag, agrees }) => <li key={cell}><Mark isGreen={agrees} /> {name(`cell:${cell}`)}: {say(occupied ? 'bench.orders.foundPallet' : 'bench.orders.foundEmpty')}{tag !== undefined && ` (${String(tag)})`}</li>)}
        </ul>
      )}
    </>
  );
}

function OrderCard({ order }: { readonly order: OrderView }) {
  const { say, sayTold } = useBenchWords();
  const { send } = useBench();
  const { orderId, kind, phase, stage, back, fault, ways, refusal, waitsForPeople, overdue } = order;
  return (
    <article className={`order ${stage}`} data-order={orderId} data-stage={stage} data-kind={kind}>
      <h3><span className={stage === 'paused' ? 'chip high' : 'chip'}>{say(`bench.orders.stage.${stage}`)}</span> {sayTold(`order.${kind}`)}</h3>
      <p>{sayTold(`orderPhase.${phase}`)}{back && ` · ${say('bench.orders.back')}`}{waitsForPeople && ` · ${say('bench.orders.waits')}`}{overdue && ` · ${say('bench.orders.overdue')}`}</p>
      <About order={order} />
      {refusal !== undefined && <p className="abnormal">{sayTold(`checkIn.${refusal}`)}</p>}
      {fault !== undefined && <div className="abnormal">{say('bench.orders.paused')} <Told told={fault.told} text={fault.message} /></div>}
      <Findings order={order} />
      <div className="row">
        {ways.map((way) => <DeedButton key={way} id={`order-${way}-${orderId}`} deed={{ kind: 'orderWay', orderId, way }}>{sayTold(`orderWay.${way}`)}</DeedButton>)}
        {stage === 'paused' && <ActionButton id={`order-recovery-${orderId}`} onPress={() => send({ type: 'view.set', view: 'recovery' })}>{say('bench.go.recovery')}</ActionButton>}
      </div>
    </article>
  );
}

function NewOrder({ tower }: { readonly tower: TowerSnapshot }) {
  const { say, sayTold, name } = useBenchWords();
  const { site } = useBench();
  const [kind, setKind] = useState<StartKind>('relocate');
  const [draft, setDraft] = useState<OrderDraft>({});
  const choices: Readonly<Record<OrderField, readonly string[]>> = {
    palletId: everyOne(tower, 'palletId'),
    carId: everyOne(tower, 'carId'),
    bay: site.tower.bays.map(({ id }) => id),
    toCell: Object.entries(tower.cells).filter(([, { state }]) => state === 'empty' || state === 'reserved').map(([id]) => id),
    cell: Object.keys(tower.cells),
  };
  const kinds = { palletId: 'pallet', carId: 'car', bay: 'bay', toCell: 'cell', cell: 'cell' } as const;
  const order: StartOrder | undefined = newOrderOf(kind, draft);
  return (
    <Section title={say('bench.orders.new')} id="new-order">
      <div className="row">
        <Choose id="order-kind" label={say('bench.orders.kind')} value={kind} values={START_KINDS} name={(each) => sayTold(`order.${each}`)} onChoose={(each) => { setKind(START_KINDS.find((one) => one === each) ?? 'relocate'); setDraft({}); }} />
        {ORDER_FIELDS[kind].map(({ field, isNeeded }) => (field === 'carId' ? (
          <label key={field} className="choose"><span>{say('bench.orders.field.carId')}</span><input data-action="order-carId" value={draft.carId ?? ''} onChange={(event) => { setDraft({ ...draft, carId: event.target.value.trim() }); }} /></label>
        ) : (
          <Choose key={field} id={`order-${field}`} label={say(`bench.orders.field.${field}`)} value={draft[field] ?? ''} values={['', ...choices[field]]} name={(each) => (each === '' ? say(isNeeded ? 'bench.orders.pick' : 'bench.orders.any') : name(`${kinds[field]}:${each}`))} onChoose={(each) => { setDraft({ ...draft, [field]: each }); }} />
        )))}
        {order === undefined
          ? <ActionButton id="begin-order" isDisabled onPress={() => undefined}>{say('bench.orders.begin')}</ActionButton>
          : <DeedButton id="begin-order" kind="main" deed={{ kind: 'order', order }}>{say('bench.orders.begin')}</DeedButton>}
      </div>
      <div className="row"><DeedButton id="end-of-day" deed={{ kind: 'endOfDay' }}>{say('bench.orders.endOfDay')}</DeedButton><span className="quiet">{say('bench.orders.endOfDayLine')}</span></div>
    </Section>
  );
}

/** What the tower does and will do as a whole, and what a technician may have it do. */
export function OrdersScreen({ tower }: { readonly tower: TowerSnapshot }) {
  const { say } = useBenchWords();
  return (
    <>
      <Section title={say('bench.orders.title')} id="orders">
        {tower.orders.length === 0 && <p>{say('bench.orders.none')}</p>}
        {tower.orders.map((order) => <OrderCard key={order.orderId} order={order} />)}
      </Section>
      <NewOrder tower={tower} />
    </>
  );
}
