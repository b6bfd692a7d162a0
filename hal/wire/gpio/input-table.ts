import type { Site } from '../../../config/schema/site.schema.ts';
import type { Clock } from '../../ports/clock.port.ts';
import type { InputLine } from '../../ports/line.port.ts';

/** One GPIO line of the site file. */
export type LineConfig = Site['gpio']['lines'][number];

/** The part of a site that GPIO needs: its lines, and the age limit named `gpio`. */
export interface GpioSite {
  readonly gpio: { readonly lines: readonly LineConfig[] };
  readonly control: { readonly maxAgeMs: Readonly<Record<string, number>> };
}

/** The inputs of a site with their last levels. */
export interface InputTable {
  /** Throws for a name that the site does not configure as an input: names are checked when the tower is put together. */
  readonly input: (name: string) => InputLine;
  /** A level was read from the hardware at `atMs`; undefined: it could not be read. Tells the listener of a change. */
  readonly set: (name: string, level: boolean | undefined, atMs: number) => void;
  /** The level that is known still holds at `atMs`. */
  readonly confirm: (name: string, atMs: number) => void;
  readonly onEdge: (listener: (name: string, level: boolean) => void) => void;
}

interface Entry {
  level: boolean | undefined;
  confirmedAtMs: number;
  readonly line: InputLine;
}

/** Creates the table of all inputs of the site. A level older than the age limit `gpio` reads undefined. */
export function createInputTable(site: GpioSite, clock: Clock): InputTable {
  const maxAgeMs = site.control.maxAgeMs['gpio'] ?? 0;
  const entries = new Map<string, Entry>();
  let tell: (name: string, level: boolean) => void = () => undefined;
  for (const { name, direction } of site.gpio.lines) {
    if (direction !== 'in') continue;
    const entry: Entry = {
      level: undefined,
      confirmedAtMs: -Infinity,
      line: {
        name,
        level: () => (clock.nowMs() - entry.confirmedAtMs <= maxAgeMs ? entry.level : undefined),
        confirmedAtMs: () => entry.confirmedAtMs,
      },
    };
    entries.set(name, entry);
  }
  return {
    input: (name) => {
      const entry = entries.get(name);
      if (entry === undefined) throw new Error(`the site has no GPIO input "${name}"`);
      return entry.line;
    },
    set: (name, level, atMs) => {
      const entry = entries.get(name);
      if (entry === undefined) return;
      const changed = level !== undefined && level !== entry.level;
      entry.level = level;
      if (level !== undefined) entry.confirmedAtMs = Math.max(entry.confirmedAtMs, atMs);
      if (changed) tell(name, level);
    },
    confirm: (name, atMs) => {
      const entry = entries.get(name);
      if (entry?.level !== undefined) entry.confirmedAtMs = atMs;
    },
    onEdge: (listener) => {
      tell = listener;
    },
  };
}
