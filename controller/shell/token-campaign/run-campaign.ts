import type { Site, Stock } from '../../../config/schema/site.schema.ts';
import { forgeNotices, forgePasses, forgeSessions, forgeTokens, replayTokens } from './attacks.ts';
import { assertion, openCampaign, signIn } from './campaign.ts';
import type { Campaign, Tally } from './campaign.ts';
import type { Weakness } from './campaign-tower.ts';
import { attest, bookNow, handOver, playHistory } from './genuine.ts';
import type { Person } from './genuine.ts';

/** What is played. */
export interface CampaignOptions {
  readonly site: Site;
  readonly stock: Stock;
  readonly seed: number;
  /** At least so many tokens, passes, notices and assertions. */
  readonly runs: number;
  /** Makes the tower worse on purpose, to see that it is noticed. */
  readonly weakness?: Weakness;
}

/** 2026-06-01, noon in Shanghai. */
const START_UTC_MS = Date.UTC(2026, 5, 1, 4);
const DAY_MS = 86_400_000;
/** Every drive of a round is over before the next one, and after eight of them a token is more than a month old. */
const ROUND_DAYS = 5;
const OF_A_ROUND = { forged: 400, replayed: 120, notices: 25, passes: 12, sessions: 4 } as const;

function cast(round: number, stock: Stock): readonly Person[] {
  return [0, 1, 2, 3].map((n) => {
    const name = `${String(round)}-${String(n)}`;
    return { memberId: `m-${name}`, bookingId: `k-${name}`, carId: stock.cars[(round * 4 + n) % stock.cars.length]?.id ?? '' };
  });
}

/** Five days of the tower: four members, what is wanted of their bookings, and everybody who wants something else. */
async function playRound(campaign: Campaign, round: number, stock: Stock): Promise<void> {
  const { tower, tally } = campaign;
  await signIn(campaign);
  const used = assertion(campaign);
  await tower.post('/api/v1/sessions', undefined, { role: 'backend', assertion: used });
  const [first, ...others] = cast(round, stock);
  for (const person of [...(first === undefined ? [] : [first]), ...others]) await attest(campaign, person);
  const target = first === undefined ? undefined : await bookNow(campaign, first);
  for (const [n, person] of others.entries()) await playHistory(campaign, person, n > 0);
  if (target === undefined || first === undefined) return;
  await forgeTokens(campaign, target, OF_A_ROUND.forged / 2);
  await forgeNotices(campaign, target, OF_A_ROUND.notices);
  await forgePasses(campaign, target, OF_A_ROUND.passes);
  await forgeSessions(campaign, used, OF_A_ROUND.sessions);
  await handOver(campaign, target, first.carId);
  await replayTokens(campaign, OF_A_ROUND.replayed / 2);
  await tower.restart();
  tally.restarts += 1;
  await signIn(campaign);
  await replayTokens(campaign, OF_A_ROUND.replayed / 2);
  await forgeTokens(campaign, target, OF_A_ROUND.forged / 2);
  tower.later(ROUND_DAYS * DAY_MS);
  // Bookings that nobody came for end when the controller starts: the clocks of this tower ring no bell.
  await tower.restart();
}

/** The whole campaign from its seed: the same every time, but for the keys of strangers under other algorithms. */
export async function runTokenCampaign({ site, stock, seed, runs, weakness = {} }: CampaignOptions): Promise<Tally> {
  const { createSeededRng } = await import('../../../sim/time/seeded-rng.ts');
  const campaign = await openCampaign({ site, stock, rng: createSeededRng(seed), startUtcMs: START_UTC_MS, weakness });
  try {
    for (let round = 0; campaign.tally.sent < runs; round += 1) {
      const before = campaign.tally.sent;
      await playRound(campaign, round, stock);
      if (campaign.tally.sent === before || campaign.tally.findings.length >= 100) break;
    }
    return campaign.tally;
  } finally {
    await campaign.tower.close();
  }
}
