import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createJournal } from './journal.ts';
import { seedInventory } from './inventory.ts';
import { statement } from './statements.ts';
import { createWorkerStore, startStoreThread } from './worker-store.ts';
import type { StoreThread } from './worker-store.ts';
import { NOON_UTC_MS, SITE, demoStock, granted, refusal, standingWall, tempFolder } from './testing/journal-bench.ts';

describe('the journal in a thread of its own', () => {
  const folder = tempFolder();
  after(folder.remove);
  let thread: StoreThread;
  const open = (maxPages?: number) =>
    startStoreThread({ path: join(folder.path, 'journal.db'), siteId: SITE, utcMs: NOON_UTC_MS, ...(maxPages === undefined ? {} : { maxPages }) });
  beforeEach(async () => (thread = granted(await open())));
  afterEach(() => thread.close());

  it('is the same journal: seeds, boots, intends, concludes', async () => {
    const journal = createJournal({ store: thread.store, wall: standingWall() });
    granted(await seedInventory(thread.store, demoStock(), NOON_UTC_MS));
    assert.equal(granted(await journal.boot()).pallets.length, 16);
    const id = granted(await journal.intend({ motion: 'lift.move', detail: 'x', orderId: undefined }));
    granted(await journal.conclude(id, { kind: 'done' }));
  });
  it('serves several clients, each seeing what the other stored, and both the health', async () => {
    const second = createWorkerStore(thread.connect());
    const audit = createJournal({ store: second, wall: standingWall() });
    const before = granted(await thread.store.read(statement('audit.all'))).length;
    await Promise.all(Array.from({ length: 20 }, async (_, i) => granted(await audit.audit({ kind: 'note', detail: { i } }))));
    const rows = granted(await thread.store.read(statement('audit.all')));
    assert.equal(rows.length, before + 20);
    await second.close();
    assert.equal(refusal(await second.read(statement('site.one'))), 'closed');
    assert.equal(refusal(await thread.store.read(statement('site.one'))), '', 'the other client goes on');
  });
  it('tells every client of a full disk', async () => {
    await thread.close();
    thread = granted(await open(1));
    const second = createWorkerStore(thread.connect());
    const audit = createJournal({ store: second, wall: standingWall() });
    let last = await audit.audit({ kind: 'note', detail: { text: 'x'.repeat(4000) } });
    for (let i = 0; last.ok && i < 200; i += 1) last = await audit.audit({ kind: 'note', detail: { text: 'x'.repeat(4000) } });
    assert.equal(refusal(last), 'full');
    granted(await thread.store.read(statement('site.one')));
    assert.equal(thread.store.health(), 'full');
    await second.close();
  });
  it('refuses a second controller by the same sentence as the file itself', async () => {
    const second = await open();
    assert.ok(!second.ok);
    assert.equal(second.error.code, 'locked');
  });
  it('rejects what only a mistake of the program can ask', async () => {
    await assert.rejects(thread.store.commit([{ name: 'no.such', params: {} }]), /no statement "no.such"/);
  });
  it('answers closed, not silence, to what was asked when it ends', async () => {
    const second = createWorkerStore(thread.connect());
    await thread.close();
    assert.equal(refusal(await second.read(statement('site.one'))), 'closed');
    assert.equal(second.health(), 'closed');
    assert.equal(refusal(await thread.store.commit([])), 'closed');
    thread = granted(await open());
  });
});
