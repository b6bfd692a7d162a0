import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSite } from '../../../config/load-site.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import { accessFor, sharedSecret } from '../../bookings/backend/testing/backend-hand.ts';
import { SITE, granted, refusal, tempFolder } from '../../journal/testing/journal-bench.ts';
import { backendOf } from './backend-of.ts';

describe('the backend of a real site', () => {
  const { secret: _secret, ...access } = accessFor();
  const site: Pick<Site, 'backend'> = { backend: { ...access, keys: [...access.keys], secretPath: 'backend.secret' } };
  let folder: ReturnType<typeof tempFolder>;
  beforeEach(() => (folder = tempFolder()));
  afterEach(() => folder.remove());
  const put = (text: string, mode = 0o600): void => {
    const path = join(folder.path, 'backend.secret');
    writeFileSync(path, text);
    chmodSync(path, mode);
  };

  it('is none where the site names none, as in every preset', () => {
    const preset = loadSite(SITE);
    assert.ok(preset.ok);
    assert.equal(granted(backendOf(preset.value, folder.path)), undefined);
  });
  it('has the secret from the file beside the journal', () => {
    put(`${sharedSecret('one')}\n`);
    assert.deepEqual(granted(backendOf(site, folder.path)), accessFor());
  });
  it('is refused with what to do when the secret is missing, open to everybody, or no secret', () => {
    assert.equal(refusal(backendOf(site, folder.path)), 'secretMissing');
    put(sharedSecret('one'), 0o644);
    assert.equal(refusal(backendOf(site, folder.path)), 'secretOpen');
    put('password', 0o600);
    const weak = backendOf(site, folder.path);
    assert.ok(!weak.ok && weak.error.code === 'secretWeak');
    assert.match(weak.error.message, /Nothing was started\. Make one/u);
    assert.doesNotMatch(weak.error.message, /password/u);
  });
});
