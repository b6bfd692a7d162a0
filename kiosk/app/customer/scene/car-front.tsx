import type { CarView } from '../../../../controller/api/contract/index.ts';
import { shade } from './car-shape.ts';

type Side = -1 | 1;

/** A number plate of the front, mm, a little larger than a real one: it is there to be read. */
const PLATE = { width: 600, height: 160 } as const;

/** A car from its front, standing on y = 0, in its own width, height, colour and with its plate. A silhouette: the picture of a model is not claimed. */
export function CarFront({ car }: { readonly car: Pick<CarView, 'widthMm' | 'heightMm' | 'colour' | 'plate'> }) {
  const { widthMm, heightMm, colour, plate } = car;
  const half = widthMm / 2;
  const y = (share: number): number => -heightMm * share;
  const x = (share: number): number => half * share;
  const lamp = (side: Side): string => `M${String(x(0.94) * side)} ${String(y(0.5))}L${String(x(0.5) * side)} ${String(y(0.47))}L${String(x(0.52) * side)} ${String(y(0.41))}L${String(x(0.93) * side)} ${String(y(0.43))}Z`;
  const wheel = (side: Side): string => `M${String(x(0.96) * side)} ${String(y(0.22))}V0H${String(x(0.72) * side)}V${String(y(0.16))}Z`;
  return (
    <g className="car-front-view">
      <ellipse className="car-shadow" rx={half * 1.12} ry={110} cy={10} />
      <path d={`${wheel(-1)}${wheel(1)}`} className="car-tyre" />
      <path
        fill={shade(colour, -0.05)} stroke={shade(colour, -0.5)} strokeWidth="2"
        d={`M${String(-x(0.97))} ${String(y(0.14))}L${String(-x(1))} ${String(y(0.42))}Q${String(-x(0.98))} ${String(y(0.6))} ${String(-x(0.82))} ${String(y(0.64))}L${String(-x(0.64))} ${String(y(0.94))}Q${String(-x(0.6))} ${String(y(1))} ${String(-x(0.46))} ${String(y(1))}H${String(x(0.46))}Q${String(x(0.6))} ${String(y(1))} ${String(x(0.64))} ${String(y(0.94))}L${String(x(0.82))} ${String(y(0.64))}Q${String(x(0.98))} ${String(y(0.6))} ${String(x(1))} ${String(y(0.42))}L${String(x(0.97))} ${String(y(0.14))}Z`}
      />
      <path fill="#1f2b38" d={`M${String(-x(0.7))} ${String(y(0.66))}L${String(-x(0.56))} ${String(y(0.92))}Q0 ${String(y(0.96))} ${String(x(0.56))} ${String(y(0.92))}L${String(x(0.7))} ${String(y(0.66))}Q0 ${String(y(0.61))} ${String(-x(0.7))} ${String(y(0.66))}Z`} />
      <path fill={shade(colour, 0.2)} d={`M${String(-x(0.8))} ${String(y(0.6))}Q0 ${String(y(0.54))} ${String(x(0.8))} ${String(y(0.6))}L${String(x(0.86))} ${String(y(0.53))}Q0 ${String(y(0.47))} ${String(-x(0.86))} ${String(y(0.53))}Z`} />
      <path className="car-lamp" d={`${lamp(-1)}${lamp(1)}`} />
      <path fill={shade(colour, -0.7)} d={`M${String(-x(0.62))} ${String(y(0.16))}H${String(x(0.62))}L${String(x(0.56))} ${String(y(0.25))}H${String(-x(0.56))}Z`} />
      <g className="car-plate">
        <rect x={-PLATE.width / 2} y={y(0.4)} width={PLATE.width} height={PLATE.height} rx={14} />
        <text y={y(0.4) + PLATE.height * 0.77} fontSize={PLATE.height * 0.76} textAnchor="middle" textLength={PLATE.width * 0.88} lengthAdjust="spacingAndGlyphs">{plate}</text>
      </g>
      <path fill={shade(colour, -0.25)} d={`M${String(-x(0.86))} ${String(y(0.66))}l-190 -30l-20 120l190 10ZM${String(x(0.86))} ${String(y(0.66))}l190 -30l20 120l-190 10Z`} />
    </g>
  );
}
