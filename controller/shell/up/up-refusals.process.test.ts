import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whySchema } from '../../api/contract/index.ts';
import { startUp, untilReady, type RunningUp } from './testing/running-up.ts';
import { untilIdle, visit } from './testing/tower-visit.ts';
import { until } from './testing/until.ts';

const SITE_FILE = new URL('../../../config/sites/tmall-shanghai.yaml', import.meta.url);
const QUIET = ['--headless', '--no-demo'];

/** Starts a tower that must not come up; what it said. */
async function refused(args: readonly string[]): Promise<string> {
  const up = startUp(args);
  const status = await up.ended;
  const said = up.stderr();
  assert.equal(status, 1, said + up.stdout());
  assert.equal(up.stdout(), '');
  assert.doesNotMatch(said, /^\s+at /mu, 'a sentence, not a stack');
  assert.deepEqual([...up.alive().values()], [], 'no process is left');
  assert.deepEqual(readdirSync(up.scratch), [], 'no file is left');
  await up.stop();
  return said;
}

describe('up refuses in one clear sentence and leaves nothing behind', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'carillon-refusals-'));
  after(() => { rmSync(folder, { recursive: true, force: true }); });

  /** The default site with one text replaced. */
  const siteWith = (name: string, from: string, to: string): string => {
    const text = readFileSync(SITE_FILE, 'utf8');
    assert.ok(text.includes(from));
    const path = join(folder, `${name}.yaml`);
    writeFileSync(path, text.replace(from, to));
    return path;
  };

  it('a site that does not exist, naming the nearest', async () => {
    assert.match(await refused([...QUIET, '--site', 'tmall-shangai']), /no site "tmall-shangai".*Did you mean "tmall-shanghai"/u);
  });

  it('a site file with an unknown key, naming the nearest', async () => {
    const path = siteWith('misspelt', 'brakeCloseMs: 80', 'brakeClosesMs: 80');
    assert.match(await refused([...QUIET, '--site', path]), /axes\.lift\.brakeClosesMs: unknown key "brakeClosesMs"; did you mean "brakeCloseMs"\?/u);
  });

  it('a value out of its range', async () => {
    const path = siteWith('too-fast', 'velocityMmPerS: 800', 'velocityMmPerS: 800000');
    assert.match(await refused([...QUIET, '--site', path]), /axes\.lift\.velocityMmPerS: /u);
  });

  it('a real tower without a folder for its journal, or behind ptys', async () => {
    assert.match(await refused([...QUIET, '--hardware']), /--data FOLDER/u);
    assert.match(await refused([...QUIET, '--hardware', '--pty', '--data', folder]), /no simulator behind ptys/u);
  });

  it('a folder that cannot be made', async () => {
    const inTheWay = join(folder, 'file');
    writeFileSync(inTheWay, '');
    assert.match(await refused([...QUIET, '--data', join(inTheWay, 'data')]), /cannot be made.*Nothing was started/u);
  });

  it('a real tower on a machine without GPIO', async () => {
    assert.match(await refused([...QUIET, '--hardware', '--data', join(folder, 'hardware'), '--port', '0']), /GPIO/u);
  });

  it('a port that there is not, for itself or for the phone page beside it', async () => {
    for (const port of ['70000', '65535', '-1', 'http']) {
      assert.match(await refused([...QUIET, `--port=${port}`]), /must be a port from 0 to 65533/u);
    }
  });

  it('a port that another program holds, simulator and ptys included', async () => {
    const holder = await listening();
    const { port } = holder.address() as { port: number };
    assert.match(await refused([...QUIET, '--pty', '--port', String(port)]), new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken`, 'u'));
    holder.close();
  });
});

describe('a journal that belongs to somebody else', function () {
  this.timeout(90_000);
  const folder = mkdtempSync(join(tmpdir(), 'carillon-journal-of-'));
  let first: RunningUp | undefined;
  after(async () => {
    await first?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is refused while its controller runs, which goes on', async () => {
    first = startUp([...QUIET, '--port', '0', '--data', folder]);
    await untilReady(first);
    const tower = await visit(first);
    assert.match(await refused([...QUIET, '--pty', '--port', '0', '--data', folder]), /Another controller holds this journal\./u);
    await untilIdle(tower);
    tower.hands.close();
  });

  it('is refused when it is that of another site, and is not touched', async () => {
    assert.equal(await first?.stop(), 0);
    const journal = readFileSync(join(folder, 'journal.sqlite'));
    const path = join(folder, 'other.yaml');
    writeFileSync(path, readFileSync(SITE_FILE, 'utf8').replace('id: tmall-shanghai', 'id: tmall-elsewhere'));
    assert.match(await refused([...QUIET, '--port', '0', '--data', folder, '--site', path]), /the journal of tmall-shanghai, not of tmall-elsewhere/u);
    assert.ok(journal.equals(readFileSync(join(folder, 'journal.sqlite'))));
  });
});

describe('a device with the wrong identity', function () {
  this.timeout(60_000);
  let running: RunningUp | undefined;
  after(() => running?.stop());

  it('is named in clear words, and nothing moves', async () => {
    const up = startUp([...QUIET, '--port', '0']);
    running = up;
    await untilReady(up);
    const tower = await visit(up);
    await untilIdle(tower);
    const code = await tower.book('SH-02');
    const before = await tower.truth();
    // As when the drive is exchanged for another one: it answers again, but is not the one that was.
    await tower.hands.act('inject', { target: 'lift', verb: 'wrong', identity: true });
    await tower.hands.act('inject', { target: 'lift', verb: 'off' });
    await tower.hands.act('clear', { id: 'lift:off' });
    await until('it is named', 10_000, () => (/address of lift is not the configured one: serial number/u.test(up.stderr()) ? true : undefined), up.stderr);
    const { body } = await tower.askKiosk('/api/v1/why?motion=lift.move');
    const why = whySchema.parse(body);
    assert.equal(why.permitted, false);
    assert.ok(why.broken.some(({ fact }) => fact === 'liftLive'), JSON.stringify(why.broken));
    await assert.rejects(tower.collect(code), /refused.*notPermitted/u);
    assert.deepEqual((await tower.truth()).axes.lift.positionMm, before.axes.lift.positionMm);
    tower.hands.close();
  });
});

function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => { resolve(server); });
  });
}
