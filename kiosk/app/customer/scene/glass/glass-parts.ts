import { BoxGeometry, BufferGeometry, CylinderGeometry, DoubleSide, EdgesGeometry, ExtrudeGeometry, Group, LineBasicMaterial, LineSegments, Mesh, MeshBasicMaterial, MeshStandardMaterial, Shape, TorusGeometry, Vector3 } from 'three';
import type { Color, Material } from 'three';
import { carShape } from '../car-shape.ts';
import type { CarSize } from '../car-shape.ts';
import type { TowerPoint } from '../projection.ts';

/** One metre of the tower is one unit of the scene. */
export const M = 0.001;

/** A point of the tower in the scene: along the aisle to the right, height up, depth away from the eye. */
export const at = ({ x, d, z }: TowerPoint): Vector3 => new Vector3(x * M, z * M, -d * M);

/** Makes parts and remembers what has to be given back: nothing of a drawing outlives it. */
export interface Workshop {
  readonly line: (colour: Color, opacity?: number) => LineBasicMaterial;
  readonly glass: (colour: Color, opacity: number) => MeshBasicMaterial;
  readonly solid: (colour: Color, roughness?: number) => MeshStandardMaterial;
  /** Paint that is seen at night by itself, a little. */
  readonly glowing: (colour: Color) => MeshStandardMaterial;
  /** A box by its two corners. */
  readonly box: <T extends Material>(from: TowerPoint, to: TowerPoint, material: T) => Mesh<BoxGeometry, T>;
  /** The edges of that box. */
  readonly edges: (from: TowerPoint, to: TowerPoint, material: LineBasicMaterial) => LineSegments;
  readonly segments: (points: readonly TowerPoint[], material: LineBasicMaterial) => LineSegments;
  /** A ring that lies flat around the origin, half a metre up. */
  readonly ring: (radiusMm: number, material: Material) => Mesh;
  /** A car with its nose to the street; `outlined`: its edges are drawn as well, and it is folded and not pressed. */
  readonly car: (size: CarSize, look: CarLook) => Group;
  readonly dispose: () => void;
}

/** What a car is made of. */
export interface CarLook {
  readonly paint: Material;
  readonly windows: Material;
  readonly rubber: Material;
  readonly outlined?: LineBasicMaterial;
}

/** Edges at which two faces meet in more than this are drawn, degrees. */
const EDGE_DEG = 20;

function bodyOf(points: readonly { readonly a: number; readonly h: number }[], lengthMm: number): Shape {
  const shape = new Shape();
  points.forEach(({ a, h }, i) => {
    const [x, y] = [(a - lengthMm / 2) * M, h * M];
    if (i === 0) shape.moveTo(x, y);
    else shape.lineTo(x, y);
  });
  shape.closePath();
  return shape;
}

function flatRing(geometry: TorusGeometry, material: Material): Mesh {
  const ring = new Mesh(geometry, material);
  ring.rotation.x = Math.PI / 2;
  ring.position.y = 0.5;
  ring.visible = false;
  return ring;
}

/** Opens a workshop. */
export function createWorkshop(): Workshop {
  const made: { readonly dispose: () => void }[] = [];
  const keep = <T extends { readonly dispose: () => void }>(one: T): T => {
    made.push(one);
    return one;
  };
  const cuboid = (from: TowerPoint, to: TowerPoint): { readonly geometry: BoxGeometry; readonly centre: Vector3 } => {
    const [a, b] = [at(from), at(to)];
    return { geometry: keep(new BoxGeometry(Math.abs(b.x - a.x), Math.abs(b.y - a.y), Math.abs(b.z - a.z))), centre: a.clone().add(b).multiplyScalar(0.5) };
  };
  /** The side of the car, pressed out to its width; its nose to the street. */
  const pressed = (shape: Shape, widthMm: number, material: Material, outlined?: LineBasicMaterial): Mesh => {
    const depth = widthMm * M;
    const geometry = keep(new ExtrudeGeometry(shape, { depth, bevelEnabled: outlined === undefined, bevelSize: 0.05, bevelThickness: 0.08, bevelSegments: 2 }));
    const mesh = new Mesh(geometry, material);
    if (outlined !== undefined) mesh.add(new LineSegments(keep(new EdgesGeometry(geometry, EDGE_DEG)), outlined));
    // Along the shape is along the car, nose first: it turns so that the nose looks to the street.
    mesh.rotation.y = Math.PI / 2;
    mesh.position.x = -depth / 2;
    return mesh;
  };
  return {
    line: (colour, opacity = 1) => keep(new LineBasicMaterial({ color: colour, transparent: opacity < 1, opacity })),
    glass: (colour, opacity) => keep(new MeshBasicMaterial({ color: colour, transparent: true, opacity, depthWrite: false, side: DoubleSide })),
    solid: (colour, roughness = 0.45) => keep(new MeshStandardMaterial({ color: colour, roughness, metalness: 0.1 })),
    glowing: (colour) => keep(new MeshStandardMaterial({ color: colour, emissive: colour, emissiveIntensity: 0.28, roughness: 0.3, metalness: 0.1 })),
    box: (from, to, material) => {
      const { geometry, centre } = cuboid(from, to);
      const mesh = new Mesh(geometry, material);
      mesh.position.copy(centre);
      return mesh;
    },
    edges: (from, to, material) => {
      const { geometry, centre } = cuboid(from, to);
      const lines = new LineSegments(keep(new EdgesGeometry(geometry)), material);
      lines.position.copy(centre);
      return lines;
    },
    segments: (points, material) => new LineSegments(keep(new BufferGeometry().setFromPoints(points.map(at))), material),
    ring: (radiusMm, material) => flatRing(keep(new TorusGeometry(radiusMm * M, 0.045, 8, 64)), material),
    car: (size, { paint, windows, rubber, outlined }) => {
      const shape = carShape(size);
      const group = new Group();
      group.add(pressed(bodyOf(shape.body, size.lengthMm), size.widthMm - 160, paint, outlined), pressed(bodyOf(shape.glass, size.lengthMm), size.widthMm - 120, windows, outlined));
      for (const { a, h, radius } of shape.wheels) {
        const wheel = new Mesh(keep(new CylinderGeometry(radius * M, radius * M, (size.widthMm + 40) * M, 20)), rubber);
        wheel.rotation.z = Math.PI / 2;
        wheel.position.set(0, h * M, (size.lengthMm / 2 - a) * M);
        group.add(wheel);
      }
      return group;
    },
    dispose: () => {
      for (const one of made.splice(0)) one.dispose();
    },
  };
}
