import { degreesOf } from '../../../../config/axes.ts';
import type { SiteView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import type { LiveState } from '../../tower-client/live-store.ts';
import { journeyOf } from './journey.ts';
import { levelAt, levelLights } from './level-lights.ts';
import { cssMoveTo, pointing } from './projection.ts';
import type { TowerLayout, TowerPoint } from './projection.ts';
import { createAxisFollower, isStale, newsAtMs } from './shown-position.ts';

/**
 * The drawing is moved on news, and between them at most this often: at the speed of a lift that is less than two pixels of the screen at a
 * time, and half the work of every picture.
 */
const MOVED_EVERY_MS = 32;

/** What the hands of the scene have to know of what they move. */
export interface MotionNeeds {
  readonly site: SiteView;
  readonly layout: TowerLayout;
  readonly ownCarId: string | undefined;
}

const attribute = (element: Element, name: string, value: string): void => {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
};

/** Everything in a drawing that carries this attribute, by its value. Looked up once; a part that React has made anew is looked up again. */
function createParts(root: Element, name: string): (value: string) => SVGElement | undefined {
  const known = new Map<string, SVGElement>();
  return (value) => {
    const found = known.get(value);
    if (found?.isConnected === true) return found;
    const anew = root.querySelector<SVGElement>(`[${name}="${CSS.escape(value)}"]`);
    if (anew === null) return undefined;
    known.set(value, anew);
    return anew;
  };
}

/** A leaf is drawn shut and hangs from its top: it goes up as it opens, and what is left of it is seen. */
export function liftLeaf(leaf: Element, { position, quality }: TowerSnapshot['doors'][string]): void {
  const top = Number(leaf.getAttribute('data-top'));
  const left = 1 - position;
  attribute(leaf, 'transform', `matrix(1 0 0 ${left.toFixed(4)} 0 ${(top * position).toFixed(1)})`);
  attribute(leaf, 'data-proven', String(quality === 'good'));
}

/** Lights the lamp of every storey, when the tower has told something. */
function createLamps({ site, layout, ownCarId }: MotionNeeds, lamp: (level: string) => Element | undefined): (tower: TowerSnapshot, liftMm: number) => void {
  const { levels } = site.tower;
  let level: string | undefined;
  return (tower, liftMm) => {
    level = levelAt(levels, liftMm, level);
    const lights = levelLights(levels, level, journeyOf(tower, ownCarId, layout.places));
    for (const { id } of levels) {
      const element = lamp(id);
      if (element !== undefined) attribute(element, 'data-light', lights[id] ?? 'off');
    }
  };
}

/**
 * Moves a drawing with the measured axes and doors, picture by picture, without going through React: carriage, mast, load, door leaves
 * and the lamps of the storeys. Writes nothing that already stands there.
 */
export function createSceneMotion(root: SVGSVGElement, needs: MotionNeeds): (state: LiveState, nowMs: number) => void {
  const follow = createAxisFollower();
  const { turn: table } = needs.site.axes;
  const part = createParts(root, 'data-moves');
  const leaf = createParts(root, 'data-leaf');
  const light = createLamps(needs, createParts(root, 'data-lamp'));
  let told: TowerSnapshot | undefined;
  let movedAtMs = -Infinity;
  const placed = new Map<string, string>();
  // As a style, not as an attribute: a layer of its own is moved without being laid out and painted anew.
  const place = (name: string, to: TowerPoint): void => {
    const group = part(name);
    const transform = cssMoveTo(to);
    if (group === undefined || (placed.get(name) === transform && group.style.transform !== '')) return;
    placed.set(name, transform);
    group.style.transform = transform;
  };
  return (state, nowMs) => {
    const { tower } = state;
    if (tower === undefined || (told === tower && nowMs - movedAtMs < MOVED_EVERY_MS)) return;
    movedAtMs = nowMs;
    const { lift, travel, turn, shuttle } = follow(tower, newsAtMs(state), nowMs);
    const way = pointing(table === undefined ? 0 : degreesOf(turn, table));
    place('mast', { x: travel, d: 0, z: 0 });
    place('platform', { x: travel, d: 0, z: lift });
    place('load', { x: shuttle * way.x, d: shuttle * way.d, z: 0 });
    attribute(root, 'data-stale', String(isStale(state, nowMs)));
    if (told === tower) return;
    told = tower;
    for (const [id, door] of Object.entries(tower.doors)) {
      const element = leaf(id);
      if (element !== undefined) liftLeaf(element, door);
    }
    light(tower, lift);
  };
}
