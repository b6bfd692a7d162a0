import type { LaserFrameStatus, ScaleStatus } from '../ports.ts';
import { ask, type Channel } from './channel.ts';
import { single } from './derivation.ts';
import { idOnBay, type BayParts, type BayRule } from './bay-facts.ts';
import { required } from './tower-channels.ts';

/**
 * What stands in a bay, measured against the site's limits, one fact a limit, so that people are told which one it is. Over an empty bay
 * all are true: whether the bay is empty is a question of its own (`emptyProven`). Within its limits is only what stays so: one look of
 * the frame that has missed an aerial admits nothing.
 */
export function loadFacts({ bay, site, channels, devices }: BayParts): readonly BayRule[] {
  const limits = site.tower.carLimits;
  const palletKg = site.tower.pallet.massKg;
  const scaleId = idOnBay(site, bay, 'scale');
  const laserId = idOnBay(site, bay, 'laser-frame');
  const scale = channels.device(required(devices.scales[scaleId], `scale of bay ${bay}`));
  const laser = channels.device(required(devices.laserFrames[laserId], `laser frame of bay ${bay}`));
  const profile = (name: string, fits: (s: LaserFrameStatus) => boolean): Channel => ask(laser, `${laserId}/${name}`, (s) => s.envelopeClear || fits(s));
  const mass = (name: string, fits: (s: ScaleStatus) => boolean): Channel => ask(scale, `${scaleId}/${name}`, fits);
  /** Share by which one pair of cells carries more of the car than the other. */
  const uneven = (pairKg: number, massKg: number): number => Math.abs(2 * pairKg - massKg) / Math.max(1, massKg - palletKg);
  const even = ({ massKg, innerKg, leftKg }: ScaleStatus): boolean =>
    massKg - palletKg <= site.bayRules.palletOnlyToleranceKg || Math.max(uneven(innerKg, massKg), uneven(leftKg, massKg)) * 100 <= limits.imbalancePercent;
  return [
    { name: 'lengthFits', derivation: single(profile('length', (s) => s.lengthMm <= limits.lengthMm && s.overhangInnerMm === 0 && s.overhangOuterMm === 0)), held: true },
    { name: 'widthFits', derivation: single(profile('width', (s) => s.widthMm <= limits.widthMm)), held: true },
    { name: 'heightFits', derivation: single(profile('height', (s) => s.heightMm <= limits.heightMm)), held: true },
    { name: 'clearanceFits', derivation: single(profile('clearance', (s) => s.clearanceMm >= limits.clearanceMm)), held: true },
    { name: 'massFits', derivation: single(mass('limit', (s) => !s.overload && s.massKg <= palletKg + limits.massKg)), held: true },
    { name: 'loadBalanced', derivation: single(mass('corners', even)), held: true },
    { name: 'profileSteady', derivation: single(profile('edges', (s) => !s.noisy)), held: true },
    { name: 'exitReleased', derivation: single(channels.bayInput(bay, 'exitReleased')), held: true },
    { name: 'floorDry', derivation: single(channels.bayInput(bay, 'floorDry')), held: true },
  ];
}
