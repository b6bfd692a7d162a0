import { useId } from 'react';
import type { CarView } from '../../../../controller/api/contract/index.ts';
import { carShape, shade } from './car-shape.ts';
import type { SidePoint } from './car-shape.ts';

/** Rounds the corners of an outline, so that a body of few points looks pressed and not folded. */
function smooth(points: readonly SidePoint[], height: number, roundness: number): string {
  const at = (i: number): SidePoint => points[(i + points.length) % points.length] ?? { a: 0, h: 0 };
  const toward = (from: SidePoint, to: SidePoint, share: number): string =>
    `${(from.a + (to.a - from.a) * share).toFixed(1)} ${(height - from.h - (to.h - from.h) * share).toFixed(1)}`;
  return points
    .map((point, i) => {
      const entry = toward(point, at(i - 1), roundness);
      const leave = toward(point, at(i + 1), roundness);
      return `${i === 0 ? 'M' : 'L'}${entry}Q${point.a.toFixed(1)} ${(height - point.h).toFixed(1)} ${leave}`;
    })
    .join('')
    .concat('Z');
}

/** The car from its side, in its own colour and proportions; without a label it only decorates what is said beside it. A silhouette: the picture of a model is not claimed. */
export function CarPortrait({ car, label }: { readonly car: CarView; readonly label: string }) {
  const shape = carShape(car);
  const { lengthMm: length, heightMm: height, colour } = car;
  const paint = useId();
  const floor = Math.min(...shape.body.map(({ h }) => h));
  return (
    <svg className="car-portrait" viewBox={`-120 -140 ${String(length + 240)} ${String(height + 260)}`} {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
      <defs>
        <linearGradient id={paint} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={shade(colour, 0.34)} />
          <stop offset="0.45" stopColor={colour} />
          <stop offset="1" stopColor={shade(colour, -0.34)} />
        </linearGradient>
      </defs>
      <ellipse className="car-shadow" cx={length / 2} cy={height + 10} rx={length * 0.52} ry={70} />
      <path d={smooth(shape.body, height, 0.28)} fill={`url(#${paint})`} stroke={shade(colour, -0.5)} strokeWidth="14" />
      <path d={smooth(shape.glass, height, 0.16)} fill="#1f2b38" />
      <path d={`M${String(length * 0.52)} ${String(height * 0.1)}V${String(height - floor - height * 0.02)}`} className="car-seam" />
      <path d={`M${String(length * 0.03)} ${String(height * 0.53)}H${String(length * 0.97)}`} className="car-seam" />
      <path className="car-lamp" d={`M40 ${String(height * 0.55)}q150 -60 300 -40l-40 70q-140 10 -270 10z`} />
      <path d={`M${String(length - 30)} ${String(height * 0.46)}h-190l20 70h160z`} fill="#b3261e" />
      {shape.wheels.map(({ a, h, radius }) => (
        <g key={a}>
          <circle cx={a} cy={height - h} r={radius * 1.16} fill={shade(colour, -0.62)} />
          <circle cx={a} cy={height - h} r={radius} fill="#1a1f25" />
          <circle cx={a} cy={height - h} r={radius * 0.62} fill="#c3cad3" />
          <circle cx={a} cy={height - h} r={radius * 0.18} fill="#5b6672" />
        </g>
      ))}
    </svg>
  );
}
