import { ok, type Result, type Store, type StoreFault, type WallClock } from '../ports.ts';
import { auditStatement } from './audit.ts';
import { statement } from './statements.ts';

/** Which events wait for the release of a person, across restarts. Each call resolves only when it is durable. */
export interface SiteEventJournal {
  readonly pending: () => Promise<Result<readonly string[], StoreFault>>;
  /** The event has begun; a second time changes nothing. */
  readonly begun: (event: string) => Promise<Result<void, StoreFault>>;
  /** A person has released it. */
  readonly released: (event: string, detail: { readonly by: string; readonly inspected: readonly string[]; readonly note: string }) => Promise<Result<void, StoreFault>>;
}

/** The events of one tower, over a durable store. */
export function createSiteEventJournal({ store, wall }: { readonly store: Store; readonly wall: WallClock }): SiteEventJournal {
  return {
    pending: async () => {
      const read = await store.read(statement('siteEvent.all'));
      return read.ok ? ok(read.value.map((row) => String(row['event']))) : read;
    },
    begun: (event) => store.commit([statement('siteEvent.begin', { event, utcMs: wall.utcMs() }), auditStatement('siteEvent', { event, news: 'began' }, wall.utcMs())]),
    released: (event, { by, inspected, note }) =>
      store.commit([statement('siteEvent.end', { event }), auditStatement('siteEventReleased', { event, by, inspected: [...inspected], note }, wall.utcMs())]),
  };
}
