import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { runTokenCampaign } from '../token-campaign/run-campaign.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** What `carillon sim tokens` is asked for. */
export interface SimTokensOptions {
  readonly site: string;
  /** Tokens, passes, notices and assertions in all; the last round is played to its end. */
  readonly runs: number;
  readonly seed: number;
}

/** `carillon sim tokens`: everything that is not the backend's word, through the real routes of a tower's API. */
export async function simTokens(options: SimTokensOptions): Promise<VerbOutcome> {
  const site = loadSite(options.site);
  if (!site.ok) return refused(explainProblems(site.problems));
  const stock = loadStock(site.value.id);
  if (!stock.ok) return refused(explainProblems(stock.problems));
  const clock = createSystemClock();
  const beganMs = clock.nowMs();
  const { kinds, findings, ...counted } = await runTokenCampaign({ site: site.value, stock: stock.value, seed: options.seed, runs: options.runs });
  const wallMs = Math.round(clock.nowMs() - beganMs);
  const perSecond = Math.round((counted.sent * 1000) / Math.max(1, wallMs));
  const ok = findings.length === 0;
  return {
    ok,
    json: { site: options.site, seed: options.seed, wallMs, perSecond, ...counted, kinds: Object.fromEntries([...kinds].sort()), findings },
    lines: [
      `${String(counted.sent)} tokens, passes, notices and assertions of ${String(kinds.size)} kinds: ${String(counted.forged)} forged or altered, ${String(counted.replayed)} replayed, ${String(counted.reordered)} out of order or doubled`,
      `${String(counted.genuine)} were the backend's own, ${String(counted.taken)} of them taken, each once · ${String(counted.handOvers)} cars handed over, each once · ${String(counted.restarts)} restarts`,
      `${ok ? 'no effect that should not be' : `${String(findings.length)} findings`} · ${(wallMs / 1000).toFixed(0)} s (${String(perSecond)} a second)`,
      ...findings.slice(0, 20).map((finding) => `  ${finding}`),
    ],
  };
}
