import type { StoreRow } from '../../ports.ts';
import { count, find, give, signed } from './campaign.ts';
import type { Campaign } from './campaign.ts';
import type { Target } from './attacks.ts';
import { drawHistory, isAsExpected, playModel, shuffle } from './histories.ts';
import type { Wanted } from './histories.ts';

const DAY_MS = 86_400_000;

/** One member with one booking, as the backend wants it. */
export interface Person {
  readonly memberId: string;
  readonly bookingId: string;
  readonly carId: string;
}

async function take(campaign: Campaign, token: string): Promise<string> {
  const heard = await give(campaign, token);
  campaign.archive.push(token);
  const verdict = String(heard.body['verdict']);
  if (heard.status !== 200) find(campaign, `a token of the backend was answered with ${String(heard.status)}`);
  if (verdict === 'taken') campaign.tally.taken += 1;
  return verdict;
}

/** Attests a member, and what an older attestation says has no effect. */
export async function attest(campaign: Campaign, { memberId }: Person): Promise<void> {
  const { tower, rng } = campaign;
  const seq = 2 + rng.int(5);
  const standing = { op: 'member', memberId, memberName: 'Campaign', language: 'zh', tier: 'super', creditScore: 720, licenceUntilUtcMs: tower.nowMs() + 400 * DAY_MS, isBlocked: false };
  const verdicts = [await take(campaign, signed(campaign, { ...standing, seq })), await take(campaign, signed(campaign, { ...standing, seq: seq - 1, isBlocked: true })), await take(campaign, signed(campaign, { ...standing, seq, isBlocked: true }))];
  campaign.tally.genuine += 3;
  count(campaign, 'attestations, newer and older', 3);
  const [row] = tower.read('standing.one', { memberId });
  if (verdicts.join() !== 'taken,tokenOutdated,tokenOutdated' || row?.['isBlocked'] !== 0) find(campaign, `attestations of ${memberId}: ${verdicts.join()}`);
}

function rowOf({ tower }: Campaign, bookingId: string): StoreRow | undefined {
  return tower.read('booking.one', { bookingId })[0];
}

/** Tokens one after the other, in any order: each verdict and the end are those of the model. */
async function inTurn(campaign: Campaign, bookingId: string, wanted: readonly Wanted[], texts: ReadonlyMap<string, string>, driveDays: number): Promise<void> {
  const { verdicts, expected } = playModel(wanted, driveDays);
  for (const [index, { jti }] of wanted.entries()) {
    const verdict = await take(campaign, texts.get(jti) ?? '');
    if (verdict !== verdicts[index]) find(campaign, `${jti} was judged ${verdict} instead of ${verdicts[index] ?? ''}`);
  }
  if (!isAsExpected(rowOf(campaign, bookingId), expected)) find(campaign, `${bookingId} does not stand as its tokens say`);
}

/** All at once, each several times: nothing is taken twice, and the end is that of what was taken, in the order of seq. */
async function atOnce(campaign: Campaign, bookingId: string, wanted: readonly Wanted[], texts: ReadonlyMap<string, string>, driveDays: number): Promise<void> {
  const verdicts = await Promise.all(wanted.map(({ jti }) => take(campaign, texts.get(jti) ?? '')));
  const taken = wanted.filter((_token, index) => verdicts[index] === 'taken');
  if (new Set(taken.map(({ jti }) => jti)).size !== taken.length) find(campaign, `${bookingId}: a token was taken twice`);
  const { expected } = playModel([...taken].sort((a, b) => a.seq - b.seq), driveDays);
  if (!isAsExpected(rowOf(campaign, bookingId), expected)) find(campaign, `${bookingId} does not stand as what was taken says`);
}

