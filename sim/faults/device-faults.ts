import type { Health, SimDevice } from '../devices/device.ts';
import { delayOf, shareOf } from './fault.ts';
import type { Effect, EffectOf, FaultSpec } from './fault.ts';

/** A reading that is wrong by this much is plausible and still wrong, in the unit of each document. */
const USUAL_BIAS: Record<SimDevice['config']['document'], number> = {
  'axis-drive': 25, 'distance-meter': 25, 'door-operator': 300, 'io-module': 1, scale: 150, 'laser-frame': 1, 'rfid-reader': 1, 'weather-station': 25,
};
/** Slow: still within the deadline of a request. Delayed: after it. */
const SLOW_MS = 10;
const DELAYED_MS = 60;
const LOST_SHARE = 0.5;

/** Sets one field of a device's health for as long as the fault lasts. */
function setting<K extends keyof Health>(health: Health, aspect: K, value: Health[K], noisy = false): Effect {
  return {
    aspect,
    noisy,
    apply: () => {
      const before = health[aspect];
      health[aspect] = value;
      return () => {
        health[aspect] = before;
      };
    },
  };
}

function wrong(device: SimDevice, spec: FaultSpec): Effect | 'noEffect' {
  if (spec.identity === true) return setting(device.health, 'foreign', true);
  if (spec.firmware === true) return setting(device.health, 'otherFirmware', true);
  const amount = spec.amount ?? USUAL_BIAS[device.config.document];
  return amount === 0 ? 'noEffect' : setting(device.health, 'bias', amount);
}

function off(device: SimDevice, mains: () => boolean): Effect {
  return {
    aspect: 'powered',
    apply: () => {
      device.setPower(false);
      return () => device.setPower(mains());
    },
  };
}

/** Faults of a device at its place on the bus: of its power, its communication and its reading. `mains`: the tower has power. */
export function deviceFaults(device: SimDevice, mains: () => boolean): EffectOf {
  const { health } = device;
  return (spec) => {
    // What has no power cannot fail in another way as well.
    if (!health.powered) return 'noEffect';
    switch (spec.verb) {
      case 'off': return off(device, mains);
      case 'stuck': return setting(health, 'frozen', true);
      case 'garbage': return setting(health, 'garbled', true, true);
      case 'silent': return setting(health, 'silent', true);
      case 'wrong': return wrong(device, spec);
      case 'slow':
      case 'delayed': {
        const ms = delayOf(spec, spec.verb === 'slow' ? SLOW_MS : DELAYED_MS);
        return ms === undefined ? 'noEffect' : setting(health, 'extraMs', ms);
      }
      case 'intermittent': {
        const share = shareOf(spec, LOST_SHARE);
        return share === undefined ? 'noEffect' : setting(health, 'lostShare', share, true);
      }
      case 'ok': return 'unsupported';
    }
  };
}
