import { encode, headerOf, signParts, signToken } from './forge.ts';
import type { Claims, Forgery, Play } from './forgery.ts';

const WEEK_S = 604_800;

/** Signed by the backend itself, and yet not for this tower, not for this time, or no token. */
const said = (change: (play: Play) => Claims): Forgery['make'] => (play) => signToken({ ...play.claims, ...change(play) }, play.backend);

/** The claims are changed and the signature is left as it was. */
const altered = (change: (play: Play) => Claims): Forgery['make'] => (play) => {
  const [header = '', payload = '', signature = ''] = signToken(play.claims, play.backend).split('.');
  const other = encode({ ...play.claims, ...change(play) });
  // What happens to say the same as before is said with one claim more.
  return `${header}.${other === payload ? encode({ ...play.claims, more: 1 }) : other}.${signature}`;
};

/** What each claim is altered to, one at a time, under the signature of what was there before. */
const ALTERED: Readonly<Record<string, (play: Play) => unknown>> = {
  iss: () => 'another.example',
  aud: () => 'tmall-guangzhou',
  jti: () => 'another-jti-of-somebody',
  iat: ({ nowS }) => nowS - 1,
  nbf: ({ nowS }) => nowS - 1,
  exp: ({ nowS }) => nowS + 7200,
  op: ({ claims }) => (claims['op'] === 'cancel' ? 'eraseMember' : 'cancel'),
  seq: () => 1_000_000,
  memberId: () => 'somebody-else',
  bookingId: () => 'booking-of-somebody-else',
  carId: () => 'SH-01',
  memberName: () => 'Somebody Else',
  language: () => 'en',
  tier: () => 'super',
  creditScore: () => 950,
  isBlocked: () => true,
  licenceUntilUtcMs: ({ nowS }) => nowS * 2000,
  fromUtcMs: ({ nowS }) => nowS * 1000,
  untilUtcMs: ({ nowS }) => nowS * 1000 + 3_600_000,
  returnByUtcMs: ({ nowS }) => nowS * 1000 + 30 * 86_400_000,
};
const everyClaimAltered: readonly Forgery[] = Object.entries(ALTERED).map(([name, by]) => ({ kind: `altered ${name}`, make: altered((play) => ({ [name]: by(play) })) }));

const SHAPES: readonly (readonly [kind: string, change: Claims])[] = [
  ['seq 0', { seq: 0 }], ['seq as text', { seq: '9' }], ['seq of half', { seq: 9.5 }], ['seq beyond what is exact', { seq: 2 ** 60 }], ['no op', { op: undefined }], ['another op', { op: 'collect' }], ['op __proto__', { op: '__proto__' }],
  ['no jti', { jti: undefined }], ['a short jti', { jti: 'x' }], ['jti as a number', { jti: 12_345_678 }], ['a long jti', { jti: 'j'.repeat(81) }], ['ids as paths', { bookingId: '../..', memberId: 'a/b' }], ['ids as lists', { bookingId: ['k'], memberId: ['m'] }],
  ['ids with quotes', { bookingId: "k'; DROP TABLE bookings; --", memberId: "m'; DROP TABLE members; --" }], ['ids of nothing', { bookingId: '', memberId: '' }], ['exp as text', { exp: '9999999999' }], ['no exp', { exp: undefined }],
  ['no nbf', { nbf: undefined }], ['no iat', { iat: undefined }], ['exp of never', { exp: 8_640_000_000_000 }], ['a name that turns the text', { op: 'member', memberName: 'a\u202eb' }], ['aud as a list', { aud: ['tmall-shanghai'] }], ['no aud', { aud: undefined }], ['aud of everybody', { aud: '*' }],
];
const wrongShapes: readonly Forgery[] = SHAPES.map(([kind, change]) => ({ kind, make: said(() => change) }));

/** What is said, by whom it was signed or not. */
export const forgedClaims: readonly Forgery[] = [
  ...everyClaimAltered,
  ...wrongShapes,
  { kind: 'for another tower', make: said(() => ({ aud: 'tmall-guangzhou' })) },
  { kind: 'for this tower in capitals', make: said(() => ({ aud: 'TMALL-SHANGHAI' })) },
  { kind: 'for this tower with a look-alike letter', make: said(() => ({ aud: 'tm\u0430ll-shanghai' })) },
  { kind: 'of another issuer', make: said(() => ({ iss: 'another.example' })) },
  { kind: 'of an issuer that ends alike', make: said(({ claims }) => ({ iss: `${String(claims['iss'])}.example` })) },
  { kind: 'over since a second', make: said(({ nowS }) => ({ iat: nowS - 3600, nbf: nowS - 3600, exp: nowS - 1 })) },
  { kind: 'over since thirty days', make: said(({ nowS }) => ({ iat: nowS - 31 * 86_400, nbf: nowS - 31 * 86_400, exp: nowS - 30 * 86_400 })) },
  { kind: 'not begun', make: said(({ nowS }) => ({ nbf: nowS + 3600 })) },
  { kind: 'made tomorrow', make: said(({ nowS }) => ({ iat: nowS + 86_400, nbf: nowS, exp: nowS + 90_000 })) },
  { kind: 'good for longer than a week', make: said(({ nowS }) => ({ iat: nowS, exp: nowS + WEEK_S + 1 })) },
  { kind: 'good for longer, by its age', make: said(({ nowS }) => ({ iat: nowS - WEEK_S, nbf: nowS - WEEK_S, exp: nowS + 60 })) },
  { kind: 'ends before it begins', make: said(({ nowS }) => ({ iat: nowS + 30, exp: nowS + 30 })) },
  { kind: 'a payload that is a list', make: ({ claims, backend }) => signToken([claims], backend) },
  { kind: 'a payload that is a text', make: ({ claims, backend }) => signToken(JSON.stringify(JSON.stringify(claims)), backend) },
  { kind: 'a payload of nothing', make: ({ backend }) => signToken('null', backend) },
  { kind: 'a payload with a mark of its byte order', make: ({ claims, backend }) => signParts(encode(headerOf(backend)), encode(`\ufeff${JSON.stringify(claims)}`), backend.key) },
  { kind: 'a payload that is no UTF-8', make: ({ claims, backend }) => signParts(encode(headerOf(backend)), Buffer.concat([Buffer.from(JSON.stringify(claims).slice(0, -1)), Buffer.from([0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])]).toString('base64url'), backend.key) },
  { kind: 'a session given as a token', make: ({ claims, backend }) => signToken(claims, backend, headerOf(backend, 'tower-session+jwt')) },
];
