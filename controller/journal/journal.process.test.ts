import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createJournal } from './journal.ts';
import { checkJournal } from './maintenance.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { statement } from './statements.ts';
import { NOON_UTC_MS, SITE, granted, standingWall, tempFolder } from './testing/journal-bench.ts';

const WRITER = join(import.meta.dirname, 'testing/journal-writer.ts');
const KILLS = 15;

/** Lets a writer work until it has said `lines` things, kills it without warning, and returns what it has said. */
async function writeAndKill(path: string, lines: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [WRITER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > lines) child.kill('SIGKILL');
  });
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
  assert.equal(signal, 'SIGKILL', 'the writer must not end by itself');
  return said.split('\n').slice(0, -1);
}

describe('a journal whose controller is killed', () => {
  const folder = tempFolder();
  after(folder.remove);
  const path = join(folder.path, 'journal.db');

  it(`opens sound after each of ${KILLS} kills, loses nothing that was acknowledged, and explains where the pallet is`, async () => {
    const caught = { open: 0, moved: 0 };
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Different moments: in the middle of the first steps, and after hundreds of them.
      const said = await writeAndKill(path, 1 + ((kill * 37) % 200));
      const report = granted(checkJournal({ path, siteId: SITE }));
      assert.deepEqual(report.findings, [], `kill ${kill}`);
      const store = granted(openSqliteStore({ path, siteId: SITE, utcMs: NOON_UTC_MS }));
      const image = granted(await createJournal({ store, wall: standingWall() }).boot());
      const last = Number(granted(store.readNow(statement('intent.last')))[0]?.['intentId']);
      const acknowledged = said.filter((line) => line.startsWith('i')).map((line) => Number(line.slice(2)));
      assert.ok(last >= (acknowledged.at(-1) ?? 0), 'an acknowledged intent is there');
      const open = image.openIntents.map(({ intentId }) => intentId);
      const concluded = said.filter((line) => line.startsWith('o')).map((line) => Number(line.slice(2)));
      assert.ok(!concluded.some((id) => open.includes(id)), 'an acknowledged outcome is there');
      const place = image.pallets.find(({ palletId }) => palletId === 'P05')?.place ?? '';
      assert.equal(open.length > 0, place.startsWith('transfer:'), 'an open intent is what explains a transfer, and nothing else');
      caught.open += open.length;
      caught.moved += place === 'carriage' ? 1 : 0;
      store.closeNow();
    }
    assert.ok(caught.open > 0, 'no kill met an open intent: the test saw nothing');
  });
});
