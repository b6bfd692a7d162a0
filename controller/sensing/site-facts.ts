import type { Site } from '../../config/schema/site.schema.ts';
import type { Gpio, RfidReader, TowerDevices } from '../ports.ts';
import { axisFacts, atStation, positionAgrees, shuttleCentred, type RawRule } from './axis-facts.ts';
import { bayFacts } from './bay-facts.ts';
import { deviceChannel, type Channel } from './channel.ts';
import { agreement, allTrue, anyTrue, antivalent, computed, notTrue, single, type Derivation } from './derivation.ts';
import { createFactTable, type FactRule, type FactTable } from './fact-table.ts';
import type { FactName, TowerFactName, Truth } from './fact.ts';
import { createChannels, required, type TowerChannels } from './tower-channels.ts';

/** Health of the controller's own parts, as facts. */
export interface OwnHealth {
  readonly journalWritable: () => Truth;
  readonly apiAlive: () => Truth;
}

/** All facts of a site, from its devices and lines. */
export function createSiteFacts(site: Site, devices: TowerDevices, gpio: Gpio, health: OwnHealth): FactTable {
  const channels = createChannels(site, devices, gpio);
  const holdMs = site.control.safeHoldMs;
  const built: { table?: FactTable } = {};
  const truth = (name: FactName): Truth => built.table?.get(name).value;
  const tower: readonly RawRule[] = [
    ...circuit(site, channels),
    ...axisFacts('lift', site, channels), positionAgrees('lift', site, channels, devices), atStation('lift', site, channels),
    ...axisFacts('travel', site, channels), positionAgrees('travel', site, channels, devices), atStation('travel', site, channels),
    ...axisFacts('shuttle', site, channels), shuttleCentred(site, channels),
    ...carriage(site, channels, devices, truth),
    own('journalWritable', health.journalWritable), own('apiAlive', health.apiAlive),
  ];
  const rules: FactRule[] = tower.map((rule) => ({ name: rule.name, derivation: rule.derivation, safeHoldMs: rule.held ? holdMs : 0 }));
  for (const { id: bay } of site.tower.bays) {
    for (const rule of bayFacts(bay, site, channels, devices, (name) => truth(`${bay}.${name}`))) {
      rules.push({ name: `${bay}.${rule.name}`, derivation: rule.derivation, safeHoldMs: rule.held ? holdMs : 0 });
    }
  }
  built.table = createFactTable(rules);
  return built.table;
}

/** Safety circuit, key, hatch, limits, supply: each by a GPIO line and a second way over the structure's IO module. */
function circuit(site: Site, channels: TowerChannels): readonly RawRule[] {
  const pair = (name: TowerFactName, line: string, mirror: string): RawRule => ({
    name,
    derivation: agreement([channels.line(line), channels.structure(mirror)], site.control.discrepancyMs),
    held: true,
  });
  const key = antivalent(channels.line('keyAuto'), channels.line('keyMaintenance'));
  return [
    pair('safetyChainClosed', 'safetyChainClosed', 'safetyChainMirror'),
    pair('runEnabled', 'runEnabled', 'runEnableMirror'),
    pair('overtravelClear', 'overtravelClear', 'overtravelMirror'),
    pair('supplyOk', 'supplyOk', 'supplyOkMirror'),
    { name: 'keyInAuto', derivation: keyInAuto(key, channels.structure('keyAutoMirror')), held: true },
    { name: 'hatchLocked', derivation: antivalent(channels.structure('hatchLocked'), channels.structure('hatchUnlocked')), held: true },
  ];
}

/** The key switch: two opposite contacts on GPIO and the mirror must all say AUTO. */
function keyInAuto(contacts: Derivation, mirror: Channel): Derivation {
  const finding = { value: undefined as Truth, cause: 'neverSeen' as const };
  return computed([...contacts.channels, mirror], (nowMs) => {
    contacts.derive(nowMs, finding);
    return allTrue(finding.value, mirror.read(nowMs));
  });
}

function carriage(site: Site, channels: TowerChannels, devices: TowerDevices, truth: (name: FactName) => Truth): readonly RawRule[] {
  const input = channels.carriage;
  const ends = (name: TowerFactName, here: string, there: string): RawRule => ({ name, derivation: antivalent(input(here), input(there)) });
  const seats = [input('palletSeatLeft'), input('palletSeatRight')];
  const tag = tagChannel(site, channels, devices);
  const facing = (side: 'Left' | 'Right'): RawRule => {
    const sensor = input(`cellOccupied${side}`);
    const where = (): Truth => allTrue(truth('liftAtLevel'), truth('travelAtPosition'));
    return { name: `cell${side}Occupied`, derivation: computed([sensor], (nowMs) => (where() === true ? sensor.read(nowMs) : undefined)) };
  };
  const empty = (nowMs: number): Truth => allTrue(...seats.map((seat) => notTrue(seat.read(nowMs))), notTrue(tag.read(nowMs)));
  const loadSafe = (): Truth => anyTrue(truth('carriageEmpty'), allTrue(truth('carriagePalletSeated'), truth('carriagePalletLocked')));
  return [
    ends('lockPinIn', 'lockPinIn', 'lockPinOut'), ends('lockPinOut', 'lockPinOut', 'lockPinIn'),
    ends('forkEngaged', 'forkEngaged', 'forkReleased'), ends('forkReleased', 'forkReleased', 'forkEngaged'),
    ends('carriagePalletLocked', 'palletLocked', 'palletUnlocked'), ends('carriagePalletUnlocked', 'palletUnlocked', 'palletLocked'),
    { name: 'carriagePalletSeated', derivation: agreement(seats, site.control.discrepancyMs) },
    { name: 'carriageEmpty', derivation: computed([...seats, tag], empty) },
    { name: 'carriageLoadSafe', derivation: computed([...seats, input('palletLocked')], loadSafe) },
    { name: 'slackRopeOk', derivation: single(input('slackRopeOk')), held: true },
    facing('Left'), facing('Right'),
  ];
}

function tagChannel(site: Site, channels: TowerChannels, devices: TowerDevices): Channel {
  const config = site.devices.find((device) => device.document === 'rfid-reader');
  const reader: RfidReader = required(config && devices.rfidReaders[config.id], 'RFID reader');
  return deviceChannel(reader, `${reader.id}/tag`, channels.maxAgeMs(reader.id), (s) => s.tag !== undefined);
}

function own(name: TowerFactName, read: () => Truth): RawRule {
  const source = name === 'apiAlive' ? 'controller/api' : 'controller/journal';
  const channel: Channel = { source, read, confirmedAtMs: () => Infinity };
  return { name, derivation: single(channel) };
}
