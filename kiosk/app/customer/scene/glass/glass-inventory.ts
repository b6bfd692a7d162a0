import { Color, Group } from 'three';
import type { Mesh } from 'three';
import type { CarView } from '../../../../../controller/api/contract/index.ts';
import type { TowerLayout } from '../projection.ts';
import { UNKNOWN_CAR } from '../place-drawing.tsx';
import type { Occupant, SceneContents } from '../scene-contents.ts';
import type { GlassColours } from './glass-colours.ts';
import { at, createWorkshop } from './glass-parts.ts';
import type { Workshop } from './glass-parts.ts';

/** The pallets and cars of one inventory: those that stand, and the one on the carriage. */
export interface GlassInventory {
  readonly standing: Group;
  readonly load: Group;
  /** Lies around the customer's own car while everything is proven to stand. */
  readonly ring: Mesh;
  readonly dispose: () => void;
}

/** What belongs to the customer's own car is drawn after everything else: it is seen through all that stands before it. */
export const OWN_LAYER = 1;

interface InventoryNeeds {
  readonly layout: TowerLayout;
  readonly cars: readonly CarView[];
  readonly colours: GlassColours;
  readonly ownCarId: string | undefined;
}

function createStand(workshop: Workshop, { layout, cars, colours, ownCarId }: InventoryNeeds, ring: Mesh): (occupant: Occupant) => Group {
  const { lengthMm, widthMm } = layout.pallet;
  const known = new Map(cars.map((car) => [car.carId, car] as const));
  const [steel, rubber, windows] = [workshop.glass(colours.steel, 0.4), workshop.solid(new Color('#181d23'), 0.9), workshop.solid(new Color('#22303e'), 0.15)];
  const shadow = workshop.glass(colours['idle-front'], 0.5);
  const others = { paint: shadow, windows: workshop.glass(colours['glass-line'], 0.25), rubber: shadow, outlined: workshop.line(colours['glass-line'], 0.9) };
  const doubt = workshop.line(colours.muted);
  const [x, d] = [widthMm / 2, lengthMm / 2];
  return ({ hasPallet, carId, isKnown }) => {
    const group = new Group();
    if (!isKnown) group.add(workshop.edges({ x: -x, d: -d, z: 0 }, { x, d, z: 600 }, doubt));
    if (!hasPallet) return group;
    group.add(workshop.box({ x: -x, d: -d, z: -140 }, { x, d, z: 0 }, steel));
    if (carId === undefined) return group;
    const car = known.get(carId) ?? UNKNOWN_CAR;
    const isOwn = carId === ownCarId;
    const body = workshop.car(car, isOwn ? { paint: workshop.glowing(new Color(car.colour)), windows, rubber } : others);
    group.add(body);
    if (!isOwn) return group;
    group.add(ring);
    for (const part of [body, ring]) part.traverse((each) => { each.layers.set(OWN_LAYER); });
    return group;
  };
}

/** Sets everything where the inventory says. The customer's own car alone has its colour. */
export function buildGlassInventory(contents: SceneContents, needs: InventoryNeeds): GlassInventory {
  const workshop = createWorkshop();
  const ring = workshop.ring(needs.layout.pallet.lengthMm * 0.56, workshop.glass(needs.colours.lamp, 0.85));
  const stand = createStand(workshop, needs, ring);
  const standing = new Group();
  for (const place of needs.layout.places) {
    const occupant = contents.places[place.id];
    if (occupant === undefined) continue;
    const group = stand(occupant);
    group.position.copy(at({ x: place.xMm, d: place.reachMm, z: place.zMm }));
    standing.add(group);
  }
  return { standing, load: stand(contents.carriage), ring, dispose: workshop.dispose };
}
