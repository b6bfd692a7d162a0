import type { Site } from '../../config/schema/site.schema.ts';
import type { TowerDevices } from '../ports.ts';
import { atStations, type RawRule } from './axis-facts.ts';
import { ask } from './channel.ts';
import { agreement, antivalent, both, combined, computed, either, not, single } from './derivation.ts';
import type { FactName, TowerFactName, Truth } from './fact.ts';
import { required, type TowerChannels } from './tower-channels.ts';

/** Bistable mechanisms of the carriage, each driven by the output of its name. */
export type BoltId = 'lockPin' | 'fork' | 'palletLock';

/** The end at which each stands with its output on, and with its output off; two switches prove each. */
export const BOLT_ENDS = {
  lockPin: { on: 'lockPinIn', off: 'lockPinOut' },
  fork: { on: 'forkEngaged', off: 'forkReleased' },
  palletLock: { on: 'carriagePalletLocked', off: 'carriagePalletUnlocked' },
} as const satisfies Readonly<Record<BoltId, Readonly<Record<'on' | 'off', TowerFactName>>>>;

/** The two switches of each, by their inputs: a bolt between its ends closes neither. */
export const BOLT_SWITCHES = {
  lockPin: { on: 'lockPinIn', off: 'lockPinOut' },
  fork: { on: 'forkEngaged', off: 'forkReleased' },
  palletLock: { on: 'palletLocked', off: 'palletUnlocked' },
} as const satisfies Readonly<Record<BoltId, Readonly<Record<'on' | 'off', string>>>>;

/** Id of the IO module on the carriage. */
export function carriageModuleId(site: Site): string {
  return site.devices.find((device) => device.document === 'io-module' && 'carriage' in device.on)?.id ?? '';
}

/** Bolts, fork, seats and tag of the carriage. `factOf` reads facts that stand earlier in the table. */
export function carriageFacts(site: Site, channels: TowerChannels, devices: TowerDevices, factOf: (name: FactName) => Truth): readonly RawRule[] {
  const input = channels.carriage;
  const ends = (name: TowerFactName, here: string, there: string): RawRule => ({ name, derivation: antivalent(input(here), input(there)) });
  const seatLeft = input('palletSeatLeft');
  const seatRight = input('palletSeatRight');
  const config = site.devices.find((device) => device.document === 'rfid-reader');
  const reader = required(config && devices.rfidReaders[config.id], 'RFID reader');
  const tag = ask(channels.device(reader), `${reader.id}/tag`, (s) => s.tag !== undefined);
  const facing = (side: 'Left' | 'Right'): RawRule => {
    const sensor = input(`cellOccupied${side}`);
    const stands = (): Truth => atStations(site, factOf);
    return { name: `cell${side}Occupied`, derivation: combined([sensor], () => (stands() === true ? sensor.read() : undefined)) };
  };
  const empty = (): Truth => both(not(either(seatLeft.read(), seatRight.read())), not(tag.read()));
  const held = (): Truth => both(factOf('carriagePalletSeated'), factOf('carriagePalletLocked'));
  const loadSafe = (): Truth => either(factOf('carriageEmpty'), held());
  return [
    ends('lockPinIn', 'lockPinIn', 'lockPinOut'), ends('lockPinOut', 'lockPinOut', 'lockPinIn'),
    ends('forkEngaged', 'forkEngaged', 'forkReleased'), ends('forkReleased', 'forkReleased', 'forkEngaged'),
    ends('carriagePalletLocked', 'palletLocked', 'palletUnlocked'), ends('carriagePalletUnlocked', 'palletUnlocked', 'palletLocked'),
    { name: 'carriagePalletSeated', derivation: agreement([seatLeft, seatRight], site.control.discrepancyMs) },
    { name: 'carriageEmpty', derivation: computed([seatLeft, seatRight, tag], empty) },
    { name: 'carriageLoadSafe', derivation: combined([seatLeft, seatRight, input('palletLocked'), input('palletUnlocked'), tag], loadSafe) },
    { name: 'forkAtEnd', derivation: combined([input('forkEngaged'), input('forkReleased')], () => either(factOf('forkEngaged'), factOf('forkReleased'))) },
    // The fork lets go only where something else holds the pallet: locked on the carriage, standing in a place, or no pallet at all.
    { name: 'forkMayRelease', derivation: combined([seatLeft, seatRight], () => either(factOf('shuttleAtEnd'), both(factOf('shuttleCentred'), loadSafe()))) },
    // Pushed out anywhere else, it would hit the pallet beside its holes. One between its ends may be brought back into the pallet that it holds.
    { name: 'forkMayEngage', derivation: combined([input('forkEngaged'), input('forkReleased')], () => either(either(factOf('shuttleAtEnd'), factOf('shuttleCentred')), not(factOf('forkReleased')))) },
    { name: 'slackRopeOk', derivation: single(input('slackRopeOk')), held: true },
    facing('Left'), facing('Right'),
  ];
}
