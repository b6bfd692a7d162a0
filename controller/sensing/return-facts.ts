import type { LaserFrameStatus, ScaleStatus } from '../ports.ts';
import { bayDevices, idOnBay, ownFacts, type BayParts, type BayRule } from './bay-facts.ts';
import { ask, causeOf, type Channel, type DeviceSource } from './channel.ts';
import { both, either, single, type Derivation, type Finding } from './derivation.ts';
import type { BayFactName, FactCause, Truth } from './fact.ts';

/** What must be true of a car, beside its being proven, before its pallet may leave the bay with it. */
const MEASURED: readonly BayFactName[] = ['carProven', 'lengthFits', 'widthFits', 'heightFits', 'clearanceFits', 'massFits', 'loadBalanced', 'profileSteady', 'floorDry', 'carStands'];

/** What a bay knows of a car that people have brought: nobody lives in it, it does not roll, and it was measured when everybody had gone. */
export function returnFacts(parts: BayParts): readonly BayRule[] {
  const { bay, channels, site } = parts;
  const { laser, scale } = bayDevices(parts);
  const { settleMs } = site.bayRules;
  const own = ownFacts(parts);
  const [laserId, scaleId] = [idOnBay(site, bay, 'laser-frame'), idOnBay(site, bay, 'scale')];
  const seen = [ask(laser, `${laserId}/standing`, () => true), ask(scale, `${scaleId}/shift`, () => true)] as const;
  const witnesses = [...seen, channels.bayInput(bay, 'radarClear')];
  return [
    { name: 'radarClear', derivation: single(channels.bayInput(bay, 'radarClear')), held: true },
    { name: 'carStands', derivation: standing(laser, scale, seen, site.bayRules) },
    { name: 'loadAdmitted', derivation: admission(witnesses, own, settleMs) },
  ];
}

interface StandingRules {
  readonly settleMs: number;
  readonly rollMm: number;
  readonly shiftKg: number;
}

/**
 * For `settleMs` the car has moved no further than `rollMm`, and no load cell pair has gained or lost more than `shiftKg`: its brake
 * holds, and nobody has got in or out. Over an empty bay there is nothing that could roll.
 */
function standing(laser: DeviceSource<LaserFrameStatus>, scale: DeviceSource<ScaleStatus>, channels: readonly Channel[], { settleMs, rollMm, shiftKg }: StandingRules): Derivation {
  const at = { frontMm: NaN, massKg: NaN, innerKg: NaN, leftKg: NaN };
  let sinceMs = Infinity;
  const near = (now: number, then: number, band: number): boolean => Math.abs(now - then) <= band;
  return {
    channels,
    translateMs: (deltaMs) => { sinceMs += deltaMs; },
    derive: (nowMs, into) => {
      const [profile, load] = [laser.status(), scale.status()];
      if (profile === undefined || load === undefined) {
        at.frontMm = NaN;
        const silent = channels.find((channel) => channel.read() === undefined);
        answer(into, undefined, silent === undefined ? 'stale' : causeOf(silent));
        return;
      }
      if (profile.envelopeClear) {
        at.frontMm = NaN;
        answer(into, true, 'confirmed');
        return;
      }
      // Its nose: a tailgate that opens is not a car that rolls.
      const frontMm = profile.offCentreMm - profile.lengthMm / 2;
      const same = near(frontMm, at.frontMm, rollMm) && near(load.massKg, at.massKg, shiftKg) && near(load.innerKg, at.innerKg, shiftKg) && near(load.leftKg, at.leftKg, shiftKg);
      if (!same) {
        Object.assign(at, { frontMm, massKg: load.massKg, innerKg: load.innerKg, leftKg: load.leftKg });
        sinceMs = nowMs;
      }
      const stands = nowMs - sinceMs >= settleMs;
      answer(into, stands, stands ? 'confirmed' : 'settling');
      into.pending = !stands;
    },
  };
}

/**
 * What stands in the bay was measured within limits, or proven to be nothing, after the last time a person can have been near it: since
 * then the street door has been shut, and nobody was seen, by scanner, camera or radar. Once admitted it stays so while the machine alone
 * is there: on its way through the frame a car measures otherwise, and the radar sees the machine. A load that hangs between carriage
 * and bay is in the machine's hands, where nobody can have parked it: a controller that starts anew in the middle may complete it.
 */
function admission(witnesses: readonly Channel[], own: (name: BayFactName) => Truth, settleMs: number): Derivation {
  let admitted = false;
  let aloneSinceMs = Infinity;
  const alone = (): Truth => both(own('outerClosedLocked'), own('personClear'));
  const nobodySeen = (): Truth => (own('innerClosedLocked') === true ? own('radarClear') : true);
  const measured = (): Truth => MEASURED.reduce<Truth>((all, name) => both(all, own(name)), true);
  return {
    channels: witnesses,
    readsFacts: true,
    translateMs: (deltaMs) => { aloneSinceMs += deltaMs; },
    derive: (nowMs, into) => {
      const undisturbed = both(alone(), nobodySeen());
      if (undisturbed !== true) {
        admitted = false;
        aloneSinceMs = Infinity;
        answer(into, undisturbed, undisturbed === undefined ? 'disagree' : 'confirmed');
        return;
      }
      if (aloneSinceMs === Infinity) aloneSinceMs = nowMs;
      const settled = nowMs - aloneSinceMs >= settleMs;
      const inHands = settled && own('innerOpen') === true && own('palletSeated') === false;
      const fit = inHands ? true : both(own('radarClear'), either(own('emptyProven'), settled ? measured() : false));
      admitted ||= fit === true;
      answer(into, admitted ? true : fit, admitted ? 'confirmed' : fit === undefined ? 'disagree' : 'settling');
      into.pending = !admitted && !settled;
    },
  };
}

function answer(into: Finding, value: Truth, cause: FactCause): void {
  into.value = value;
  into.cause = cause;
  into.pending = false;
}
