import { PEOPLE, SECRET, assertion, claimsFor, count, find, give, pick, signed } from './campaign.ts';
import type { Campaign } from './campaign.ts';
import type { Heard } from './campaign-tower.ts';
import { headerOf, signToken } from './forge.ts';
import { forgeries } from './forgeries.ts';
import type { Claims } from './forgery.ts';
import { forgedNotices, signNotice } from './forged-notices.ts';
import { forgedPasses } from './forged-passes.ts';

/** So many at once; then the journal is held against what it was before them. */
const GROUP = 25;

/** Whoever is attacked: a booking that waits, and its member. */
export interface Target {
  readonly bookingId: string;
  readonly memberId: string;
  readonly pass: string;
  readonly paymentId: string;
}

/** What would be worth forging: each op, about people and bookings that are there and that are not. */
function worthForging(campaign: Campaign, { bookingId, memberId }: Target): Claims {
  const { rng, tower } = campaign;
  const nowMs = tower.nowMs();
  const stranger = `x-${Buffer.from(rng.bytes(6)).toString('hex')}`;
  const op = ['member', 'book', 'amend', 'cancel', 'eraseMember'][rng.int(5)];
  const isNew = op === 'member' || op === 'book';
  return claimsFor(campaign, {
    op, seq: 50 + rng.int(1000), bookingId: isNew ? stranger : bookingId, memberId: op === 'member' ? stranger : memberId, memberName: 'Forged', carId: 'SH-16', language: 'zh',
    fromUtcMs: nowMs, untilUtcMs: nowMs + 3_600_000, returnByUtcMs: nowMs + 4 * 86_400_000, tier: 'super', creditScore: 900, licenceUntilUtcMs: nowMs + 900 * 86_400_000, isBlocked: false,
  });
}

/** Sends what must have no effect, a group at a time, and looks for one. */
async function expectNothing(campaign: Campaign, sends: readonly (readonly [kind: string, send: () => Promise<boolean>])[]): Promise<void> {
  const { tower } = campaign;
  for (let at = 0; at < sends.length; at += GROUP) {
    const group = sends.slice(at, at + GROUP);
    const [before, looksBefore] = [tower.fingerprint(), tower.looks()];
    const accepted = await Promise.all(group.map(([, send]) => send()));
    accepted.forEach((was, index) => { if (was) find(campaign, `accepted: ${group[index]?.[0] ?? ''}`); });
    if (tower.fingerprint() !== before || tower.looks() !== looksBefore) find(campaign, `the journal changed under one of: ${group.map(([kind]) => kind).join(' · ')}`);
    for (const [kind] of group) count(campaign, kind);
  }
}

const isTaken = ({ status, body }: Heard): boolean => status === 200 && body['verdict'] === 'taken';

/** Tokens that nobody who may has signed, or that are not for here and now. */
export async function forgeTokens(campaign: Campaign, target: Target, runs: number): Promise<void> {
  const { rng, tower } = campaign;
  campaign.tally.forged += runs;
  await expectNothing(campaign, Array.from({ length: runs }, () => {
    const forgery = pick(rng, forgeries);
    const token = forgery.make({ rng, nowS: Math.floor(tower.nowMs() / 1000), claims: worthForging(campaign, target), ...PEOPLE });
    return [forgery.kind, async () => isTaken(await give(campaign, token))] as const;
  }));
}

/** Tokens that were judged before: today, before a restart, more than a month ago; several at once. */
export async function replayTokens(campaign: Campaign, runs: number): Promise<void> {
  const { rng, archive } = campaign;
  if (archive.length === 0) return;
  campaign.tally.replayed += runs;
  await expectNothing(campaign, Array.from({ length: runs }, () => {
    // The newest as often as all the others: they are still within their time.
    const at = rng.int(2) === 0 ? Math.max(0, archive.length - 1 - rng.int(20)) : rng.int(archive.length);
    return ['replayed', async () => isTaken(await give(campaign, archive[at] ?? ''))] as const;
  }));
}

/** Assertions of a backend that is none, and assertions that were used. */
export async function forgeSessions(campaign: Campaign, used: string, runs: number): Promise<void> {
  const { rng, tower } = campaign;
  campaign.tally.forged += runs;
  for (let run = 0; run < runs; run += 1) {
    tower.later(4000);
    const claims = claimsFor(campaign, { exp: Math.floor(tower.nowMs() / 1000) + 300 });
    const ways: readonly (readonly [string, string])[] = [
      ['an assertion by a stranger', signToken(claims, PEOPLE.stranger, headerOf(PEOPLE.backend, 'tower-session+jwt'))], ['an assertion that was used', used],
      ['a token as an assertion', signed(campaign, { op: 'cancel', seq: 1, bookingId: 'x' })], ['an assertion for too long', assertion(campaign, { exp: Math.floor(tower.nowMs() / 1000) + 301 })],
      ['an assertion for another tower', assertion(campaign, { aud: 'tmall-guangzhou' })], ['an assertion of the past', assertion(campaign, { iat: 1, nbf: 1, exp: 200 })],
    ];
    const [kind, text] = pick(rng, ways);
    await expectNothing(campaign, [[kind, async () => (await tower.post('/api/v1/sessions', undefined, { role: 'backend', assertion: text })).status === 201]]);
  }
}

/** Passes that nobody was given. A camera is no faster than one a second. */
export async function forgePasses(campaign: Campaign, { pass }: Target, runs: number): Promise<void> {
  const { rng, tower, session } = campaign;
  campaign.tally.forged += runs;
  for (let run = 0; run < runs; run += 1) {
    tower.later(1100);
    const forgery = pick(rng, forgedPasses);
    const payload = forgery.make({ rng, pass, siteId: tower.site.id, keys: tower.keys, nowMs: tower.nowMs() });
    await expectNothing(campaign, [[`pass: ${forgery.kind}`, async () => (await tower.post('/api/v1/recognitions', session.kiosk, { by: 'pass', payload })).status === 201]]);
  }
}

/** Notices that nobody who may has signed; and one that is genuine, which makes the tower look once, however often it comes. */
export async function forgeNotices(campaign: Campaign, { paymentId }: Target, runs: number): Promise<void> {
  const { rng, tower } = campaign;
  const send = ({ body, headers }: ReturnType<typeof signNotice>): Promise<Heard> => tower.ask({ method: 'POST', url: '/api/v1/backend/notices', payload: body, headers });
  const play = () => ({ rng, nowMs: tower.nowMs(), id: `n-${Buffer.from(rng.bytes(9)).toString('hex')}`, paymentId, secret: SECRET });
  campaign.tally.forged += runs;
  await expectNothing(campaign, Array.from({ length: runs }, () => {
    const forgery = pick(rng, forgedNotices);
    const sent = forgery.make(play());
    return [`notice: ${forgery.kind}`, async () => (await send(sent)).status === 204] as const;
  }));
  const genuine = signNotice(play());
  const looksBefore = tower.looks();
  await Promise.all([send(genuine), send(genuine), send(genuine)]);
  campaign.tally.genuine += 1;
  count(campaign, 'notice: genuine, three at once', 3);
  // What looks at the provider does so behind the answer; one more answer lets it come to an end.
  await tower.ask({ method: 'GET', url: '/health' });
  if (tower.looks() - looksBefore > 1) find(campaign, `a notice made the tower look ${String(tower.looks() - looksBefore)} times`);
  campaign.tally.replayed += 3;
  await expectNothing(campaign, Array.from({ length: 3 }, () => ['notice: replayed', async () => (await send(genuine)).status !== 204] as const));
}
