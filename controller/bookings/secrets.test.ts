import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { statement } from '../journal/statements.ts';
import { countingRng } from '../api/testing/manual-rim.ts';
import { NOON_UTC_MS, granted, openBench, refusal, tempFolder } from '../journal/testing/journal-bench.ts';
import { PIN_RULE } from './attempts.ts';
import { maskedName } from './masked-name.ts';
import { createSeal } from './sealing.ts';
import { hashSecret, isSecret } from './secret-hash.ts';
import { loadSiteKeys, openSiteKeys } from './site-keys.ts';
import { templateFromBytes, templateToBytes } from './template-codec.ts';

const rng = countingRng();

describe('the keys of a site', () => {
  const folder = tempFolder();
  after(folder.remove);
  const path = join(folder.path, 'site-keys.json');

  it('are made once, for their owner’s eyes only, and then stay the same', () => {
    const first = granted(loadSiteKeys(path, 'tower-1', rng));
    assert.equal(statSync(path).mode & 0o777, 0o600);
    const again = granted(loadSiteKeys(path, 'tower-1', rng));
    assert.deepEqual(Buffer.from(again.sealKey), Buffer.from(first.sealKey));
    assert.ok(again.passKey.equals(first.passKey));
  });
  it('are refused, and left as they are, when they belong to another site or are damaged', () => {
    const before = readFileSync(path, 'utf8');
    assert.equal(refusal(loadSiteKeys(path, 'tower-2', rng)), 'keysWrongSite');
    for (const text of ['', '{', '{"siteId":"tower-1"}', before.replace(/[0-9a-f]"/u, '"')]) {
      writeFileSync(path, text);
      assert.equal(refusal(loadSiteKeys(path, 'tower-1', rng)), 'keysDamaged');
      assert.equal(readFileSync(path, 'utf8'), text);
    }
  });
  it('cannot be made where nothing can be written', () => {
    assert.equal(refusal(loadSiteKeys(join(folder.path, 'none/site-keys.json'), 'tower-1', rng)), 'keysUnreadable');
  });
});

describe('the keys beside a journal', () => {
  for (const [whom, batch] of [
    ['a member', statement('member.add', { memberId: 'm', name: 'M', language: 'en', signInHash: 'x', utcMs: NOON_UTC_MS })],
    ['a technician', statement('technician.write', { technicianId: 't', name: 'T', pinHash: 'x', utcMs: NOON_UTC_MS })],
  ] as const) {
    it(`are not made anew when they are gone and the journal knows ${whom}: what they open would be lost without a word`, async () => {
      const bench = openBench();
      const path = join(bench.folder, 'site-keys.json');
      const open = () => openSiteKeys(path, 'tower-1', rng, bench.store);
      const first = granted(await open());
      granted(await bench.store.commit([batch]));
      assert.deepEqual(Buffer.from(granted(await open()).sealKey), Buffer.from(first.sealKey));
      rmSync(path);
      assert.equal(refusal(await open()), 'keysMissing');
      assert.ok(!existsSync(path));
      bench.remove();
    });
  }
});

describe('a seal', () => {
  const seal = createSeal(rng.bytes(32), rng);

  it('opens to what was sealed, where it was sealed', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), fc.string(), (plain, about) => {
      assert.deepEqual(Buffer.from(seal.open(seal.seal(plain, about), about)!), Buffer.from(plain));
    }));
  });
  it('does not open altered, cut, moved to another row, or with another key', () => {
    const sealed = seal.seal(Buffer.from('a face'), 'template/b-1/0');
    for (let i = 0; i < sealed.length; i += 1) {
      const altered = Uint8Array.from(sealed);
      altered[i]! ^= 1;
      assert.equal(seal.open(altered, 'template/b-1/0'), undefined, `byte ${i}`);
      assert.equal(seal.open(sealed.subarray(0, i), 'template/b-1/0'), undefined, `${i} bytes`);
    }
    assert.equal(seal.open(sealed, 'template/b-2/0'), undefined);
    assert.equal(createSeal(rng.bytes(32), rng).open(sealed, 'template/b-1/0'), undefined);
  });
  it('never makes the same bytes twice, while its hashes are the same for the same purpose', () => {
    assert.notDeepEqual(seal.seal(Buffer.from('x'), 'a'), seal.seal(Buffer.from('x'), 'a'));
    assert.equal(seal.keyedHash('code', 'ABC'), seal.keyedHash('code', 'ABC'));
    assert.notEqual(seal.keyedHash('code', 'ABC'), seal.keyedHash('pin', 'ABC'));
  });
});

describe('secrets of people', () => {
  it('are known by their hash alone', () => {
    const stored = hashSecret('402817', rng);
    assert.ok(!stored.includes('402817'));
    assert.ok(isSecret('402817', stored));
    assert.ok(!isSecret('402818', stored));
    assert.notEqual(hashSecret('402817', rng), stored, 'salted');
    assert.ok(!isSecret('402817', 'scrypt$00$'), 'a damaged hash admits nobody');
    assert.ok(!isSecret('', ''));
  });
  it('rest longer with each wrong PIN, and a day after fifteen', () => {
    assert.deepEqual([5, 6, 7, 14, 15, 40].map(PIN_RULE.restMs), [15_000, 30_000, 60_000, 7_680_000, 86_400_000, 86_400_000]);
  });
  it('show enough of a name and no more', () => {
    assert.equal(maskedName('Lin Xiao'), 'L** X**');
    assert.equal(maskedName('林晓'), '林**');
    assert.equal(maskedName('  '), '');
  });
});

describe('a template as bytes', () => {
  it('keeps its numbers to seven digits', () => {
    const vector = Array.from({ length: 128 }, (_, i) => Math.sin(i) / 3);
    const back = templateFromBytes(templateToBytes(vector));
    assert.equal(back.length, 128);
    assert.ok(back.every((part, i) => Math.abs(part - vector[i]!) < 1e-7));
  });
});
