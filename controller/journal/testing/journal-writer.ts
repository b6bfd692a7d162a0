import { seedInventory } from '../inventory.ts';
import { createJournal } from '../journal.ts';
import { openSqliteStore } from '../sqlite-store.ts';
import { NOON_UTC_MS, SITE, demoStock, granted, standingWall } from './journal-bench.ts';

/**
 * A process that works on a journal until it is killed: it takes a pallet out of its cell and puts it back, for ever, and says
 * on stdout what is durable: `i <intent>` after an intent, `o <intent>` after its outcome.
 */
async function work(path: string): Promise<void> {
  const store = granted(openSqliteStore({ path, siteId: SITE, utcMs: NOON_UTC_MS }));
  const journal = createJournal({ store, wall: standingWall() });
  const image = granted(await journal.boot());
  if (image.pallets.length === 0) granted(await seedInventory(store, demoStock(), NOON_UTC_MS));
  granted(
    await journal.settle({ intentIds: image.openIntents.map(({ intentId }) => intentId), moves: [{ what: 'pallet', id: 'P05', to: 'cell:2-1L' }], by: 'test', why: 'start' }),
  );
  for (;;) {
    for (const [from, to] of [['cell:2-1L', 'carriage'], ['carriage', 'cell:2-1L']] as const) {
      const intentId = granted(
        await journal.intend({ motion: 'shuttle.cell', detail: to, orderId: undefined, moves: [{ what: 'pallet', id: 'P05', to: `transfer:${from}>${to}` }] }),
      );
      process.stdout.write(`i ${String(intentId)}\n`);
      granted(await journal.conclude(intentId, { kind: 'done', moves: [{ what: 'pallet', id: 'P05', to }] }));
      process.stdout.write(`o ${String(intentId)}\n`);
    }
  }
}

await work(process.argv[2] ?? '');
