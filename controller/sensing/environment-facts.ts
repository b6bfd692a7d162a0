import type { SiteEvent } from '../../config/schema/plans.schema.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import type { TowerDevices } from '../ports.ts';
import type { RawRule } from './axis-facts.ts';
import { ask, type Channel } from './channel.ts';
import { antivalent, both, calmed, computed, either, single, type Derivation } from './derivation.ts';
import type { TowerFactName } from './fact.ts';
import { required, type TowerChannels } from './tower-channels.ts';

/**
 * What happens around the tower: fire, gas, wind, earthquake, water in the pit, mains, loose things in the shaft. Every contact is closed
 * while all is well, so that a broken wire speaks for the event. Where a site has no sensor for an event, its plan says why, and that
 * reason stands in the fact's sources.
 */
export function environmentFacts(site: Site, channels: TowerChannels, devices: TowerDevices): readonly RawRule[] {
  const { plans } = site;
  const seen = (event: SiteEvent, name: TowerFactName, derivation: () => Derivation): RawRule => {
    const plan = plans[event];
    return { name, derivation: 'notFitted' in plan ? single(notFitted(event)) : calmed(derivation(), plan.calmMs), held: true };
  };
  const contact = (name: string): Channel => channels.structure(name);
  const wind = (name: 'windSafe' | 'windCalm'): RawRule => seen('storm', name, () => single(windBelow(name, site, channels, devices)));
  return [
    // Smoke comes first from a smouldering battery, heat first from burning petrol: either is a fire.
    seen('fire', 'fireClear', () => computed([contact('smokeClear'), contact('heatClear')], () => both(contact('smokeClear').read(), contact('heatClear').read()))),
    seen('gas', 'gasClear', () => single(contact('gasClear'))),
    wind('windSafe'), wind('windCalm'),
    seen('earthquake', 'seismicClear', () => single(contact('seismicClear'))),
    seen('flood', 'pitDry', () => antivalent(contact('pitDry'), contact('pitFlooded'))),
    seen('power', 'mainsPresent', () => single(contact('mainsPresent'))),
    seen('power', 'supplyReserve', () => computed([contact('mainsPresent'), contact('batteryCharged')], () => either(contact('mainsPresent').read(), contact('batteryCharged').read()))),
    { name: 'debrisClear', derivation: single(contact('debrisClear')), held: true },
  ];
}

function windBelow(name: 'windSafe' | 'windCalm', site: Site, channels: TowerChannels, devices: TowerDevices): Channel {
  const { storm } = site.plans;
  if ('notFitted' in storm) return notFitted('storm');
  const limitMPerS = name === 'windSafe' ? storm.holdMPerS : storm.warnMPerS;
  const config = site.devices.find((device) => device.document === 'weather-station');
  const station = required(config && devices.weatherStations[config.id], 'weather station, although its plan for storms needs one');
  return ask(channels.device(station), `${station.id}/wind`, (s) => s.windMPerS < limitMPerS);
}

/** No sensor, by the word of the site's plan: always fresh, always well. */
function notFitted(event: SiteEvent): Channel {
  let askedAtMs = -Infinity;
  let told = false;
  const source = {
    refresh: (nowMs: number): boolean => {
      askedAtMs = nowMs;
      const first = !told;
      told = true;
      return first;
    },
    isFresh: () => true,
    confirmedAtMs: () => askedAtMs,
  };
  return { name: `site/plans.${event}.notFitted`, source, read: () => true };
}
