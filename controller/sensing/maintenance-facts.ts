import { axisIds } from '../../config/axes.ts';
import type { AxisId, Site } from '../../config/schema/site.schema.ts';
import type { TowerDevices } from '../ports.ts';
import type { RawRule } from './axis-facts.ts';
import type { Channel } from './channel.ts';
import { antivalent, computed, type Derivation, type Finding } from './derivation.ts';
import type { FactName, Truth } from './fact.ts';
import { createNearEnd, meterIdOf } from './near-limit.ts';
import type { TowerChannels } from './tower-channels.ts';

/** What the facts of held motions are made from. `factOf` reads facts that stand earlier in the table. */
export interface MaintenanceParts {
  readonly site: Site;
  readonly channels: TowerChannels;
  readonly devices: TowerDevices;
  readonly factOf: (name: FactName) => Truth;
}

/** Key on maintenance, the enabling device, a fresh press of it, and which axes stand at their ends. `manualMode` stands before them. */
export function maintenanceFacts(parts: MaintenanceParts): readonly RawRule[] {
  const { site, channels, factOf } = parts;
  const mid = channels.structure('enablingMid');
  const off = channels.structure('enablingOff');
  const fresh = freshPress([mid, off], () => factOf('enablingPressed'), off.read, () => factOf('manualMode'), site.maintenance.longestHoldMs);
  return [
    keyInMaintenance(channels),
    { name: 'enablingPressed', derivation: antivalent(mid, off) },
    { name: 'enablingFresh', derivation: fresh },
    ...axisIds.filter((id) => parts.devices.axes[id] !== undefined).map((id) => nearLimit(id, parts)),
  ];
}

/** The opposite contact of the key switch, with the mirror off; both contacts on or both off are a defect or a key in between. */
function keyInMaintenance(channels: TowerChannels): RawRule {
  const auto = channels.line('keyAuto');
  const maintenance = channels.line('keyMaintenance');
  const mirror = channels.structure('keyAutoMirror');
  const contacts = (): Truth => {
    const [inAuto, inMaintenance, mirrored] = [auto.read(), maintenance.read(), mirror.read()];
    if (inAuto === undefined || inMaintenance === undefined || mirrored === undefined) return undefined;
    if (inAuto === inMaintenance) return undefined;
    return inMaintenance && !mirrored;
  };
  return { name: 'keyInMaintenance', derivation: computed([auto, maintenance, mirror], contacts), held: true };
}

/**
 * A press of the enabling device that somebody has given since manual mode began and for no longer than a hand holds: one that was down
 * before, or stays down too long, is wedged (Ibaraki 2012). It must be let go, and pressed anew; let go is what the opposite contact
 * says: where only the contact of the middle drops out, nobody has.
 */
function freshPress(channels: readonly Channel[], pressed: () => Truth, released: () => Truth, manual: () => Truth, longestMs: number): Derivation {
  let letGo = false;
  let sinceMs = Infinity;
  const forget = (): void => {
    letGo = false;
    sinceMs = Infinity;
  };
  return {
    channels,
    readsFacts: true,
    translateMs: (deltaMs) => { sinceMs += deltaMs; },
    derive: (nowMs, into: Finding) => {
      const isPressed = pressed();
      into.pending = false;
      into.cause = isPressed === undefined ? 'stale' : 'confirmed';
      into.value = isPressed === undefined ? undefined : false;
      if (manual() !== true || isPressed === undefined) {
        forget();
        return;
      }
      if (!isPressed) {
        const counted = sinceMs !== Infinity;
        letGo = released() === true || (letGo && !counted);
        sinceMs = Infinity;
        return;
      }
      if (!letGo) return;
      if (sinceMs === Infinity) sinceMs = nowMs;
      if (nowMs - sinceMs > longestMs) {
        forget();
        return;
      }
      into.value = true;
      into.pending = true;
    },
  };
}

function nearLimit(id: AxisId, { site, channels, devices }: MaintenanceParts): RawRule {
  const drive = channels.axis(id, 'position', () => true);
  const meter = devices.distanceMeters[meterIdOf(id, site) ?? ''];
  const witness: readonly Channel[] = meter ? [{ name: `${meter.id}/position`, source: channels.device(meter), read: () => true }] : [];
  const nearEnd = createNearEnd(id, site, devices);
  const stands = (): Truth => {
    const end = nearEnd();
    return end === undefined ? undefined : end !== 'none';
  };
  return { name: `${id}NearLimit`, derivation: computed([drive, ...witness], stands) };
}
