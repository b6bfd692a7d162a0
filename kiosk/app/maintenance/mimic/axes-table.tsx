import { axesOf, degreesOf } from '../../../../config/axes.ts';
import type { AxisId } from '../../../../config/schema/site.schema.ts';
import type { IoView, SiteView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { useBenchWords } from '../bench-words.tsx';

type Axis = TowerSnapshot['axes'][string];

const BAR = { width: 100, height: 14 } as const;

function endsOf(site: SiteView, id: AxisId): { readonly min: number; readonly max: number } {
  if (id === 'turn') return { min: site.axes.turn?.minDeg ?? 0, max: site.axes.turn?.maxDeg ?? 0 };
  const ends = site.axes[id];
  return { min: ends?.minMm ?? 0, max: ends?.maxMm ?? 0 };
}

/** Position between the ends of the axis. */
function Bar({ share, isGood }: { readonly share: number; readonly isGood: boolean }) {
  const x = Math.min(Math.max(share, 0), 1) * BAR.width;
  return (
    <svg className="axis-bar" viewBox={`-4 0 ${String(BAR.width + 8)} ${String(BAR.height)}`} aria-hidden="true" preserveAspectRatio="none">
      <rect className="axis-way" width={BAR.width} height={6} y={4} />
      <rect className={isGood ? 'axis-mark' : 'axis-mark unmeasured'} x={x - 3} width={6} height={BAR.height} />
    </svg>
  );
}

function AxisRow({ id, axis, site, isOld, ageMs }: { readonly id: AxisId; readonly axis: Axis; readonly site: SiteView; readonly isOld: boolean; readonly ageMs: number | null | undefined }) {
  const { say, sayAge } = useBenchWords();
  const ends = endsOf(site, id);
  const { turn } = site.axes;
  const shown = id === 'turn' && turn !== undefined ? degreesOf(axis.positionMm, turn) : axis.positionMm;
  const quality = isOld ? 'stale' : axis.quality;
  const isGood = quality === 'good';
  return (
    <tr data-axis={id} className={isGood ? '' : 'abnormal'}>
      <th scope="row">{say(`bench.axis.${id}`)}</th>
      <td><Bar share={(shown - ends.min) / (ends.max - ends.min)} isGood={isGood} /></td>
      <td className="number" data-value={Math.round(axis.positionMm)}>{id === 'turn' ? say('bench.axes.degrees', { value: shown.toFixed(1) }) : say('bench.axes.mm', { value: Math.round(shown) })}</td>
      <td className="number">{say('bench.axes.speed', { value: Math.round(axis.velocityMmPerS) })}</td>
      <td>{say(`bench.quality.${quality}`)}</td>
      <td className="number">{ageMs === undefined ? '–' : sayAge(ageMs)}</td>
      <td className={axis.homed ? '' : 'abnormal'}>{say(axis.homed ? 'bench.axes.homed' : 'bench.axes.notHomed')}</td>
    </tr>
  );
}

/** Each axis with position, speed, quality and reference, and how old the picture is. */
export function AxesTable({ site, tower, isOld, ageS, io }: { readonly site: SiteView; readonly tower: TowerSnapshot; readonly isOld: boolean; readonly ageS: number; readonly io: IoView | undefined }) {
  const { say } = useBenchWords();
  return (
    <table className="axes">
      <caption className={isOld ? 'abnormal' : ''}>{say(isOld ? 'bench.axes.oldCaption' : 'bench.axes.caption', { age: ageS.toFixed(1) })}</caption>
      <thead>
        <tr>{(['axis', 'way', 'position', 'velocity', 'quality', 'age', 'reference'] as const).map((head) => <th key={head} scope="col">{say(`bench.axes.head.${head}`)}</th>)}</tr>
      </thead>
      <tbody>
        {axesOf(site).map((id) => {
          const axis = tower.axes[id];
          return axis === undefined ? null : <AxisRow key={id} id={id} axis={axis} site={site} isOld={isOld} ageMs={io?.facts.find(({ name }) => name === `${id}Live`)?.ageMs} />;
        })}
      </tbody>
    </table>
  );
}
