import type { IoView, Why } from '../../../../controller/api/contract/index.ts';

/** One rule of the table for a motion, with the sensors behind it. */
export interface WhyRow {
  readonly interlockId: string;
  readonly fact: string;
  /** The rule holds; null: nobody knows, which forbids as well. */
  readonly isGreen: boolean | null;
  readonly cause: string;
  readonly sources: readonly string[];
  /** ms since the oldest of its sensors was confirmed; null: never. Absent where nothing was read of it. */
  readonly ageMs?: number | null;
  /** ms since the fact has this value. */
  readonly sinceMs?: number;
  readonly bay?: string;
}

/** The rows of an answer: those that forbid first, in the order of the table; sources and ages by what the I/O view knows of the fact. */
export function whyRows({ rows, broken }: Why, io: IoView | undefined, nowMs: number): readonly WhyRow[] {
  const facts = new Map(io?.facts.map((fact) => [fact.name, fact] as const));
  const made = rows.map(({ interlockId, fact, value, cause }): WhyRow => {
    const seen = facts.get(fact);
    const reason = broken.find((one) => one.interlockId === interlockId && one.fact === fact);
    const forbids = reason !== undefined;
    const bay = reason?.bay ?? (/^(\w+)\.\w+$/u.exec(fact)?.[1]);
    return {
      interlockId, fact, cause,
      isGreen: forbids ? (value === null ? null : false) : true,
      sources: seen?.sources ?? reason?.sources ?? [],
      ...(seen !== undefined && { ageMs: seen.ageMs }),
      ...(reason !== undefined && { sinceMs: Math.max(0, nowMs - reason.sinceMs) }),
      ...(bay !== undefined && { bay }),
    };
  });
  return [...made.filter(({ isGreen }) => isGreen !== true), ...made.filter(({ isGreen }) => isGreen === true)];
}

/** The fact that a button is held: the one rule of a held motion that the press itself fulfils. */
const HELD = 'motionHeld';

/** The answer as it is before the press: whether pressing would be enough. */
export function beforeThePress({ rows, broken, ...why }: Why): Why {
  const left = broken.filter(({ fact }) => fact !== HELD);
  return { ...why, permitted: left.length === 0, broken: left, rows: rows.filter(({ fact }) => fact !== HELD) };
}
