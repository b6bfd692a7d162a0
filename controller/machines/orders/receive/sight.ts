import type { Site } from '../../../../config/schema/site.schema.ts';
import type { Device, LaserFrame, LaserFrameStatus, Scale, ScaleStatus, TowerDevices } from '../../../ports.ts';
import type { BayFactName, Facts, Truth } from '../../../sensing/fact.ts';

/** What the sensors of one bay say at one moment. What is not heard is undefined, never a good value. */
export interface BaySight {
  readonly profile: LaserFrameStatus | undefined;
  readonly load: ScaleStatus | undefined;
  /** The buttons left and right of the outer door are pressed. */
  readonly left: Truth;
  readonly right: Truth;
  /** Nobody on foot, by scanner and camera. */
  readonly presenceClear: Truth;
  readonly radarClear: Truth;
  /** The outer door is shut and locked. */
  readonly outerShut: Truth;
  /** Nothing stands in the plane of a door. */
  readonly planeClear: Truth;
  readonly carStands: Truth;
  readonly carProven: Truth;
  readonly floorDry: Truth;
  readonly loadAdmitted: Truth;
}

/** Looks at a bay. Returns the same object until something has changed. */
export function createSight(bay: string, site: Site, devices: TowerDevices, facts: () => Facts): () => BaySight {
  const idOf = (document: string): string => site.devices.find((device) => device.document === document && 'bay' in device.on && device.on.bay === bay)?.id ?? '';
  const laser: LaserFrame | undefined = devices.laserFrames[idOf('laser-frame')];
  const scale: Scale | undefined = devices.scales[idOf('scale')];
  const module = devices.ioModules[idOf('io-module')];
  const heard = <S>(device: Device<S> | undefined): S | undefined => (device?.link() === 'live' ? device.observed().value : undefined);
  const fact = (name: BayFactName): Truth => facts().get(`${bay}.${name}`).value;
  let last: BaySight | undefined;
  let revision = -1;
  return () => {
    const [profile, load, inputs] = [heard(laser), heard(scale), heard(module)?.inputs];
    const [left, right, planeClear] = [inputs?.['allClearLeft'], inputs?.['allClearRight'], inputs?.['curtainClear']];
    const same = last !== undefined && revision === facts().revision && last.profile === profile && last.load === load && last.left === left && last.right === right && last.planeClear === planeClear;
    if (same && last !== undefined) return last;
    revision = facts().revision;
    last = {
      profile, load, left, right, planeClear,
      presenceClear: fact('personClear'), radarClear: fact('radarClear'), carStands: fact('carStands'), carProven: fact('carProven'), outerShut: fact('outerClosedLocked'),
      floorDry: fact('floorDry'), loadAdmitted: fact('loadAdmitted'),
    };
    return last;
  };
}
