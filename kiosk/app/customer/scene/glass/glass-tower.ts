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
import type { GlassBuilding } from './glass-building.ts';
import { coloursAt } from './glass-colours.ts';
import type { GlassColours } from './glass-colours.ts';
import { buildGlassInventory, OWN_LAYER } from './glass-inventory.ts';
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
const EYE = new Vector3(0.46, 0.26, 1).normalize();
const FIELD_DEG = 32;
/** How much of the lift's way the eye follows. */
const FOLLOWS = 0.06;
/** Air around the tower. */
const MARGIN = 1.06;
/** What else must be in sight: the lamps of the storeys, and the yard with the yellow line. */
const LAMPS_MM = 700;
const YARD_MM = 1200;
/** Sharper than this costs and is not seen from where people stand. */
const MOST_PIXEL_RATIO = 1.5;
const LAMP_OPACITY = { off: 0.12, passed: 0.6, here: 1 } as const;

/** Camera that has the whole tower just in sight, whatever the shape of the canvas. */
function createEye({ left, right, front, back, ground, roof }: TowerLayout) {
  const camera = new PerspectiveCamera(FIELD_DEG, 1, 0.5, 400);
  const corners = [left - LAMPS_MM, right].flatMap((x) => [front - YARD_MM, back].flatMap((d) => [ground, roof].map((z) => at({ x, d, z }))));
  const middle = corners.reduce((sum, corner) => sum.add(corner), new Vector3()).divideScalar(corners.length);
  const half = Math.tan((FIELD_DEG * Math.PI) / 360);
  /** So far away that no corner leaves the picture: each has its own distance, the largest holds for all. */
  const awayFrom = (): number => {
    camera.position.copy(middle).add(EYE);
    camera.lookAt(middle);
    camera.updateMatrixWorld();
    const [across, up] = [new Vector3().setFromMatrixColumn(camera.matrixWorld, 0), new Vector3().setFromMatrixColumn(camera.matrixWorld, 1)];
    return Math.max(...corners.map((corner) => {
      const from = corner.clone().sub(middle);
      return Math.max(Math.abs(from.dot(across)) / camera.aspect, Math.abs(from.dot(up))) / half + from.dot(EYE);
    })) * MARGIN;
  };
  let away = 0;
  return {
    camera,
    fit: (aspect: number): void => {
      camera.aspect = aspect;
      camera.updateProjectionMatrix();
      away = awayFrom();
    },
    look: (liftMm: number): void => {
      const target = middle.clone();
      target.y += (liftMm * M - middle.y) * FOLLOWS;
      camera.position.copy(target).addScaledVector(EYE, away);
      camera.lookAt(target);
    },
  };
}

/** Mast and platform of the lift; the load hangs on the platform. */
function buildCarriage(workshop: ReturnType<typeof createWorkshop>, layout: TowerLayout, colours: GlassColours) {
  const [half, d] = [layout.pallet.widthMm / 2 + 60, layout.pallet.lengthMm / 2 + 60];
  const [mast, platform] = [new Group(), new Group()];
  const steel = workshop.line(colours.steel);
  mast.add(workshop.edges({ x: -half, d: -40, z: layout.ground }, { x: half, d: 40, z: layout.roof }, steel));
  platform.add(workshop.box({ x: -half, d: -d, z: -340 }, { x: half, d, z: -160 }, workshop.solid(colours.steel)));
  return { mast, platform };
}

const sameAxes = (a: ShownAxes | undefined, b: ShownAxes): boolean =>
  a !== undefined && Math.abs(a.lift - b.lift) < 0.5 && Math.abs(a.travel - b.travel) < 0.5 && Math.abs(a.turn - b.turn) < 0.5 && Math.abs(a.shuttle - b.shuttle) < 0.5;

/** Light from the sky, from the street, and on the customer's own car. */
function createLights(scene: Scene, colours: GlassColours) {
  const [sky, sun, own] = [new HemisphereLight(colours.glass, colours.ground, 1.1), new DirectionalLight(colours.lamp, 1.6), new PointLight(colours.lamp, 30, 14)];
  sun.position.set(4, 10, 12);
  for (const lamp of [sky, sun, own]) lamp.layers.enableAll();
  scene.add(sky, sun, own);
  return {
    own,
    set: (light: SceneLight): void => {
      sky.intensity = light === 'on' ? 1.1 : 0.35;
      sun.intensity = light === 'on' ? 1.6 : 0.25;
      // The car keeps its light when everything else loses it.
      own.intensity = light === 'on' ? 30 : 60;
    },
  };
}

