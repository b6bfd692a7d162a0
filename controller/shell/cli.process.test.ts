import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('./carillon.mjs', import.meta.url));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function carillon(...args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, ...args], { encoding: 'utf8', timeout: 30_000 });
  return { status, stdout, stderr };
}

/** The one object on stdout. */
function objectOf({ stdout, stderr }: Pick<Ran, 'stdout' | 'stderr'>): Readonly<Record<string, unknown>> {
  assert.match(stdout, /^\{.*\}\n$/u, `one object and nothing else, but: ${stdout}\n${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('a verb of the command line that is asked for what it cannot do', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'carillon-cli-'));
  const backup = join(folder, 'no-backup');
  after(() => { rmSync(folder, { recursive: true, force: true }); });

  const asked: readonly (readonly [string, RegExp, ...string[]])[] = [
    ['an unknown scenario', /no scenario "deliverr"/u, 'sim', 'run', 'deliverr'],
    ['an unknown site', /no site "tmall-shangai".*Did you mean "tmall-shanghai"/u, 'sim', 'run', 'deliver', '--site', 'tmall-shangai'],
    ['a seed that is no number', /'abc' is invalid/u, 'sim', 'run', 'deliver', '--seed', 'abc'],
    ['no scenario', /missing required argument 'scenario'/u, 'sim', 'run'],
    ['a trace where no file can be', /trace cannot be written.*Nothing was run/u, 'sim', 'run', 'deliver', '--trace', join(folder, 'missing', 'trace.jsonl')],
    ['something that cannot be verified', /no "verify doors"/u, 'verify', 'doors'],
    ['an address that is none', /"garbage" is no address/u, 'why', 'lift.move', '--url', 'garbage'],
    ['a controller that is not there', /No controller answers/u, 'why', 'lift.move', '--url', 'http://127.0.0.1:1'],
    ['an unknown benchmark', /no benchmark "speed".*Known: simulation/u, 'bench', '--only', 'speed'],
    ['a journal that is not there', /no journal at/u, 'db', 'check', join(folder, 'journal.sqlite')],
    ['a restore into a folder that is not there', /cannot be used.*Nothing was changed/u, 'db', 'restore', join(folder, 'missing', 'journal.sqlite'), backup],
    ['the check of an unknown site', /no site "elsewhere"/u, 'config', 'check', 'elsewhere'],
    ['an unknown verb', /unknown command 'fly'/u, 'fly'],
    ['an unknown option', /unknown option '--fast'/u, 'sim', 'list', '--fast'],
  ];
  before(() => { writeFileSync(backup, 'not a journal'); });
  for (const [what, sentence, ...args] of asked) {
    it(`${what}: status 1, one object that says why, and no stack`, () => {
      const ran = carillon(...args, '--json');
      const { ok, error } = objectOf(ran);
      assert.equal(ok, false);
      assert.match(String(error), sentence);
      assert.equal(ran.status, 1);
      assert.doesNotMatch(ran.stderr, /^\s+at /mu);
      const plain = carillon(...args);
      assert.equal(plain.status, 1);
      assert.equal(plain.stdout, '');
      assert.match(plain.stderr, sentence);
      assert.doesNotMatch(plain.stderr, /^\s+at /mu);
    });
  }

  for (const [what, type, body] of [['a page', 'text/html', '<p>hello</p>'], ['JSON of something else', 'application/json', '{"hello":1}']] as const) {
    it(`asks why of a program that is no controller (${what}): says so`, async () => {
      const other = createServer((_request, response) => { response.setHeader('content-type', type).end(body); }).listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as { port: number };
      const child = spawn(process.execPath, [ENTRY, 'why', 'lift.move', '--url', `http://127.0.0.1:${port}`, '--json']);
      let stdout = '';
      child.stdout.on('data', (text: Buffer) => { stdout += text.toString(); });
      const [status] = (await once(child, 'close')) as [number];
      other.close();
      assert.equal(status, 1);
      assert.match(String(objectOf({ stdout, stderr: '' })['error']), /is no controller of Carillon/u);
    });
  }

  it('checks a site, and gives its schema to an editor as it is', () => {
    const checked = carillon('config', 'check', '--json');
    assert.deepEqual(objectOf(checked), { ok: true, site: 'tmall-shanghai' });
    assert.equal(checked.status, 0);
    const schema = JSON.parse(carillon('config', 'schema').stdout) as Record<string, unknown>;
    assert.equal(schema['type'], 'object');
    assert.ok(!('ok' in schema), 'what a schema does not have is not in it');
    assert.equal(objectOf(carillon('config', 'schema', '--json'))['ok'], true);
  });
});
