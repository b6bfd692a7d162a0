import type { Interlock } from '../interlock.ts';

/** A row with the tests that speak of it. */
export interface TracedRow {
  readonly id: string;
  /** Test files that name the row. */
  readonly tests: readonly string[];
  /** The generated situation loses its fact at the device. */
  readonly generated: boolean;
}

/** A file of tests with its text. */
export interface TestFile {
  readonly file: string;
  readonly text: string;
}

/** The situation that loses the fact of every row at its device, and fails when a row is missing from it. */
export const GENERATED_TEST = 'controller/shell/situations/row-loss.tower.test.ts';

/** What the controller knows of itself: no device can lose it, so that each of its rows is named by a situation of its own. */
export const OWN_FACTS = ['journalWritable', 'apiAlive', 'eventsReleased', 'productionMode', 'manualMode', 'motionHeld'] as const;

/** Which tests speak of each row: by its id, or by losing its fact. */
export function traceRows(table: readonly Interlock[], tests: readonly TestFile[]): readonly TracedRow[] {
  const played = tests.some(({ file }) => file === GENERATED_TEST);
  const own: readonly string[] = OWN_FACTS;
  return table.map(({ id, fact }) => {
    const generated = played && !own.includes(fact.name);
    const named = new RegExp(`\\b${id}\\b`, 'u');
    return { id, tests: tests.filter(({ text }) => named.test(text)).map(({ file }) => file), generated };
  });
}
