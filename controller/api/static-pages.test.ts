import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../journal/testing/journal-bench.ts';
import { openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

describe('the pages', () => {
  const dist = tempFolder();
  let bench: ApiBench;
  before(async () => {
    for (const folder of ['kiosk', 'maintenance', 'phone', 'assets']) mkdirSync(join(dist.path, folder));
    writeFileSync(join(dist.path, 'kiosk/index.html'), '<title>kiosk</title>');
    writeFileSync(join(dist.path, 'maintenance/index.html'), '<title>maintenance</title>');
    writeFileSync(join(dist.path, 'phone/index.html'), '<title>phone</title>');
    writeFileSync(join(dist.path, 'assets/kiosk-3f2a.js'), 'start()');
    bench = await openApiBench({ staticRoot: dist.path });
  });
  after(async () => {
    await bench.close();
    dist.remove();
  });

  it('come with the policy that lets them load nothing foreign, and are asked for afresh', async () => {
    const page = await bench.get('/kiosk/');
    assert.equal(page.status, 200);
    assert.match(String(page.body), /kiosk/u);
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/u);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*|https?:/u);
    assert.equal(page.headers['cache-control'], 'no-cache');
    assert.equal(page.headers['x-content-type-options'], 'nosniff');
    assert.equal(page.headers['cross-origin-embedder-policy'], undefined, 'an isolated page would wait for the face model for ever');
  });
  it('have parts that never change and are kept for a year', async () => {
    const part = await bench.get('/assets/kiosk-3f2a.js');
    assert.equal(part.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.match(String(part.headers['content-type']), /javascript/u);
  });
  it('lead from the root to the page of the listener', async () => {
    assert.equal((await bench.get('/')).headers['location'], '/kiosk/');
    assert.equal((await bench.ask({ method: 'GET', url: '/' }, 'phone')).headers['location'], '/phone/');
  });
  it('keep the pages of kiosk and technician from the phone’s listener', async () => {
    assert.equal((await bench.ask({ method: 'GET', url: '/phone/' }, 'phone')).status, 200);
    assert.equal((await bench.ask({ method: 'GET', url: '/assets/kiosk-3f2a.js' }, 'phone')).status, 200);
    assert.equal((await bench.get('/maintenance/')).status, 200);
    for (const url of ['/kiosk/', '/kiosk/index.html', '/maintenance/', '/maintenance/index.html']) assert.equal(problemOf(await bench.ask({ method: 'GET', url }, 'phone')), 'notFound', url);
  });
  it('let nothing out of their folder', async () => {
    writeFileSync(join(dist.path, '../outside.txt'), 'secret');
    for (const url of ['/../outside.txt', '/%2e%2e/outside.txt', '/assets/..%2f..%2foutside.txt', '/kiosk/../../outside.txt']) {
      assert.doesNotMatch(JSON.stringify((await bench.get(url)).body), /secret/u, url);
    }
  });
});
