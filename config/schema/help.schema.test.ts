import assert from 'node:assert/strict';
import { loadSite, siteIds } from '../load-site.ts';
import { helpSchema } from './help.schema.ts';

describe('help of a site', () => {
  for (const id of siteIds()) {
    it(`${id}: says where it is, whom to ring, how to get out and where the red buttons are`, () => {
      const site = loadSite(id);
      assert.ok(site.ok, site.ok ? '' : site.problems[0]?.message);
      const { help } = site.value;
      for (const { en, zh } of [help.address, help.meetingPoint, ...help.exits, ...help.emergencyStops]) {
        assert.doesNotMatch(en, /\p{Script=Han}/u);
        assert.match(zh, /\p{Script=Han}/u);
      }
    });
  }

  it('refuses a number that cannot be dialled, and a place with no way out', () => {
    const site = loadSite('tmall-shanghai');
    assert.ok(site.ok);
    const { help } = site.value;
    assert.ok(helpSchema.safeParse(help).success);
    assert.ok(!helpSchema.safeParse({ ...help, phone: 'ask at the desk' }).success);
    assert.ok(!helpSchema.safeParse({ ...help, exits: [] }).success);
    assert.ok(!helpSchema.safeParse({ ...help, emergencyStops: [] }).success);
  });
});
