import { readdirSync } from 'node:fs';
import type { AnyStateMachine, AnyStateNode } from 'xstate';

const ROOM = new URL('../', import.meta.url);

const isMachine = (value: unknown): value is AnyStateMachine => typeof value === 'object' && value !== null && 'root' in value && 'implementations' in value;

/** Every file of a chart that there is in the house. */
export const chartFiles: readonly string[] = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.machine.ts')).sort();

/** The charts of one of these files. */
export async function chartsIn(file: string): Promise<readonly AnyStateMachine[]> {
  const module = (await import(new URL(file, ROOM).href)) as Readonly<Record<string, unknown>>;
  return Object.values(module).filter(isMachine);
}

/** Every state of a chart, root first. */
export function statesOf(node: AnyStateNode): readonly AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(statesOf)];
}

/** The state and all that it is in. */
export function withParents(state: AnyStateNode): readonly AnyStateNode[] {
  return state.parent === undefined ? [state] : [state, ...withParents(state.parent)];
}

/** What leads out of a state, its parents' exits among them: events that go somewhere, and the names of guards that lead on as soon as they hold (`''`: at once). */
export function exitsOf(state: AnyStateNode): { readonly events: readonly string[]; readonly guards: readonly string[] } {
  const all = withParents(state);
  const events = all.flatMap((one) => [...one.transitions].flatMap(([event, transitions]) => (transitions.some(({ target }) => target !== undefined) ? [event] : [])));
  const guards = all.flatMap((one) => (one.always ?? []).map(({ guard }) => nameOf(guard)));
  return { events: [...new Set(events)], guards: [...new Set(guards)] };
}

function nameOf(guard: unknown): string {
  if (typeof guard === 'string') return guard;
  if (guard === undefined) return '';
  return typeof guard === 'object' && guard !== null && 'type' in guard ? String(guard.type) : 'a condition of its own';
}
