import type { CarView } from '../../../../controller/api/contract/index.ts';
import { carShape, shade } from './car-shape.ts';
import type { SidePoint } from './car-shape.ts';
import { outline, project } from './projection.ts';

type Car = Pick<CarView, 'lengthMm' | 'widthMm' | 'heightMm' | 'colour'>;

/** Edges of the body's outline by their place: which of them are the bonnet, the screen and the roof. */
const SCREEN_EDGE = 4;
const ROOF_EDGES = [5, 6, 7];

/** Matrix that lays a drawing of the car's side (along, height) into the plane at `x` of the tower. */
function sidePlane(x: number): string {
  const origin = project({ x, d: 0, z: 0 });
  const along = project({ x, d: 1, z: 0 });
  const up = project({ x, d: 0, z: 1 });
  const column = (to: { u: number; v: number }): string => `${(to.u - origin.u).toFixed(5)} ${(to.v - origin.v).toFixed(5)}`;
  return `matrix(${column(along)} ${column(up)} ${origin.u.toFixed(1)} ${origin.v.toFixed(1)})`;
}

const polygon = (points: readonly SidePoint[], from: number): string => points.map(({ a, h }) => `${(a + from).toFixed(0)},${h.toFixed(0)}`).join(' ');

/**
 * A car on its pallet, drawn at the origin of the projection with its nose to the street. `isOwn` gives it its colour; all
 * others are shadows of glass.
 */
export function CarBody({ car, isOwn }: { readonly car: Car; readonly isOwn: boolean }) {
  const shape = carShape(car);
  const nose = -car.lengthMm / 2;
  const half = car.widthMm / 2;
  const edges = shape.body.slice(0, -1).map((point, i) => ({ from: point, to: shape.body[i + 1] ?? point, i }));
  const quad = ({ from, to }: { from: SidePoint; to: SidePoint }): string =>
    outline([
      { x: -half, d: nose + from.a, z: from.h }, { x: half, d: nose + from.a, z: from.h },
      { x: half, d: nose + to.a, z: to.h }, { x: -half, d: nose + to.a, z: to.h },
    ]);
  const fillOf = (i: number): string | undefined => {
    if (!isOwn) return undefined;
    if (i === SCREEN_EDGE) return '#1b2733';
    return ROOF_EDGES.includes(i) ? shade(car.colour, 0.28) : shade(car.colour, i < SCREEN_EDGE ? 0.08 : 0.16);
  };
  const kindOf = (i: number): string => (i === SCREEN_EDGE ? 'car-glass' : ROOF_EDGES.includes(i) ? 'car-top' : 'car-front');
  return (
    <g className={isOwn ? 'car own' : 'car'}>
      {/* From the tail to the nose, so that what is nearer covers what is farther. */}
      {edges.toReversed().map((edge) => (
        <path key={edge.i} className={kindOf(edge.i)} d={quad(edge)} fill={fillOf(edge.i)} />
      ))}
      <g transform={sidePlane(half)}>
        <polygon className="car-side" points={polygon(shape.body, nose)} fill={isOwn ? shade(car.colour, -0.2) : undefined} />
        <polygon className="car-glass" points={polygon(shape.glass, nose)} fill={isOwn ? '#22303e' : undefined} />
        {shape.wheels.map(({ a, h, radius }) => (
          <g key={a}>
            <circle className="car-tyre" cx={a + nose} cy={h} r={radius} />
            <circle className="car-rim" cx={a + nose} cy={h} r={radius * 0.58} />
          </g>
        ))}
      </g>
      {isOwn && <HeadLamps car={car} />}
    </g>
  );
}

function HeadLamps({ car }: { readonly car: Car }) {
  const d = -car.lengthMm / 2 + 40;
  const z = car.heightMm * 0.42;
  const lamp = (from: number, to: number): string =>
    outline([{ x: from, d, z }, { x: to, d, z: z + 20 }, { x: to, d, z: z + 110 }, { x: from, d, z: z + 80 }]);
  const half = car.widthMm / 2;
  return (
    <>
      <path className="car-lamp" d={lamp(-half + 90, -half + 460)} />
      <path className="car-lamp" d={lamp(half - 460, half - 90)} />
    </>
  );
}
