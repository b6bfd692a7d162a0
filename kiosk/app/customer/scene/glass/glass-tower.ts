import { DirectionalLight, Group, HemisphereLight, PerspectiveCamera, PointLight, Scene, Vector3, WebGLRenderer } from 'three';
import { degreesOf } from '../../../../../config/axes.ts';
import type { CarView, SiteView, TowerSnapshot } from '../../../../../controller/api/contract/index.ts';
import type { LiveState } from '../../../tower-client/live-store.ts';
import { journeyOf } from '../journey.ts';
import { levelAt, levelLights } from '../level-lights.ts';
import { pointing } from '../projection.ts';
import type { TowerLayout } from '../projection.ts';
import { contentsOf } from '../scene-contents.ts';
import { createAxisFollower, isStale, newsAtMs } from '../shown-position.ts';
import type { ShownAxes } from '../shown-position.ts';
import type { SceneLight } from '../tower-scene.tsx';
import { buildGlassBuilding, liftGlassLeaf } from './glass-building.ts';
import { coloursAt } from './glass-colours.ts';
import { buildGlassInventory } from './glass-inventory.ts';
import type { GlassInventory } from './glass-inventory.ts';
import { at, createWorkshop, M } from './glass-parts.ts';

/** What the glass is drawn of. */
export interface GlassNeeds {
  readonly site: SiteView;
  readonly cars: readonly CarView[];
  readonly layout: TowerLayout;
  readonly ownCarId: string | undefined;
}

/** A tower in glass on a canvas. */
export interface GlassTower {
  /** Draws the tower as it stands. False when the picture would be the last one again, and was not drawn. */
  readonly draw: (state: LiveState, nowMs: number) => boolean;
  readonly setLight: (light: SceneLight) => void;
  readonly resize: (widthPx: number, heightPx: number, pixelRatio: number) => void;
  /** Gives everything back: buffers, programs, the context itself. */
  readonly dispose: () => void;
}

/** The eye stands on the street, to the right, a little above the middle of what it looks at. */
const EYE = new Vector3(0.5, 0.22, 1).normalize();
const FIELD_DEG = 32;
/** How much of the lift's way the eye follows. */
const FOLLOWS = 0.12;
/** Sharper than this costs and is not seen from where people stand. */
const MOST_PIXEL_RATIO = 1.5;

/** Camera that has the whole tower in sight, whatever the shape of the canvas. */
function createEye(layout: TowerLayout) {
  const camera = new PerspectiveCamera(FIELD_DEG, 1, 0.5, 400);
  const middle = at({ x: (layout.left + layout.right) / 2, d: (layout.front + layout.back) / 2, z: (layout.ground + layout.roof) / 2 });
  const size = at({ x: layout.right - layout.left, d: layout.front - layout.back, z: layout.roof - layout.ground });
  const [wide, high] = [Math.hypot(size.x, size.z) / 2, size.y / 2 + 1.2];
  return {
    camera,
    look: (liftMm: number): void => {
      const half = Math.tan((FIELD_DEG * Math.PI) / 360);
      const away = Math.max(high / half, wide / (half * camera.aspect)) * 1.12 + Math.abs(size.z) / 2;
      const target = middle.clone();
      target.y += (liftMm * M - middle.y) * FOLLOWS;
      camera.position.copy(target).addScaledVector(EYE, away);
      camera.lookAt(target);
    },
  };
}

/** Mast and platform of the lift; the load hangs on the platform. */
function buildCarriage(workshop: ReturnType<typeof createWorkshop>, layout: TowerLayout, colours: ReturnType<typeof coloursAt>) {
  const [half, d] = [layout.pallet.widthMm / 2 + 60, layout.pallet.lengthMm / 2 + 60];
  const [mast, platform] = [new Group(), new Group()];
  const steel = workshop.line(colours.steel);
  mast.add(workshop.edges({ x: -half, d: -40, z: layout.ground }, { x: half, d: 40, z: layout.roof }, steel));
  platform.add(workshop.box({ x: -half, d: -d, z: -340 }, { x: half, d, z: -160 }, workshop.solid(colours.steel)));
  return { mast, platform };
}

const sameAxes = (a: ShownAxes | undefined, b: ShownAxes): boolean =>
  a !== undefined && Math.abs(a.lift - b.lift) < 0.5 && Math.abs(a.travel - b.travel) < 0.5 && Math.abs(a.turn - b.turn) < 0.5 && Math.abs(a.shuttle - b.shuttle) < 0.5;

