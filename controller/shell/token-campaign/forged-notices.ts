import { createHmac } from 'node:crypto';
import type { SeededRng } from '../../../sim/time/seeded-rng.ts';
import { secretOf } from './forge.ts';

/** A notice as it goes over the wire. */
export interface SentNotice {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a forger of notices has: a payment that the tower would look at. */
export interface NoticePlay {
  readonly rng: SeededRng;
  readonly nowMs: number;
  readonly id: string;
  readonly paymentId: string;
  readonly secret: string;
}

/** One way to forge a notice. */
export interface NoticeForgery {
  readonly kind: string;
  readonly make: (play: NoticePlay) => SentNotice;
}

const bodyOf = ({ id, paymentId, nowMs }: NoticePlay, more: object = {}): string =>
  JSON.stringify({ specversion: '1.0', id, source: 'campaign', type: 'io.carillon.payment.changed.v1', time: new Date(nowMs).toISOString(), data: { paymentId }, ...more });

function signedWith(secret: string, id: string, timestamp: string, body: string): SentNotice {
  const mac = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { body, headers: { 'content-type': 'application/cloudevents+json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` } };
}

const seconds = (ms: number): string => String(Math.floor(ms / 1000));

/** A notice as it should be. */
export const signNotice = (play: NoticePlay): SentNotice => signedWith(play.secret, play.id, seconds(play.nowMs), bodyOf(play));

const changed = (change: (sent: SentNotice, play: NoticePlay) => Partial<SentNotice>): NoticeForgery['make'] => (play) => ({ ...signNotice(play), ...change(signNotice(play), play) });
const header = (name: string, by: (was: string, play: NoticePlay) => string): NoticeForgery['make'] => changed(({ headers }, play) => ({ headers: { ...headers, [name]: by(headers[name] ?? '', play) } }));

/** Notices that must not make the tower look anywhere. */
export const forgedNotices: readonly NoticeForgery[] = [
  { kind: 'signed by a stranger', make: (play) => signNotice({ ...play, secret: secretOf('stranger') }) },
  { kind: 'another body', make: changed((_sent, play) => ({ body: bodyOf({ ...play, paymentId: `${play.paymentId}x` }) })) },
  { kind: 'the same, written otherwise', make: changed(({ body }) => ({ body: `${body} ` })) },
  { kind: 'another id', make: header('webhook-id', (id) => `${id}x`) },
  { kind: 'another time', make: header('webhook-timestamp', (at) => String(Number(at) + 1)) },
  { kind: 'a time with a zero before it', make: header('webhook-timestamp', (at) => `0${at}`) },
  { kind: 'old by five minutes and a second', make: (play) => signedWith(play.secret, play.id, seconds(play.nowMs - 301_000), bodyOf(play)) },
  { kind: 'young by five minutes and two seconds', make: (play) => signedWith(play.secret, play.id, seconds(play.nowMs + 302_000), bodyOf(play)) },
  { kind: 'no signature', make: header('webhook-signature', () => '') },
  { kind: 'a signature of another version', make: header('webhook-signature', (was) => was.replace('v1,', 'v1a,')) },
  { kind: 'half a signature', make: header('webhook-signature', (was) => was.slice(0, 20)) },
  { kind: 'ten wrong signatures before the right one', make: header('webhook-signature', (was) => `${Array.from({ length: 10 }, () => 'v1,AAAA').join(' ')} ${was}`) },
  { kind: 'an id that says another message', make: (play) => signedWith(play.secret, `${play.id}.1`, seconds(play.nowMs), bodyOf({ ...play, id: `${play.id}.1` })) },
  { kind: 'an id that its body does not have', make: (play) => signedWith(play.secret, play.id, seconds(play.nowMs), bodyOf({ ...play, id: 'another' })) },
  { kind: 'of something else', make: (play) => signedWith(play.secret, play.id, seconds(play.nowMs), bodyOf(play, { type: 'io.carillon.car.left.v1' })) },
  { kind: 'about nothing', make: (play) => signedWith(play.secret, play.id, seconds(play.nowMs), bodyOf(play, { data: {} })) },
  { kind: 'no JSON', make: (play) => signedWith(play.secret, play.id, seconds(play.nowMs), '{') },
  { kind: 'as text', make: header('content-type', () => 'text/plain') },
  { kind: 'anything', make: ({ rng, id, nowMs, secret }) => signedWith(secret, id, seconds(nowMs), Buffer.from(rng.bytes(80)).toString('latin1')) },
];
