import type { Axis, TowerDevices } from '../../ports.ts';

/** Error code of the drive's document: its lease was lost while it moved. Somebody broke off the exchange; the drive is sound. */
const LEASE_LOST = 0x8130;

/** Drives whose latched fault a reset by this person may take away. What a drive found wrong with itself needs a technician. */
export function clearableFaults(devices: TowerDevices, by: 'customer' | 'operator' | 'technician'): readonly Axis[] {
  if (by === 'customer') return [];
  return Object.values(devices.axes).filter((axis) => {
    const status = axis.observed().value;
    if (axis.link() !== 'live' || status?.drive !== 'fault') return false;
    return by === 'technician' || status.errorCode === LEASE_LOST;
  });
}
