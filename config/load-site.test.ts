import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { loadSite, loadStock, parseSite, siteIds } from './load-site.ts';
import { siteJsonSchema } from './json-schema.ts';
import { placesOf } from './places.ts';
import { nearestKey } from './nearest-key.ts';

const text = readFileSync(new URL('./sites/tmall-shanghai.yaml', import.meta.url), 'utf8');

function messagesFor(change: (yaml: string) => string): readonly string[] {
  const changed = change(text);
  assert.notEqual(changed, text, 'the change must change something');
  const loaded = parseSite(changed, 'changed.yaml');
  assert.ok(!loaded.ok);
  return loaded.problems.map((p) => `${p.path}: ${p.message}`);
}

describe('site configuration', () => {
  it('accepts every preset with its stock', () => {
    for (const id of siteIds()) {
      const site = loadSite(id);
      assert.ok(site.ok);
      const stock = loadStock(id);
      assert.ok(stock.ok);
      const cells = new Set(placesOf(site.value).filter((place) => place.kind === 'cell').map((place) => place.name));
      for (const pallet of stock.value.pallets) assert.ok(cells.has(pallet.cell), `${pallet.id} stands in an existing cell`);
    }
  });

  it('gives tmall-shanghai 16 cells and 2 bays', () => {
    const site = loadSite('tmall-shanghai');
    assert.ok(site.ok);
    const places = placesOf(site.value);
    assert.equal(places.filter((place) => place.kind === 'cell').length, 16);
    assert.equal(places.filter((place) => place.kind === 'bay').length, 2);
  });

  it('refuses an unknown key and names the nearest known one', () => {
    const message = messagesFor((yaml) => yaml.replace('velocityMmPerS: 800', 'velocityMmPers: 800')).join('\n');
    assert.match(message, /axes\.lift\.velocityMmPers: unknown key "velocityMmPers"; did you mean "velocityMmPerS"\?/u);
  });

  it('refuses a value out of range and gives the reason', () => {
    const [message] = messagesFor((yaml) => yaml.replace('matchDistance: 0.45', 'matchDistance: 0.6'));
    assert.match(message ?? '', /identity\.matchDistance: must be at most 0\.5.*strangers match/u);
  });

  it('refuses a missing key, a doubled key and a file that is not YAML', () => {
    assert.match(messagesFor((yaml) => yaml.replace(/\n {4}homeMm: 500\n/u, '\n')).join(), /axes\.travel\.homeMm/u);
    assert.match(messagesFor((yaml) => `${yaml}\nid: other\n`).join(), /not valid YAML/u);
    assert.match(messagesFor((yaml) => `${yaml}\n  : : [`).join(), /not valid YAML/u);
  });

  it('refuses a key inside a device entry that no kind of place knows', () => {
    assert.match(messagesFor((yaml) => yaml.replace('on: { bay: A, door: inner }', 'on: { bay: A, dor: inner }')).join(), /dor.*did you mean "door"/u);
  });

  it('refuses contradictions between keys', () => {
    assert.match(messagesFor((yaml) => yaml.replace('bays: 480', 'bays: 300')).join(), /one lost answer would stop the tower/u);
    assert.match(messagesFor((yaml) => yaml.replace('unit: 2,', 'unit: 1,')).join(), /drives unit 1" stands twice/u);
    assert.match(messagesFor((yaml) => yaml.replace('zMm: 5400', 'zMm: 5900')).join(), /outside the lift's travel/u);
    assert.match(messagesFor((yaml) => yaml.replace('host: 127.0.0.1, port: 8461', 'host: 0.0.0.0, port: 8461')).join(), /needs tls/u);
    assert.match(messagesFor((yaml) => yaml.replace('relayWatchdogMs: 100', 'relayWatchdogMs: 40').replace('watchdogToggleMs: 20', 'watchdogToggleMs: 30')).join(), /two toggles/u);
  });
  it('refuses rules of booking that nobody could keep, and a zone that has no clocks', () => {
    assert.match(messagesFor((yaml) => yaml.replace('timezone: Asia/Shanghai', 'timezone: Asia/Shanghi')).join(), /no zone of the IANA database/u);
    assert.match(messagesFor((yaml) => yaml.replace('{ min: 30, max: 240 }', '{ min: 250, max: 240 }')).join(), /longer than the longest/u);
    assert.match(messagesFor((yaml) => yaml.replace('openUntil: "24:00"', 'openUntil: "00:29"')).join(), /no room for a window of 30 min/u);
    assert.match(messagesFor((yaml) => yaml.replace('mostLateFeeMinor: 99000', 'mostLateFeeMinor: 9899')).join(), /less than its first hour/u);
    const justRoomy = text.replace('openUntil: "24:00"', 'openUntil: "00:30"').replace('mostLateFeeMinor: 99000', 'mostLateFeeMinor: 9900');
    assert.ok(parseSite(justRoomy, 'edited.yaml').ok);
  });

  it('survives any text without throwing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (junk) => { assert.equal(parseSite(junk, 'junk.yaml').ok, false); }));
  });

  it('exports a JSON Schema with units and reasons', () => {
    const schema = JSON.stringify(siteJsonSchema());
    assert.match(schema, /"unit":"mm\/s2"/u);
    assert.match(schema, /"additionalProperties":false/u);
  });

  it('suggests no key when none is near', () => {
    assert.equal(nearestKey('zzzzzzzz', ['lift', 'travel']), undefined);
    assert.equal(nearestKey('travle', ['lift', 'travel']), 'travel');
  });
});
