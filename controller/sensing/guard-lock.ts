import type { Site } from '../../config/schema/site.schema.ts';
import type { Channel } from './channel.ts';
import { agreement, type Derivation } from './derivation.ts';
import type { TowerChannels } from './tower-channels.ts';

/** One guard lock: whose bay, and on which side. */
export interface GuardLock {
  readonly bay: string;
  readonly which: 'inner' | 'outer';
  readonly site: Site;
  readonly channels: TowerChannels;
}

const hasLine = (site: Site, name: string): boolean => site.gpio.lines.some((line) => line.name === name);

/**
 * The contact of a guard lock that is nearest to the metal: a GPIO line of its own; else one line through the locks of all bays in
 * series, where the site has more doors than lines; else the mirror at the bay's IO module.
 */
export function lockContact({ bay, which, site, channels }: GuardLock): Channel {
  if (hasLine(site, `${bay}.${which}Locked`)) return channels.line(`${bay}.${which}Locked`);
  return hasLine(site, `${which}Locked`) ? channels.line(`${which}Locked`) : channels.bayInput(bay, `${which}LockedMirror`);
}

/**
 * Closed and locked, by the lock's contact, the operator and the mirror, each on a way of its own. A line in series says no for every bay
 * while one is open: it has no say about this one as long as the mirror of another bay explains it; the other two must then agree.
 */
export function guardShut(lock: GuardLock, operator: Channel): Derivation {
  const { bay, which, site, channels } = lock;
  const { discrepancyMs } = site.control;
  const contact = lockContact(lock);
  const mirror = channels.bayInput(bay, `${which}LockedMirror`);
  if (hasLine(site, `${bay}.${which}Locked`)) return agreement([contact, operator, mirror], discrepancyMs);
  if (!hasLine(site, `${which}Locked`)) return agreement([operator, mirror], discrepancyMs);
  const others = site.tower.bays.filter(({ id }) => id !== bay).map(({ id }) => channels.bayInput(id, `${which}LockedMirror`));
  const explained = (): boolean => contact.read() === false && others.some((other) => other.read() === false);
  const derivation = agreement([contact, operator, mirror], discrepancyMs, (channel) => channel === contact && explained());
  // The other bays are read as well, so their news must bring it to be derived again.
  return { ...derivation, channels: [contact, operator, mirror, ...others] };
}
