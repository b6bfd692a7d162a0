import type { Declaration, Doubt, Evidence as SensorEvidence, OrderView, RecoveryView, WayOn } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import type { Reading } from '../flow/readings.ts';
import { Conditions, DeedButton, Mark, RefusalWords, Section, Told } from './parts.tsx';

type Placed = { readonly doubt: Doubt; readonly isBusy: boolean };

/** Everything that speaks about an object: the journal, the sensors together, and each sensor with its age. */
function Evidence({ doubt }: { readonly doubt: Doubt }) {
  const { say, sayTold, sayAge, name } = useBenchWords();
  const sayValue = (value: SensorEvidence['value']): string => (value === null ? '?' : typeof value === 'boolean' ? say(value ? 'bench.io.true' : 'bench.io.false') : typeof value === 'string' ? name(value) : String(value));
  return (
    <>
      <dl className="against">
        <div><dt>{say('bench.recovery.journal')}</dt><dd><Told told={doubt.journalTold} text={doubt.journal} isMain /></dd></div>
        <div><dt>{say('bench.recovery.sensors')}</dt><dd><Told told={doubt.sensorsTold} text={doubt.sensors} isMain /></dd></div>
      </dl>
      {doubt.evidence.length > 0 && (
        <details>
          <summary>{say('bench.recovery.evidence', { count: doubt.evidence.length })}</summary>
          <ul className="plain-list">
            {doubt.evidence.map(({ source, told, value, ageMs }) => (
              <li key={source} className={value === null ? 'abnormal' : ''}>{say('bench.recovery.source', { source: told === undefined ? source : sayTold(told.word, told.values), value: sayValue(value), age: sayAge(ageMs) })}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function DeclarationRow({ doubt, declaration, isBusy }: Placed & { readonly declaration: Declaration }) {
  const { say, name } = useBenchWords();
  const { place, by, proven, proofs } = declaration;
  return (
    <li className="declaration" data-place={place}>
      <div className="row">
        <Mark isGreen={proven} />
        <span>{name(place)} · {say(`bench.recovery.by.${place === 'unknown' ? 'unknown' : by}`)}</span>
        <DeedButton id={`declare-${doubt.id}-${place}`} isDisabled={isBusy || by === 'nobody'} mustSign={by === 'twoTechnicians'} deed={{ kind: 'choose', object: doubt.id, way: 'declare', place, why: '' }}>{say('bench.recovery.declareHere')}</DeedButton>
      </div>
      {proofs.length > 0 && <Conditions conditions={proofs} />}
    </li>
  );
}

/** The axis that a way speaks of, for those that are done by holding. */
const axisIn = ({ steps }: WayOn): string => steps.map(({ values }) => values['axis']).find((axis) => axis !== undefined) ?? 'lift';

function Begin({ doubt, way, isBusy }: Placed & { readonly way: WayOn }) {
  const { say } = useBenchWords();
  const { send } = useBench();
  if (way.way === 'jogAway') {
    return <ActionButton kind="main" id={`way-${doubt.id}-jogAway`} onPress={() => send({ type: 'view.set', view: 'move', motion: `${axisIn(way)}.jogOut` })}>{say('bench.go.move')}</ActionButton>;
  }
  if (way.way === 'declare') {
    return <ul className="plain-list">{(way.declarations ?? []).map((declaration) => <DeclarationRow key={declaration.place} doubt={doubt} declaration={declaration} isBusy={isBusy} />)}</ul>;
  }
  return (
    <div className="row">
      <DeedButton kind="main" id={`way-${doubt.id}-${way.way}`} isDisabled={!way.ready || isBusy} mustSign={way.by === 'twoTechnicians'} deed={{ kind: 'choose', object: doubt.id, way: way.way, why: '' }}>{say(`way.${way.way}`)}</DeedButton>
      {!way.ready && <span className="quiet">{say('bench.recovery.notReady')}</span>}
    </div>
  );
}

/** The part of the machine that a motion moves: `shuttle.cell`, or the door of `inner.open:A`. */
function moved(motion: string): string {
  const [part = motion] = motion.split('.');
  const bay = motion.split(':')[1];
  return bay !== undefined && (part === 'inner' || part === 'outer') ? `${bay}.${part}` : part;
}

/** A guide names an order by its bare id, and a motion by its kind; what can be looked at is the pallet, or the part that moves. */
function named({ id, kind }: Doubt, values: Readonly<Record<string, string>>, order: OrderView | undefined): Readonly<Record<string, string>> {
  if (kind === 'motion') return { ...values, object: moved(values['object'] ?? '') };
  if (kind !== 'order' || `order:${values['object'] ?? ''}` !== id) return values;
  return { ...values, object: order?.palletId === undefined ? id : `pallet:${order.palletId}` };
}

function Way({ doubt, way, isBusy, order }: Placed & { readonly way: WayOn; readonly order: OrderView | undefined }) {
  const { say, sayTold } = useBenchWords();
  return (
    <li className="way" data-way={way.way} data-ready={way.ready}>
      <h4><Mark isGreen={way.ready} /> {say(`way.${way.way}`)}</h4>
      <ol className="steps">{way.steps.map(({ word, values }, i) => <li key={`${word}${String(i)}`}>{sayTold(word, named(doubt, values, order))}</li>)}</ol>
      <p className="quiet">{say('bench.recovery.needs')}</p>
      <Conditions conditions={way.conditions} />
      <Begin doubt={doubt} way={way} isBusy={isBusy} />
    </li>
  );
}

/** Kinds of doubts that a correction of the map settles as well, by whoever knows what is there. */
const ON_THE_MAP: ReadonlySet<Doubt['kind']> = new Set(['cell', 'bay', 'pallet', 'car']);

/** Where to say what is there, for doubts that offer no declaration of their own. */
function ToMap({ doubt }: { readonly doubt: Doubt }) {
  const { say } = useBenchWords();
  const { send } = useBench();
  if (!ON_THE_MAP.has(doubt.kind) || doubt.ways.some(({ way }) => way === 'declare')) return null;
  return (
    <div className="row">
      <span>{say('bench.recovery.toMap')}</span>
      <ActionButton id={`map-${doubt.id}`} onPress={() => send({ type: 'view.set', view: 'stock' })}>{say('bench.go.stock')}</ActionButton>
    </div>
  );
}

/** A pallet that an order was stopped with, between two places: what to do when people carry it the rest of the way. */
function ByHand({ doubt }: { readonly doubt: Doubt }) {
  const { say } = useBenchWords();
  return doubt.kind === 'order' && doubt.journalTold?.word === 'told.journal.orderBetween' ? <p>{say('bench.recovery.byHand')}</p> : null;
}

function DoubtCard({ doubt, isBusy, order }: Placed & { readonly order: OrderView | undefined }) {
  const { say, sayTold, name } = useBenchWords();
  const { going } = doubt;
  const goingSteps = doubt.ways.find(({ way }) => way === going?.way)?.steps ?? [];
  return (
    <article className="doubt" data-doubt={doubt.id}>
      <h3>{name(doubt.id)}</h3>
      {order !== undefined && <p><strong>{say(`order.${order.kind}`)}</strong> · {sayTold(`orderPhase.${order.phase}`)}</p>}
      <p>{sayTold(doubt.word, doubt.values)}</p>
      <Evidence doubt={doubt} />
      {going !== undefined && <p className="going" role="status">{say('bench.recovery.going', { way: say(`way.${going.way}`), by: going.by })}</p>}
      {going !== undefined && <ol className="steps">{goingSteps.map(({ word, values }, i) => <li key={`${word}${String(i)}`}>{sayTold(word, named(doubt, values, order))}</li>)}</ol>}
      {going === undefined && (doubt.ways.length === 0 ? <p>{say('bench.recovery.noWay')}</p> : <ul className="ways">{doubt.ways.map((way) => <Way key={way.way} doubt={doubt} way={way} isBusy={isBusy} order={order} />)}</ul>)}
      {going === undefined && <ToMap doubt={doubt} />}
      {going === undefined && <ByHand doubt={doubt} />}
    </article>
  );
}

/** Each object in doubt: what speaks for what, the safe ways on with what they need, and the steps. */
export function RecoveryScreen({ reading, isBusy, orders }: { readonly reading: Reading<RecoveryView>; readonly isBusy: boolean; readonly orders: readonly OrderView[] }) {
  const { say } = useBenchWords();
  const { value, refusal } = reading;
  return (
    <Section title={say('bench.recovery.title')}>
      <RefusalWords refusal={refusal} />
      {value === undefined && refusal === undefined && <p>{say('bench.reading')}</p>}
      {value !== undefined && (
        <>
          <p data-stage={value.stage}>{say(`bench.recovery.stage.${value.stage}`)}</p>
          {value.settleable && (
            <div className="row">
              <span>{say('bench.recovery.settleable')}</span>
              <DeedButton kind="main" id="settle" isDisabled={isBusy} deed={{ kind: 'settle', why: '' }}>{say('bench.recovery.settle')}</DeedButton>
            </div>
          )}
          {value.doubts.length === 0 && value.stage === 'settled' && <p className="verdict"><Mark isGreen /> {say('bench.recovery.none')}</p>}
          {value.doubts.map((doubt) => <DoubtCard key={doubt.id} doubt={doubt} isBusy={isBusy} order={orders.find(({ orderId }) => `order:${orderId}` === doubt.id)} />)}
        </>
      )}
    </Section>
  );
}
