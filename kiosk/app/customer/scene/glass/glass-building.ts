import { Group } from 'three';
import type { BoxGeometry, Mesh, MeshBasicMaterial } from 'three';
import type { SiteView } from '../../../../../controller/api/contract/index.ts';
import { STREET_MM } from '../projection.ts';
import type { TowerLayout } from '../projection.ts';
import type { GlassColours } from './glass-colours.ts';
import { M } from './glass-parts.ts';
import type { Workshop } from './glass-parts.ts';

/** What stands, and the parts of it that move by themselves: door leaves by id, lamps by storey. */
export interface GlassBuilding {
  readonly group: Group;
  readonly doors: ReadonlyMap<string, { readonly leaf: Mesh; readonly bottomMm: number; readonly topMm: number }>;
  readonly lamps: ReadonlyMap<string, Mesh<BoxGeometry, MeshBasicMaterial>>;
}

function addDoors(workshop: Workshop, { group, doors }: GlassBuilding & { readonly doors: Map<string, unknown> }, needs: { readonly site: SiteView; readonly layout: TowerLayout; readonly colours: GlassColours }): void {
  const { site, layout, colours } = needs;
  const half = layout.pallet.widthMm / 2 + 120;
  const [leafPaint, frame] = [workshop.glass(colours.steel, 0.42), workshop.line(colours.steel)];
  for (const place of layout.places.filter(({ kind }) => kind === 'bay')) {
    const topMm = Math.min(place.zMm + site.doors.heightMm, place.zMm + layout.storeyMm - 60);
    for (const [name, d] of [['inner', place.reachMm + layout.pallet.lengthMm / 2], ['outer', layout.front]] as const) {
      const [from, to] = [{ x: place.xMm - half, d: d - 30, z: place.zMm }, { x: place.xMm + half, d: d + 30, z: topMm }];
      const leaf = workshop.box(from, to, leafPaint);
      group.add(leaf, workshop.edges(from, to, frame));
      doors.set(`${place.name}.${name}`, { leaf, bottomMm: place.zMm, topMm });
    }
  }
}

/** The building in glass and steel, as the site says it. */
export function buildGlassBuilding(workshop: Workshop, site: SiteView, layout: TowerLayout, colours: GlassColours): GlassBuilding {
  const { left, right, front, back, ground, roof, levels } = layout;
  const group = new Group();
  const building = { group, doors: new Map<string, { readonly leaf: Mesh; readonly bottomMm: number; readonly topMm: number }>(), lamps: new Map<string, Mesh<BoxGeometry, MeshBasicMaterial>>() };
  const [steel, faint] = [workshop.line(colours.steel), workshop.line(colours['glass-line'], 0.7)];
  const [pane, floor] = [workshop.glass(colours.glass, 0.06), workshop.glass(colours.glass, 0.1)];
  group.add(workshop.edges({ x: left, d: front, z: ground }, { x: right, d: back, z: roof }, steel));
  for (const { id, zMm } of levels) {
    group.add(workshop.box({ x: left, d: front, z: zMm - 60 }, { x: right, d: back, z: zMm }, floor), workshop.edges({ x: left, d: front, z: zMm - 60 }, { x: right, d: back, z: zMm }, faint));
    const z = zMm + layout.storeyMm * 0.3;
    const lamp = workshop.box({ x: left - 620, d: front - 60, z: z - 90 }, { x: left - 180, d: front + 60, z: z + 90 }, workshop.glass(colours.lamp, 0.12));
    building.lamps.set(id, lamp);
    group.add(lamp);
  }
  group.add(workshop.box({ x: left, d: back - 20, z: ground }, { x: right, d: back, z: roof }, pane), workshop.box({ x: left, d: front, z: roof - 20 }, { x: right, d: back, z: roof }, pane));
  group.add(workshop.box({ x: left - 6000, d: front - STREET_MM, z: ground - 40 }, { x: right + 6000, d: back + 4000, z: ground - 30 }, workshop.glass(colours.ground, 0.9)));
  const half = layout.pallet.widthMm / 2 + 150;
  const yellow = workshop.glass(colours['yellow-line'], 1);
  for (const { kind, xMm } of layout.places) {
    if (kind === 'bay') group.add(workshop.box({ x: xMm - half, d: front - 960, z: ground - 25 }, { x: xMm + half, d: front - 840, z: ground - 15 }, yellow));
  }
  addDoors(workshop, building, { site, layout, colours });
  return building;
}

/** A leaf goes up as it opens, and what is left of it hangs from the top. */
export function liftGlassLeaf({ leaf, bottomMm, topMm }: { readonly leaf: Mesh; readonly bottomMm: number; readonly topMm: number }, position: number): void {
  const left = Math.max(0.001, 1 - position);
  leaf.scale.y = left;
  leaf.position.y = (topMm - ((topMm - bottomMm) * left) / 2) * M;
}
