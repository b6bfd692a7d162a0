import type { Site, Stock } from '../../../config/schema/site.schema.ts';
import type { SeededRng } from '../../../sim/time/seeded-rng.ts';
import type { BackendAccess } from '../../bookings/backend/backend-access.ts';
import { KIOSK_KEY, openCampaignTower } from './campaign-tower.ts';
import type { CampaignTower, Heard, Weakness } from './campaign-tower.ts';
import { createForge, headerOf, secretOf, signToken } from './forge.ts';
import type { Forge } from './forge.ts';
import type { Claims } from './forgery.ts';

/** The backend that the tower knows, and everybody else with a key. */
export const PEOPLE: Readonly<Record<'backend' | 'revoked' | 'stranger', Forge>> = { backend: createForge('key-1'), revoked: createForge('key-0'), stranger: createForge('stranger') };
const ISSUER = 'operator.example';
/** The secret of the webhooks that tower and backend share. */
export const SECRET = secretOf('shared');
const TOKEN_LIFE_S = 7 * 86_400;

/** What has come of a campaign so far. */
export interface Tally {
  /** Tokens, passes, notices and assertions that were sent. */
  sent: number;
  forged: number;
  replayed: number;
  reordered: number;
  /** Authentic ones, each of which must have exactly its effect. */
  genuine: number;
  taken: number;
  handOvers: number;
  restarts: number;
  readonly kinds: Map<string, number>;
  /** What should not have happened. */
  readonly findings: string[];
}

/** One campaign: a tower, who speaks with it, and what was seen. */
export interface Campaign {
  readonly tower: CampaignTower;
  readonly rng: SeededRng;
  readonly tally: Tally;
  /** Sessions of this run of the controller. */
  session: { backend: string; kiosk: string };
  /** Tokens that were judged once, for ever. */
  readonly archive: string[];
}

const accessOf = (): BackendAccess => ({ url: 'https://backend.example', issuer: ISSUER, keys: [{ kid: PEOPLE.backend.kid, x: PEOPLE.backend.x }], secret: SECRET, pollMs: 5000, timeoutMs: 8000 });

/** Claims of a token that would be taken, with everything in them that any of them could say. */
export function claimsFor({ tower, rng }: Campaign, more: Claims): Claims {
  const nowS = Math.floor(tower.nowMs() / 1000);
  return { iss: ISSUER, aud: tower.site.id, jti: Buffer.from(rng.bytes(12)).toString('hex'), iat: nowS, nbf: nowS, exp: nowS + TOKEN_LIFE_S, ...more };
}

/** A token as the backend signs it; `more` over the claims of a good one. */
export const signed = (campaign: Campaign, more: Claims): string => signToken(claimsFor(campaign, more), PEOPLE.backend);

/** Gives a token to the tower through its route. */
export function give({ tower, session }: Campaign, token: string): Promise<Heard> {
  return tower.post('/api/v1/backend/tokens', session.backend, { token });
}

/** Writes down what should not have happened; the first hundred are enough to see what it is. */
export function find({ tally }: Campaign, what: string): void {
  if (tally.findings.length < 100) tally.findings.push(what);
}

/** One of them. */
export function pick<T>(rng: SeededRng, items: readonly T[]): T {
  const item = items[rng.int(items.length)];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}

/** Writes down that `sent` of one kind have been sent. */
export function count({ tally }: Campaign, kind: string, sent = 1): void {
  tally.sent += sent;
  tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + sent);
}

/** An assertion that opens a session. */
export function assertion(campaign: Campaign, more: Claims = {}, typ = 'tower-session+jwt'): string {
  const { nowMs } = campaign.tower;
  return signToken(claimsFor(campaign, { exp: Math.floor(nowMs() / 1000) + 300, ...more }), PEOPLE.backend, headerOf(PEOPLE.backend, typ));
}

/** Signs in as the backend and as the kiosk. Sign-ins are slowed down on purpose, so time passes first. */
export async function signIn(campaign: Campaign): Promise<void> {
  const { tower } = campaign;
  tower.later(60_000);
  const backend = await tower.post('/api/v1/sessions', undefined, { role: 'backend', assertion: assertion(campaign) });
  const kiosk = await tower.post('/api/v1/sessions', undefined, { role: 'kiosk', key: KIOSK_KEY });
  if (backend.status !== 201 || kiosk.status !== 201) find(campaign, `nobody could sign in: ${String(backend.status)} ${String(kiosk.status)}`);
  campaign.session = { backend: String(backend.body['token']), kiosk: String(kiosk.body['token']) };
}

/** Opens a campaign from a seed. */
export async function openCampaign(parts: { readonly site: Site; readonly stock: Stock; readonly rng: SeededRng; readonly startUtcMs: number; readonly weakness: Weakness }): Promise<Campaign> {
  const tower = await openCampaignTower({ ...parts, access: accessOf() });
  const tally: Tally = { sent: 0, forged: 0, replayed: 0, reordered: 0, genuine: 0, taken: 0, handOvers: 0, restarts: 0, kinds: new Map(), findings: [] };
  return { tower, rng: parts.rng.fork('campaign'), tally, session: { backend: '', kiosk: '' }, archive: [] };
}