/** What changes only with a message: where pallets and cars stand, doors, lamps. */
function createKeeper(scene: Scene, platform: Group, building: GlassBuilding, needs: GlassNeeds & { readonly colours: GlassColours }) {
  const { site, layout, ownCarId } = needs;
  let inventory: GlassInventory | undefined;
  let shown = '';
  let level: string | undefined;
  let isSafe = false;
  const takeInventory = (tower: TowerSnapshot): void => {
    const contents = contentsOf(tower);
    const text = JSON.stringify(contents);
    if (text === shown) return;
    shown = text;
    if (inventory !== undefined) {
      scene.remove(inventory.standing);
      platform.remove(inventory.load);
      inventory.dispose();
    }
    inventory = buildGlassInventory(contents, needs);
    inventory.ring.visible = isSafe;
    scene.add(inventory.standing);
    platform.add(inventory.load);
  };
  return {
    load: (): Group | undefined => inventory?.load,
    setSafe: (safe: boolean): void => {
      isSafe = safe;
      if (inventory !== undefined) inventory.ring.visible = safe;
    },
    take: (tower: TowerSnapshot, liftMm: number): void => {
      takeInventory(tower);
      for (const [id, { position }] of Object.entries(tower.doors)) {
        const door = building.doors.get(id);
        if (door !== undefined) liftGlassLeaf(door, position);
      }
      level = levelAt(site.tower.levels, liftMm, level);
      const lights = levelLights(site.tower.levels, level, journeyOf(tower, ownCarId, layout.places));
      for (const [id, { material }] of building.lamps) material.opacity = LAMP_OPACITY[lights[id] ?? 'off'];
    },
    dispose: (): void => { inventory?.dispose(); },
  };
}

/** Everything, and then one's own car over it: it is seen through all that stands before it. */
function drawLayers(renderer: WebGLRenderer, scene: Scene, camera: PerspectiveCamera): void {
  renderer.clear();
  camera.layers.set(0);
  renderer.render(scene, camera);
  renderer.clearDepth();
  camera.layers.set(OWN_LAYER);
  renderer.render(scene, camera);
}

/** Builds the tower on a canvas, in the colours of its place on the page. Throws when no context can be had. */
export function createGlassTower(canvas: HTMLCanvasElement, needs: GlassNeeds): GlassTower {
  const { site, layout } = needs;
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, powerPreference: 'low-power' });
  renderer.autoClear = false;
  const colours = coloursAt(canvas);
  const [workshop, scene, eye, follow] = [createWorkshop(), new Scene(), createEye(layout), createAxisFollower()];
  const building = buildGlassBuilding(workshop, site, layout, colours);
  const { mast, platform } = buildCarriage(workshop, layout, colours);
  scene.add(building.group, mast, platform);
  const lights = createLights(scene, colours);
  const keeper = createKeeper(scene, platform, building, { ...needs, colours });
  let told: TowerSnapshot | undefined;
  let last: ShownAxes | undefined;

  const place = ({ lift, travel, turn, shuttle }: ShownAxes): void => {
    const way = pointing(site.axes.turn === undefined ? 0 : degreesOf(turn, site.axes.turn));
    mast.position.x = travel * M;
    platform.position.copy(at({ x: travel, d: 0, z: lift }));
    keeper.load()?.position.copy(at({ x: shuttle * way.x, d: shuttle * way.d, z: 0 }));
    lights.own.position.copy(at({ x: travel, d: layout.front - 1500, z: lift + 2500 }));
    eye.look(lift);
  };
  return {
    draw: (state, nowMs) => {
      if (state.tower === undefined) return false;
      const axes = follow(state.tower, newsAtMs(state), nowMs);
      const stale = String(isStale(state, nowMs));
      if (canvas.dataset['stale'] !== stale) canvas.dataset['stale'] = stale;
      if (told !== state.tower) {
        told = state.tower;
        keeper.take(told, axes.lift);
        last = undefined;
      }
      if (sameAxes(last, axes)) return false;
      last = axes;
      place(axes);
      drawLayers(renderer, scene, eye.camera);
      return true;
    },
    setLight: (light) => {
      lights.set(light);
      keeper.setSafe(light === 'safe');
      last = undefined;
    },
    resize: (widthPx, heightPx, pixelRatio) => {
      renderer.setPixelRatio(Math.min(pixelRatio, MOST_PIXEL_RATIO));
      renderer.setSize(widthPx, heightPx, false);
      eye.fit(widthPx / Math.max(1, heightPx));
      last = undefined;
    },
    dispose: () => {
      keeper.dispose();
      workshop.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}
