import type { Site } from '../../config/schema/site.schema.ts';
import type { PlantState } from '../plant/plant.port.ts';
import { createChangeWatch } from './change-watch.ts';
import { createLineWriter } from './trace-line.ts';

/** In motion a line is due at least this often, in ms of plant time. */
const MOTION_LINE_MS = 50;

/** What a trace needs. */
export interface TraceParts {
  readonly site: Site;
  readonly state: PlantState;
  /** Ids of the faults that are active now. */
  readonly activeFaults: () => readonly string[];
  /** Receives each line without its line end. */
  readonly write: (line: string) => void;
}

/** Plant truth as JSON lines. */
export interface Trace {
  /** Called once after every plant step; writes a line when something changed or motion made one due. */
  readonly tick: () => void;
  readonly lines: () => number;
}

/** Begins a trace. The first tick writes the first line. */
export function createTrace({ site, state, activeFaults, write }: TraceParts): Trace {
  const watch = createChangeWatch(site, state);
  const writer = createLineWriter(site, state);
  let lastLineMs = -Infinity;
  let lines = 0;

  const emit = (faults: readonly string[]): void => {
    const line = writer.line(faults);
    lastLineMs = state.timeMs;
    lines += 1;
    write(line);
  };

  return {
    tick: () => {
      const faults = activeFaults();
      const changes = watch.look(faults);
      if (changes.stock) writer.forget();
      const due = changes.moving && state.timeMs - lastLineMs >= MOTION_LINE_MS;
      if (changes.stock || changes.condition || due) emit(faults);
    },
    lines: () => lines,
  };
}