/** Builds the tower on a canvas, in the colours of its place on the page. Throws when no context can be had. */
export function createGlassTower(canvas: HTMLCanvasElement, { site, cars, layout, ownCarId }: GlassNeeds): GlassTower {
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, powerPreference: 'low-power' });
  const colours = coloursAt(canvas);
  const workshop = createWorkshop();
  const scene = new Scene();
  const eye = createEye(layout);
  const building = buildGlassBuilding(workshop, site, layout, colours);
  const { mast, platform } = buildCarriage(workshop, layout, colours);
  const [sky, sun, own] = [new HemisphereLight(colours.glass, colours.ground, 1.1), new DirectionalLight(colours.lamp, 1.6), new PointLight(colours.lamp, 30, 14)];
  sun.position.set(4, 10, 12);
  scene.add(building.group, mast, platform, sky, sun, own);
  const follow = createAxisFollower();
  let inventory: GlassInventory | undefined;
  let shownInventory = '';
  let told: TowerSnapshot | undefined;
  let last: ShownAxes | undefined;
  let level: string | undefined;
  let isDue = true;
  let isSafe = false;

  const takeInventory = (tower: TowerSnapshot): void => {
    const contents = contentsOf(tower);
    const text = JSON.stringify(contents);
    if (text === shownInventory) return;
    shownInventory = text;
    const before = inventory;
    inventory = buildGlassInventory(contents, { layout, cars, colours, ownCarId });
    if (before !== undefined) {
      scene.remove(before.standing);
      platform.remove(before.load);
      before.dispose();
    }
    inventory.ring.visible = isSafe;
    scene.add(inventory.standing);
    platform.add(inventory.load);
  };
  /** What changes only with a message: inventory, doors, lamps. */
  const take = (tower: TowerSnapshot, lift: number): void => {
    takeInventory(tower);
    for (const [id, { position }] of Object.entries(tower.doors)) {
      const door = building.doors.get(id);
      if (door !== undefined) liftGlassLeaf(door, position);
    }
    level = levelAt(site.tower.levels, lift, level);
    const lights = levelLights(site.tower.levels, level, journeyOf(tower, ownCarId, layout.places));
    for (const [id, lamp] of building.lamps) {
      const { material } = lamp;
      if (!Array.isArray(material)) material.opacity = lights[id] === 'here' ? 1 : lights[id] === 'passed' ? 0.6 : 0.12;
    }
    isDue = true;
  };
  const place = ({ lift, travel, turn, shuttle }: ShownAxes): void => {
    const way = pointing(site.axes.turn === undefined ? 0 : degreesOf(turn, site.axes.turn));
    mast.position.x = travel * M;
    platform.position.copy(at({ x: travel, d: 0, z: lift }));
    inventory?.load.position.copy(at({ x: shuttle * way.x, d: shuttle * way.d, z: 0 }));
    own.position.copy(at({ x: travel, d: layout.front - 1500, z: lift + 2500 }));
    eye.look(lift);
  };
  return {
    draw: (state, nowMs) => {
      if (state.tower === undefined) return false;
      const axes = follow(state.tower, newsAtMs(state), nowMs);
      if (told !== state.tower) {
        told = state.tower;
        take(state.tower, axes.lift);
      }
      const stale = isStale(state, nowMs);
      if (canvas.dataset['stale'] !== String(stale)) canvas.dataset['stale'] = String(stale);
      if (!isDue && sameAxes(last, axes)) return false;
      isDue = false;
      last = axes;
      place(axes);
      renderer.render(scene, eye.camera);
      return true;
    },
    setLight: (light) => {
      sky.intensity = light === 'on' ? 1.1 : 0.35;
      sun.intensity = light === 'on' ? 1.6 : 0.25;
      // The car keeps its light when everything else loses it.
      own.intensity = light === 'on' ? 30 : 60;
      isSafe = light === 'safe';
      if (inventory !== undefined) inventory.ring.visible = isSafe;
      isDue = true;
    },
    resize: (widthPx, heightPx, pixelRatio) => {
      renderer.setPixelRatio(Math.min(pixelRatio, MOST_PIXEL_RATIO));
      renderer.setSize(widthPx, heightPx, false);
      eye.camera.aspect = widthPx / Math.max(1, heightPx);
      eye.camera.updateProjectionMatrix();
      isDue = true;
    },
    dispose: () => {
      inventory?.dispose();
      workshop.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}
