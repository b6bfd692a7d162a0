import type { Interlock } from '../../../interlocks/interlock.ts';
import type { Motion } from '../../../interlocks/motion.ts';
import { createInterlockBook, type InterlockBook } from '../../../interlocks/permit.ts';
import type { Broken, Permit } from '../../../interlocks/permit.port.ts';
import type { Fact, FactName, Facts, Truth } from '../../../sensing/fact.ts';
import type { Mutant } from './mutant.ts';

/** How late a stale row sees. */
const STALE_MS = 1000;
const GRANTED: Permit = { granted: true };

/** Facts as one row of the table sees them. */
type View = (facts: Facts) => Facts;

/** Some rows of the table, with what they see. */
interface Part {
  readonly book: InterlockBook;
  readonly view: View;
  /** Facts of which its view keeps a history, and so must see every change. */
  readonly watched: readonly FactName[];
}

/** Gives one part of the facts another value, and the others their own. */
function seen(change: (name: FactName, fact: Fact, nowMs: number) => Truth): View {
  return (facts) => ({
    revision: facts.revision,
    updatedAtMs: facts.updatedAtMs,
    get: (name) => {
      const fact = facts.get(name);
      const value = change(name, fact, facts.updatedAtMs);
      return value === fact.value ? fact : { ...fact, value };
    },
  });
}

/** What a fact was so long ago. Asked on each scan, for the safety mirrors; before the first sight of a fact it is as it is. */
function staleView(): View {
  const history = new Map<FactName, { readonly atMs: number; readonly value: Truth }[]>();
  return seen((name, { value }, nowMs) => {
    const known = history.get(name) ?? [];
    history.set(name, known);
    if (known.at(-1)?.value !== value || known.length === 0) known.push({ atMs: nowMs, value });
    while (known[1] !== undefined && known[1].atMs <= nowMs - STALE_MS) known.shift();
    return known[0]?.value;
  });
}

function viewOf({ mutation, row }: Mutant, bays: readonly string[]): View {
  if (mutation === 'stale') return staleView();
  if (mutation === 'unknownPermits') return seen((_name, { value }) => value ?? row.expects);
  const [first] = bays;
  if (mutation === 'oneBay') return seen((name, { value }) => (name.startsWith(`${first ?? ''}.`) ? value : row.expects));
  return (facts) => facts;
}

function spoiltRow({ mutation, row, dropped }: Mutant): readonly Interlock[] {
  switch (mutation) {
    case 'removed': return [];
    case 'negated': return [{ ...row, expects: !row.expects }];
    case 'notWatched': return [{ ...row, reaction: 'refuse' }];
    case 'operandDropped': return [{ ...row, motions: row.motions.filter((motion) => motion !== dropped) }];
    default: return [row];
  }
}

/** All parts together: what one of them refuses is refused. */
function joined(parts: readonly Part[], either: readonly Part[] = []): InterlockBook {
  const all = [...parts, ...either];
  const brokenIn = (given: readonly Part[], ask: (part: Part) => Permit): readonly Broken[] =>
    given.flatMap((part) => { const permit = ask(part); return permit.granted ? [] : permit.broken; });
  const ask = (motion: Motion, facts: Facts, how: 'permit' | 'permitRunning'): Permit => {
    const binds = ({ book }: Part): boolean => book.rowsOf(motion).length > 0;
    const asked = ({ book, view }: Part): Permit => book[how](motion, view(facts));
    if (!all.some(binds)) return { granted: false, broken: [] };
    const broken = [...brokenIn(parts.filter(binds), asked)];
    const bound = either.filter(binds);
    if (!bound.some((part) => asked(part).granted)) broken.push(...brokenIn(bound, asked));
    return broken.length === 0 ? GRANTED : { granted: false, broken };
  };
  return {
    permit: (motion, facts) => ask(motion, facts, 'permit'),
    permitRunning: (motion, facts) => ask(motion, facts, 'permitRunning'),
    grants: (motion, facts) => ask(motion, facts, 'permit').granted,
    safetyMirrors: (facts) => {
      // Once a scan, whatever runs: a history needs every change.
      for (const { view, watched } of parts) for (const name of watched) view(facts).get(name);
      const broken = brokenIn(all, ({ book, view }) => book.safetyMirrors(view(facts)));
      return broken.length === 0 ? GRANTED : { granted: false, broken };
    },
    rowsOf: (motion) => all.flatMap(({ book }) => book.rowsOf(motion)),
  };
}

/** The book of a table of which one row is spoilt. Each book has a history of its own. */
export function mutatedBook(mutant: Mutant, bays: readonly string[], table: readonly Interlock[]): InterlockBook {
  const { row, next, mutation } = mutant;
  const part = (rows: readonly Interlock[], view: View = (facts) => facts, watched: readonly FactName[] = []): Part => ({ book: createInterlockBook(bays, rows), view, watched });
  const of = (id: string | undefined): readonly Interlock[] => table.filter((one) => one.id === id);
  const others = part(table.filter(({ id }) => id !== row.id && id !== next?.id));
  if (next !== undefined) return joined([others], [part(of(row.id)), part(of(next.id))]);
  // The row as the site has it: without the motions of axes that are not there.
  const spoilt = of(row.id).flatMap((own) => spoiltRow({ ...mutant, row: own }));
  const { fact } = row;
  const names = fact.of === 'tower' ? [fact.name] : bays.map((bay): FactName => `${bay}.${fact.name}`);
  return joined([others, part(spoilt, viewOf(mutant, bays), mutation === 'stale' ? names : [])]);
}
