import { useEffect, useRef } from 'react';
import type { CarView } from '../../../../controller/api/contract/index.ts';
import { useWords } from '../../words/words.tsx';
import { useServices } from '../services.tsx';
import { CarFront } from './car-front.tsx';
import { liftLeaf } from './scene-motion.ts';
import { isStale } from './shown-position.ts';

/** What is seen beside the opening and before it, mm. */
const WALL_MM = 1500;
const STREET_MM = 2500;
const LINTEL_MM = 900;
/** Where the yellow line lies before the door, and how deep the bay is drawn. */
const LINE_MM = 1250;
const DEPTH_MM = 900;

/**
 * The bay from the street, drawn: the door where it is measured, behind it the customer's car with its plate. First "stay behind the
 * line", then the way in. It claims to be a drawing and nothing else.
 */
export function BayPicture({ bay, car, mayEnter }: { readonly bay: string; readonly car: CarView | undefined; readonly mayEnter: boolean }) {
  const { say } = useWords();
  const { site, live, frames } = useServices();
  const leaf = useRef<SVGPathElement>(null);
  const picture = useRef<SVGSVGElement>(null);
  useEffect(() => frames((nowMs) => {
    const state = live.read();
    const door = state.tower?.doors[`${bay}.outer`];
    if (leaf.current !== null && door !== undefined) liftLeaf(leaf.current, door);
    const stale = String(isStale(state, nowMs));
    if (picture.current !== null && picture.current.dataset['stale'] !== stale) picture.current.dataset['stale'] = stale;
  }), [frames, live, bay]);
  const { widthMm: width, heightMm: height } = site.doors;
  const half = width / 2;
  const [inner, back] = [half * 0.8, -DEPTH_MM * 0.34];
  const label = car === undefined ? say('K24.bay', { bay }) : say('scene.bayPicture', { bay, car: `${car.brand} ${car.model}`, plate: car.plate });
  const view = [-half - WALL_MM, -height - LINTEL_MM, width + 2 * WALL_MM, height + LINTEL_MM + STREET_MM];
  return (
    <div className="bay-picture">
      <svg ref={picture} className="tower bay-view" viewBox={view.map((value) => value.toFixed(0)).join(' ')} role="img" aria-label={label} data-enter={mayEnter}>
        <defs>
          <pattern id="hatch" width="220" height="220" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V220" className="hatch-line" /></pattern>
          <radialGradient id="own-light"><stop offset="0" className="own-light-core" /><stop offset="1" className="own-light-edge" /></radialGradient>
        </defs>
        <path className="street" d={`M${String(-half - WALL_MM)} 0H${String(half + WALL_MM)}V${String(STREET_MM)}H${String(-half - WALL_MM)}Z`} />
        <path className="bay-room" d={`M${String(-half)} 0V${String(-height)}H${String(half)}V0Z`} />
        <path className="bay-edge" d={`M${String(-half)} 0L${String(-inner)} ${String(back)}V${String(-height * 0.9)}L${String(-half)} ${String(-height)}M${String(half)} 0L${String(inner)} ${String(back)}V${String(-height * 0.9)}L${String(half)} ${String(-height)}M${String(-inner)} ${String(back)}H${String(inner)}M${String(-inner)} ${String(-height * 0.9)}H${String(inner)}`} />
        <ellipse className="own-light" rx={half * 1.05} ry={height * 0.5} cy={-height * 0.32} />
        {car !== undefined && <g transform={`translate(0 ${String(back * 0.5)})`}><CarFront car={car} /></g>}
        <path ref={leaf} className="door-leaf" data-top={-height} d={`M${String(-half)} 0V${String(-height)}H${String(half)}V0Z`} />
        <path className="bay-frame" d={`M${String(-half)} 0V${String(-height)}H${String(half)}V0`} />
        <path className="bay-wall" d={`M${String(-half - WALL_MM)} 0H${String(-half)}M${String(half)} 0H${String(half + WALL_MM)}`} />
        <text className="bay-sign" x={0} y={-height - LINTEL_MM * 0.32} aria-hidden="true">{bay}</text>
        <path className="spill" d={`M${String(-half)} 0H${String(half)}L${String(half * 1.3)} ${String(STREET_MM)}H${String(-half * 1.3)}Z`} />
        <path className="yellow-line wide" d={`M${String(-half - 600)} ${String(LINE_MM)}H${String(half + 600)}`} />
        {mayEnter && <path className="way-in" d={`M-330 ${String(STREET_MM - 150)}V1050H-760L0 250L760 1050H330V${String(STREET_MM - 150)}Z`} />}
      </svg>
      <p className="bay-note">{say('scene.drawn')}</p>
    </div>
  );
}