/** What the backend wants of one booking, out of order, doubled, one after the other or all at once. */
export async function playHistory(campaign: Campaign, { bookingId, memberId, carId }: Person, mayEnd: boolean): Promise<void> {
  const { tower, rng } = campaign;
  const driveDays = tower.site.booking.driveDays;
  const history = drawHistory(rng, { bookingId, memberId, carId, nowMs: tower.nowMs(), driveDays, mayEnd });
  const texts = new Map(history.map(({ jti, claims }) => [jti, signed(campaign, { ...claims, jti })]));
  const wanted = shuffle(rng, history);
  campaign.tally.genuine += history.length;
  campaign.tally.reordered += wanted.length;
  count(campaign, 'a history out of order', wanted.length);
  await (rng.int(2) === 0 ? inTurn : atOnce)(campaign, bookingId, wanted, texts, driveDays);
}

/** A booking that may be fetched at once, and what somebody who wanted to attack it would know. */
export async function bookNow(campaign: Campaign, { bookingId, memberId, carId }: Person): Promise<Target | undefined> {
  const { tower } = campaign;
  const verdict = await take(campaign, signed(campaign, { op: 'book', seq: 1, bookingId, memberId, memberName: 'Campaign', carId, fromUtcMs: tower.nowMs(), untilUtcMs: tower.nowMs() + 4 * 3_600_000, language: 'zh' }));
  campaign.tally.genuine += 1;
  count(campaign, 'bookings');
  const row = rowOf(campaign, bookingId);
  if (verdict !== 'taken' || row === undefined) {
    find(campaign, `${bookingId} could not be booked: ${verdict}`);
    return undefined;
  }
  const [payment] = tower.read('payment.ofBooking', { bookingId });
  return { bookingId, memberId, pass: String(row['pass']), paymentId: String(payment?.['paymentId'] ?? '') };
}

/** The car is fetched with the pass: however often pass and ticket are shown, it is handed over once; and no token takes it away. */
export async function handOver(campaign: Campaign, { bookingId, pass }: Target, carId: string): Promise<void> {
  const { tower, session } = campaign;
  const recognise = async () => {
    tower.later(1100);
    return tower.post('/api/v1/recognitions', session.kiosk, { by: 'pass', payload: pass });
  };
  const known = [await recognise(), await recognise()];
  const tickets = known.map(({ body }) => String(body['ticket']));
  const begun = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => tower.post('/api/v1/collections', session.kiosk, { ticket: tickets[n % 2] ?? '' }, `${bookingId}-${String(n % 3)}`)));
  const late = await recognise();
  count(campaign, 'passes and tickets, shown again and again', 9);
  const row = rowOf(campaign, bookingId);
  const collectionId = String(row?.['collectionId']);
  if (!begun.some(({ status }) => status === 201) || late.status === 201) find(campaign, `${bookingId} was not handed over as it should: ${begun.map(({ status }) => status).join()} ${String(late.status)}`);
  for (const claims of [{ op: 'cancel', seq: 900, bookingId }, { op: 'amend', seq: 901, bookingId, fromUtcMs: 1 }, { op: 'eraseMember', seq: 900, memberId: String(row?.['memberId']) }]) {
    if ((await take(campaign, signed(campaign, claims))) !== 'refused') find(campaign, `${bookingId}: ${claims.op} was taken while the car is being fetched`);
  }
  campaign.tally.genuine += 3;
  count(campaign, 'tokens against a drive that has begun', 3);
  tower.tower.tell({ kind: 'carLeft', carId, collectionId, utcMs: tower.nowMs() });
  await tower.ask({ method: 'GET', url: '/health' });
  tower.tower.tell({ kind: 'carReturned', carId, returnId: `r-${bookingId}`, bookingId, utcMs: tower.nowMs() });
  await tower.ask({ method: 'GET', url: '/health' });
  if (rowOf(campaign, bookingId)?.['state'] !== 'closed') find(campaign, `${bookingId} did not end with its car back`);
  if ((await recognise()).status === 201) find(campaign, `${bookingId}: its pass worked once more`);
  count(campaign, 'passes of drives that are over');
  campaign.tally.handOvers += tower.tower.handOvers.get(bookingId) ?? 0;
  if ((tower.tower.handOvers.get(bookingId) ?? 0) !== 1) find(campaign, `${bookingId} was handed over ${String(tower.tower.handOvers.get(bookingId) ?? 0)} times`);
}
