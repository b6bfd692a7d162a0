import type { SiteView } from '../../../../controller/api/contract/index.ts';
import type { Earcon } from './earcons.ts';

/** How loud a site's kiosk is; levels from 0 to 1 of what the amplifier is set to. */
export type SoundRules = SiteView['sound'];

const MINUTES_OF_HOUR = 60;

/** "22:30" in minutes since midnight. */
export function minuteOf(clock: string): number {
  const [hour = '0', minute = '0'] = clock.split(':');
  return Number(hour) * MINUTES_OF_HOUR + Number(minute);
}

/** Whether a time of day, "HH:MM", lies in the quiet hours: from the first to before the second, over midnight where the second is earlier. The same twice is never. */
export function isQuiet({ quietFrom, quietUntil }: Pick<SoundRules, 'quietFrom' | 'quietUntil'>, clock: string): boolean {
  const [from, until, at] = [minuteOf(quietFrom), minuteOf(quietUntil), minuteOf(clock)];
  return from <= until ? at >= from && at < until : at >= from || at < until;
}

/** Level of what is spoken or sounds. Headphones are heard by one person: no hour is quiet for them. */
export function levelAt(rules: SoundRules, clock: string, hasHeadphones: boolean): number {
  return !hasHeadphones && isQuiet(rules, clock) ? Math.min(rules.quietLevel, rules.level) : rules.level;
}

/** Level of a sound. An alarm is for who stands in front of a bay, at any hour. */
export function earconLevel(rules: SoundRules, clock: string, earcon: Earcon): number {
  return earcon === 'alarm' ? rules.level : levelAt(rules, clock, false);
}

/** How much louder or softer somebody who listens has made it, in steps. */
export const VOLUME_STEPS = { least: 1, usual: 4, most: 6 } as const;
const STEP_DB = 5;
const DB_PER_DECADE = 20;

/** The step after a turn; it stays within its ends. */
export const turned = (step: number, by: 1 | -1): number => Math.min(VOLUME_STEPS.most, Math.max(VOLUME_STEPS.least, step + by));

/** A level at a step: 5 dB each, which is clearly heard, and never over full. */
export const atVolume = (level: number, step: number): number => Math.min(1, level * 10 ** (((step - VOLUME_STEPS.usual) * STEP_DB) / DB_PER_DECADE));
