import { useMemo } from 'react';
import type { SiteView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { useBenchWords } from '../bench-words.tsx';
import { placeStateOf } from './mimic-contents.ts';
import { BOX, mimicLayoutOf } from './mimic-layout.ts';
import type { DrawnPlace, MimicLayout } from './mimic-layout.ts';

type Door = TowerSnapshot['doors'][string];

/** A door as a bar: as long as it is closed; broken where it is not measured. The ring is its lock. */
function DoorBar({ door, x, y, label }: { readonly door: Door | undefined; readonly x: number; readonly y: number; readonly label: string }) {
  const width = 36;
  const isKnown = door?.quality === 'good';
  return (
    <g className={isKnown ? 'door' : 'door unmeasured'}>
      <text x={x} y={y + 9} className="mimic-small">{label}</text>
      <rect x={x + 9} y={y + 3} width={width} height={5} className="door-way" />
      <rect x={x + 9} y={y + 3} width={isKnown ? width * (1 - door.position) : width} height={5} className="door-leaf" />
      {isKnown && door.locked && <circle cx={x + 9 + width - 3} cy={y + 5.5} r={4} className="door-lock" />}
    </g>
  );
}

function PlaceBox({ drawn: { place, x, y }, tower }: { readonly drawn: DrawnPlace; readonly tower: TowerSnapshot }) {
  const { say } = useBenchWords();
  const { state, palletId, carId, isOutOfService } = placeStateOf(tower, place.id);
  const bay = place.kind === 'bay' ? tower.bays[place.name] : undefined;
  const load = carId === undefined ? (palletId === undefined ? '' : 'pallet') : 'car';
  return (
    <g transform={`translate(${String(x)} ${String(y)})`} className={`place ${place.kind} ${state} ${load}`} data-place={place.id} data-state={state}>
      <rect className="place-box" width={BOX.width} height={BOX.height} />
      {state === 'unknown' && <rect className="place-hatch" width={BOX.width} height={BOX.height} />}
      <text className="mimic-small" x={5} y={14}>{place.kind === 'bay' ? say('bench.place.bay', { id: place.name }) : place.name}</text>
      {bay !== undefined && bay.person !== 'none' && (
        <text className="mimic-person" x={BOX.width - 5} y={14}>{say(bay.person === 'present' ? 'bench.mimic.person' : 'bench.mimic.personUnknown')}</text>
      )}
      <text className="mimic-load" x={5} y={32}>{carId ?? ''}</text>
      <text className="mimic-small" x={5} y={47}>{palletId ?? (state === 'unknown' ? '?' : '')}</text>
      {bay !== undefined && (
        <>
          <DoorBar door={tower.doors[`${place.name}.inner`]} x={5} y={52} label={say('bench.mimic.inner')} />
          <DoorBar door={tower.doors[`${place.name}.outer`]} x={55} y={52} label={say('bench.mimic.outer')} />
        </>
      )}
      {isOutOfService && (
        <>
          <path className="out-of-service" d={`M0 0L${String(BOX.width)} ${String(BOX.height)}M0 ${String(BOX.height)}L${String(BOX.width)} 0`} />
          <text className="mimic-out" x={BOX.width - 5} y={47}>{say('bench.mimic.out')}</text>
        </>
      )}
    </g>
  );
}

/** The carriage in its shaft, with what lies on it and how far the shuttle reaches, and its frame in front of both sides of an aisle. */
function Carriage({ layout, tower, strokeMm }: { readonly layout: MimicLayout; readonly tower: TowerSnapshot; readonly strokeMm: number }) {
  const { lift, travel, shuttle } = tower.axes;
  if (lift === undefined) return null;
  const { shaft } = layout;
  const y = layout.yAt(lift.positionMm);
  const reach = ((shuttle?.positionMm ?? 0) / strokeMm) * (shaft.width / 2);
  const middle = shaft.x + shaft.width / 2;
  const measured = (axis: typeof shuttle): string => (axis?.quality === 'good' ? '' : ' unmeasured');
  const isOut = (tower.quarantines ?? []).some(({ place }) => place === 'lift');
  return (
    <g className={`carriage${measured(lift)}`} data-z={Math.round(lift.positionMm)}>
      {layout.xAt(travel?.positionMm ?? 0).map((x) => <rect key={x} className={`carriage-frame${measured(travel)}`} x={x - 3} y={y - 3} width={BOX.width + 6} height={BOX.height + 6} />)}
      <rect className="carriage-box" x={shaft.x + 14} y={y} width={shaft.width - 28} height={BOX.height} />
      <rect className={`shuttle-reach${measured(shuttle)}`} x={Math.min(middle, middle + reach)} y={y + BOX.height - 12} width={Math.max(2, Math.abs(reach))} height={7} />
      <path className="shuttle-middle" d={`M${String(middle)} ${String(y + BOX.height - 15)}v13`} />
      <text className="mimic-load" x={middle} y={y + 22} textAnchor="middle">{tower.carriage.carId ?? ''}</text>
      <text className="mimic-small" x={middle} y={y + 38} textAnchor="middle">{tower.carriage.palletId ?? (tower.carriage.state === 'unknown' ? '?' : '')}</text>
      {isOut && <path className="out-of-service" d={`M${String(shaft.x + 14)} ${String(y)}l${String(shaft.width - 28)} ${String(BOX.height)}m0 ${String(-BOX.height)}l${String(28 - shaft.width)} ${String(BOX.height)}`} />}
    </g>
  );
}

/** Elevation of the tower: inventory, doors, people, what is out of service, and the carriage where it is measured. Grey unless abnormal. */
export function Mimic({ site, tower, isOld }: { readonly site: SiteView; readonly tower: TowerSnapshot; readonly isOld: boolean }) {
  const { say } = useBenchWords();
  const layout = useMemo(() => mimicLayoutOf(site), [site]);
  return (
    <svg className={isOld ? 'mimic old' : 'mimic'} viewBox={`0 0 ${String(layout.width)} ${String(layout.height)}`} role="img" aria-label={say('bench.mimic.label')}>
      <defs>
        <pattern id="unknown-hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V9" className="hatch-line" /></pattern>
      </defs>
      <rect className="shaft" x={layout.shaft.x + 10} y={0} width={layout.shaft.width - 20} height={layout.height} />
      {layout.levels.map(({ id, y }) => <text key={id} className="mimic-level" x={4} y={y + BOX.height / 2 + 5}>{id}</text>)}
      {layout.places.map((drawn) => <PlaceBox key={drawn.place.id} drawn={drawn} tower={tower} />)}
      <Carriage layout={layout} tower={tower} strokeMm={site.axes.shuttle.strokeMm} />
    </svg>
  );
}
