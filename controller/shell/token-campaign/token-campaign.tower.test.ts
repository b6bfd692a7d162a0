import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../../config/load-site.ts';
import type { Statement, Store } from '../../ports.ts';
import type { Tally } from './campaign.ts';
import type { Weakness } from './campaign-tower.ts';
import { PEOPLE } from './campaign.ts';
import { secretOf } from './forge.ts';
import { forgeries } from './forgeries.ts';
import { forgedNotices } from './forged-notices.ts';
import { forgedPasses } from './forged-passes.ts';
import { runTokenCampaign } from './run-campaign.ts';

function play(seed: number, runs: number, weakness?: Weakness): Promise<Tally> {
  const site = loadSite('tmall-shanghai');
  const stock = loadStock('tmall-shanghai');
  if (!site.ok || !stock.ok) throw new Error('the preset does not load');
  return runTokenCampaign({ site: site.value, stock: stock.value, seed, runs, ...(weakness !== undefined && { weakness }) });
}

/** A journal that forgets every token as soon as it was judged. */
function forgetful(store: Store): Store {
  let forgotten = 0;
  const anew = ({ name, params, expect }: Statement): Statement => {
    if (name !== 'token.take' && name !== 'token.add') return { name, params, ...(expect !== undefined && { expect }) };
    forgotten += 1;
    return { name: 'token.add', params: { verdict: 'taken', ...params, jti: `forgotten-${String(forgotten)}` }, expect: 1 };
  };
  return {
    ...store,
    commit: (batch) => store.commit(batch.map(anew)),
    read: async (query) => (query.name === 'token.one' || query.name === 'token.newest' ? { ok: true, value: [] } : store.read(query)),
  };
}

describe('forged, altered, replayed, reordered and doubled tokens, passes and notices through the real routes', function () {
  this.timeout(120_000);

  it('have no effect; what the backend really wants has its effect once, and each car is handed over once', async () => {
    const { findings, kinds, handOvers, restarts, taken } = await play(11, 4000);
    assert.deepEqual(findings, []);
    assert.ok(handOvers >= 5 && restarts >= 5 && taken >= 40, `${String(handOvers)} hand-overs, ${String(restarts)} restarts, ${String(taken)} taken`);
    // No way of forging is a name only.
    const missing = [...forgeries.map(({ kind }) => kind), ...forgedNotices.map(({ kind }) => `notice: ${kind}`)].filter((kind) => !kinds.has(kind));
    assert.deepEqual(missing, []);
    assert.ok(forgedPasses.filter(({ kind }) => kinds.has(`pass: ${kind}`)).length > 10);
  });

  const weaknesses: readonly (readonly [string, Weakness, RegExp])[] = [
    ['a stranger\'s key is pinned', { access: (access) => ({ ...access, keys: [...access.keys, PEOPLE.stranger] }) }, /accepted: a stranger/u],
    ['a revoked key stays pinned', { access: (access) => ({ ...access, keys: [...access.keys, PEOPLE.revoked] }) }, /accepted: a key that was revoked/u],
    ['a stranger knows the secret', { access: (access) => ({ ...access, secret: `${access.secret} ${secretOf('stranger')}` }) }, /accepted: notice: signed by a stranger/u],
    ['the journal forgets what was judged', { store: forgetful }, /taken twice|was judged|replayed/u],
  ];
  for (const [what, weakness, expected] of weaknesses) {
    it(`are noticed as soon as ${what}`, async () => {
      const { findings } = await play(3, 1300, weakness);
      assert.ok(findings.some((finding) => expected.test(finding)), findings.join('\n'));
    });
  }

  it('are the same from the same seed', async () => {
    const [one, other] = [await play(5, 500), await play(5, 500)];
    assert.deepEqual({ ...one, kinds: [...one.kinds] }, { ...other, kinds: [...other.kinds] });
  });
});
