import { carriageAxesOf } from '../../config/axes.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import type { Gpio, TowerDevices } from '../ports.ts';
import { axisFacts, atStation, braked, positionAgrees, shuttleAtEnd, shuttleCentred, type RawRule } from './axis-facts.ts';
import { bayFacts } from './bay-facts.ts';
import { carriageFacts } from './carriage-facts.ts';
import type { Channel } from './channel.ts';
import { agreement, antivalent, both, computed, not, single } from './derivation.ts';
import { environmentFacts } from './environment-facts.ts';
import { createFactTable, type FactRule, type FactTable } from './fact-table.ts';
import type { FactName, TowerFactName, Truth } from './fact.ts';
import { maintenanceFacts } from './maintenance-facts.ts';
import { loadFacts } from './load-facts.ts';
import { returnFacts } from './return-facts.ts';
import { createChannels, type TowerChannels } from './tower-channels.ts';

/** Health of the controller's own parts, as facts. */
export interface OwnHealth {
  readonly journalWritable: () => Truth;
  readonly apiAlive: () => Truth;
  /** No event waits for its release. Always so where nobody keeps events. */
  readonly eventsReleased?: () => Truth;
  /** The tower works by itself. Always so where nobody keeps modes. */
  readonly productionMode?: () => Truth;
  /** A technician has manual mode; and somebody holds a motion. Never, where nobody tells. */
  readonly manualMode?: () => Truth;
  readonly motionHeld?: () => Truth;
}

const never = (): Truth => false;
const always = (): Truth => true;

/** All facts of a site, from its devices and lines. */
export function createSiteFacts(site: Site, devices: TowerDevices, gpio: Gpio, health: OwnHealth): FactTable {
  const channels = createChannels(site, devices, gpio);
  const holdMs = site.control.safeHoldMs;
  const built: { table?: FactTable } = {};
  const factOf = (name: FactName): Truth => built.table?.get(name).value;
  const tower: readonly RawRule[] = [
    ...circuit(site, channels), ...environmentFacts(site, channels, devices),
    ...carriageAxesOf(site).flatMap((id) => [...axisFacts(id, site, channels), braked(id, channels), positionAgrees(id, site, channels, devices), atStation(id, site, channels)]),
    ...axisFacts('shuttle', site, channels), shuttleCentred(site, channels), shuttleAtEnd(site, channels),
    ...carriageFacts(site, channels, devices, factOf),
    own('journalWritable', 'controller/journal', health.journalWritable), own('apiAlive', 'controller/api', health.apiAlive),
    own('eventsReleased', 'controller/siteEvents', health.eventsReleased ?? always),
    own('productionMode', 'controller/mode', health.productionMode ?? always), own('manualMode', 'controller/mode', health.manualMode ?? never), own('motionHeld', 'controller/motionLease', health.motionHeld ?? never),
    ...maintenanceFacts({ site, channels, devices, factOf }),
  ];
  const rules: FactRule[] = tower.map((rule) => ({ name: rule.name, derivation: rule.derivation, safeHoldMs: rule.held ? holdMs : 0 }));
  for (const { id: bay } of site.tower.bays) {
    const parts = { bay, site, channels, devices, factOf };
    for (const rule of [...bayFacts(parts), ...loadFacts(parts), ...returnFacts(parts)]) {
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
  return [
    pair('safetyChainClosed', 'safetyChainClosed', 'safetyChainMirror'),
    pair('runEnabled', 'runEnabled', 'runEnableMirror'),
    pair('overtravelClear', 'overtravelClear', 'overtravelMirror'),
    pair('supplyOk', 'supplyOk', 'supplyOkMirror'),
    keyInAuto(channels),
    { name: 'hatchLocked', derivation: antivalent(channels.structure('hatchLocked'), channels.structure('hatchUnlocked')), held: true },
  ];
}

/** The key switch: two opposite contacts on GPIO and the mirror must all say AUTO; both contacts on is a defect. */
function keyInAuto(channels: TowerChannels): RawRule {
  const auto = channels.line('keyAuto');
  const maintenance = channels.line('keyMaintenance');
  const mirror = channels.structure('keyAutoMirror');
  const contacts = (): Truth => {
    const inAuto = auto.read();
    return inAuto === true && maintenance.read() === true ? undefined : both(inAuto, not(maintenance.read()));
  };
  return { name: 'keyInAuto', derivation: computed([auto, maintenance, mirror], () => both(contacts(), mirror.read())), held: true };
}

/** A fact about the controller itself; confirmed by being asked. */
function own(name: TowerFactName, source: string, read: () => Truth): RawRule {
  let last: Truth;
  let askedAtMs = -Infinity;
  const channel: Channel = {
    name: source,
    read: () => last,
    source: {
      refresh: (nowMs) => {
        askedAtMs = nowMs;
        const value = read();
        if (value === last) return false;
        last = value;
        return true;
      },
      isFresh: () => last !== undefined,
      confirmedAtMs: () => askedAtMs,
    },
  };
  return { name, derivation: single(channel) };
}
