import { Actor, type InspectionEvent } from 'xstate';

/** What an inspected chart shows of itself. */
interface Chart {
  readonly logic?: { readonly id?: string };
}

/** The state of a chart in words; undefined for actors that are no charts. */
function stateIn(event: InspectionEvent): string | undefined {
  if (event.type !== '@xstate.snapshot' || !('value' in event.snapshot)) return undefined;
  const { value } = event.snapshot;
  return `${(event.actorRef as Chart).logic?.id ?? 'chart'} ${typeof value === 'string' ? value : JSON.stringify(value)}`;
}

/**
 * Hears of each state that any chart enters from now on; returns what ends it. The charts are created deep in the rooms of the machines, which
 * know nothing of being watched; XState's own inspection is attached where each of them starts.
 */
export function tapCharts(onTransition: (label: string) => void): () => void {
  const { prototype } = Actor;
  const start = Object.getOwnPropertyDescriptor(prototype, 'start');
  if (start === undefined) throw new Error('actors of this XState are not started by a method of their own');
  const startActor = start.value as (this: Actor<never>) => unknown;
  const inspected = new WeakSet<object>();
  const states = new WeakMap<object, string>();
  const look = (event: InspectionEvent): void => {
    const state = stateIn(event);
    if (state === undefined || states.get(event.actorRef) === state) return;
    states.set(event.actorRef, state);
    onTransition(state);
  };
  Object.defineProperty(prototype, 'start', {
    ...start,
    value(this: Actor<never>) {
      if (!inspected.has(this.system)) {
        inspected.add(this.system);
        this.system.inspect(look);
      }
      return startActor.call(this);
    },
  });
  return () => { Object.defineProperty(prototype, 'start', start); };
}
