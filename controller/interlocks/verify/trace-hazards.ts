import { HAZARDS, type Hazard, type HazardAnswer } from '../hazards.ts';
import type { Interlock } from '../interlock.ts';

/** A hazard with everything that answers it. */
export interface TracedHazard {
  readonly number: number;
  readonly name: string;
  /** Ids of the rows that guard against it. */
  readonly rows: readonly string[];
  readonly mirrors: readonly { readonly fact: string; readonly reason: string }[];
  readonly parts: readonly { readonly part: string; readonly test: string }[];
  /** Something answers it, and whatever is said to answer it does. */
  readonly answered: boolean;
}

/** Each hazard with the rows of this table that name it, the mirrors of the safety hardware, and the parts that answer it. */
export function traceHazards(table: readonly Interlock[], hazards: readonly Hazard[] = HAZARDS): readonly TracedHazard[] {
  const mirrored = new Set<string>(table.map(({ fact }) => fact.name));
  return hazards.map(({ number, name, answers }) => {
    const rows = table.filter((row) => row.hazards.includes(number)).map(({ id }) => id);
    const holds = (answer: HazardAnswer): boolean => (answer.by === 'rows' ? rows.length > 0 : answer.by === 'mirror' ? mirrored.has(answer.fact) : true);
    return {
      number, name, rows,
      mirrors: answers.flatMap((answer) => (answer.by === 'mirror' ? [{ fact: answer.fact, reason: answer.reason }] : [])),
      parts: answers.flatMap((answer) => (answer.by === 'part' ? [{ part: answer.part, test: `${answer.test.file}: ${answer.test.title}` }] : [])),
      answered: answers.length > 0 && answers.every(holds),
    };
  });
}
