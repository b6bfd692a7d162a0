import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync, sign, verify as verifyByNode } from 'node:crypto';
import fc from 'fast-check';
import { NOON_UTC_MS, SITE, standingWall } from '../../journal/testing/journal-bench.ts';
import { KEY, accessFor, claimsAt, signJws, signingKey, tokenAt, tokenHeader } from './testing/backend-hand.ts';
import type { Claims } from './testing/backend-hand.ts';
import { createVerify } from './verify.ts';

const CANCEL = { op: 'cancel', seq: 3, bookingId: 'k-17' };
const HOUR_MS = 3_600_000;

describe('a token of the backend', () => {
  const wall = standingWall();
  const verify = (keys = accessFor().keys) => createVerify({ access: accessFor({ keys }), towerId: SITE, wall });
  const judge = async (token: string, keys = accessFor().keys): Promise<string> => {
    const judged = await verify(keys).token(token);
    return judged.ok ? judged.value.op : judged.error.refusal.code;
  };
  const withClaims = (more: Claims, without: readonly string[] = []): string => {
    const claims = Object.entries(claimsAt(NOON_UTC_MS, { ...CANCEL, ...more })).filter(([name]) => !without.includes(name));
    return signJws(Object.fromEntries(claims), tokenHeader());
  };
  beforeEach(() => wall.set(NOON_UTC_MS));

  it('is read when a pinned key has signed it, and Node agrees about the signature', async () => {
    const token = tokenAt(NOON_UTC_MS, CANCEL);
    const judged = await verify().token(token);
    assert.ok(judged.ok && judged.value.op === 'cancel' && judged.value.bookingId === 'k-17');
    const [header = '', payload = '', signature = ''] = token.split('.');
    assert.ok(verifyByNode(null, Buffer.from(`${header}.${payload}`), createPublicKey(KEY.key), Buffer.from(signature, 'base64url')));
  });

  it('is wrong under every algorithm but EdDSA, also with the public key as the secret of an HMAC', async () => {
    const payload = Buffer.from(JSON.stringify(claimsAt(NOON_UTC_MS, CANCEL))).toString('base64url');
    const under = (alg: string, signer: (text: string) => string): string => {
      const signed = `${Buffer.from(JSON.stringify({ ...tokenHeader(), alg })).toString('base64url')}.${payload}`;
      return `${signed}.${signer(signed)}`;
    };
    const rawKey = Buffer.from(KEY.pinned.x, 'base64url');
    const pem = createPublicKey(KEY.key).export({ format: 'pem', type: 'spki' });
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const ed25519 = (text: string) => sign(null, Buffer.from(text), KEY.key).toString('base64url');
    const tokens = [
      under('none', () => ''), under('none', () => 'AA'),
      under('HS256', (text) => createHmac('sha256', rawKey).update(text).digest('base64url')),
      under('HS256', (text) => createHmac('sha256', pem).update(text).digest('base64url')),
      under('ES256', (text) => sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')),
      ...['Ed25519', 'EDDSA', 'eddsa', 'RS256', ''].map((alg) => under(alg, ed25519)),
    ];
    for (const token of tokens) assert.equal(await judge(token), 'tokenWrong', token);
  });

  it('is wrong when its header asks for anything else: another key, a critical extension, a payload that is no base64url, another type', async () => {
    const other = signingKey('other');
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: other.pinned.x };
    const headers: readonly [object, typeof KEY][] = [
      [{ ...tokenHeader(), jwk }, other], [{ ...tokenHeader(), jku: 'https://elsewhere.example/keys' }, other], [{ ...tokenHeader(), x5u: 'https://elsewhere.example/c' }, other],
      [{ ...tokenHeader(), crit: ['b64'], b64: false }, KEY], [{ ...tokenHeader(), crit: ['exp'] }, KEY], [{ ...tokenHeader(), b64: true }, KEY],
      [tokenHeader('other'), other], [{ alg: 'EdDSA', typ: 'tower-booking+jwt' }, KEY], [{ ...tokenHeader(), kid: ['key-1'] }, KEY], [{ ...tokenHeader(), kid: '__proto__' }, KEY],
      [tokenHeader(KEY.pinned.kid, 'tower-session+jwt'), KEY], [tokenHeader(KEY.pinned.kid, 'JWT'), KEY],
    ];
    for (const [header, by] of headers) assert.equal(await judge(signJws(claimsAt(NOON_UTC_MS, CANCEL), header, by.key)), 'tokenWrong', JSON.stringify(header));
  });

  it('does not look at the keys that a pinned signer names beside its own', async () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: signingKey('other').pinned.x };
    assert.equal(await judge(signJws(claimsAt(NOON_UTC_MS, CANCEL), { ...tokenHeader(), jwk, jku: 'https://elsewhere.example' })), 'cancel');
  });

  it('is for one tower, of one issuer, and for a week at most', async () => {
    const nowS = NOON_UTC_MS / 1000;
    const week = 7 * 86_400;
    for (const more of [{ aud: 'tmall-guangzhou' }, { aud: [SITE] }, { aud: SITE.toUpperCase() }, { iss: 'operator.example.evil' }, { exp: nowS + week + 1 }, { iat: nowS + 3600 }, { exp: nowS }, { exp: nowS + 0.5 }]) {
      assert.notEqual(await judge(withClaims(more)), 'cancel', JSON.stringify(more));
    }
    assert.equal(await judge(withClaims({ exp: nowS + week })), 'cancel');
    for (const name of ['iss', 'aud', 'jti', 'iat', 'nbf', 'exp', 'op', 'seq', 'bookingId']) assert.equal(await judge(withClaims({}, [name])), 'tokenWrong', name);
  });

  it('begins with its nbf, a minute of two clocks apart, and ends with its exp to the second', async () => {
    const token = withClaims({ nbf: NOON_UTC_MS / 1000 + 600 });
    const seen = async (utcMs: number): Promise<string> => {
      wall.set(utcMs);
      return judge(token);
    };
    assert.equal(await seen(NOON_UTC_MS + 539_000), 'tokenExpired');
    assert.equal(await seen(NOON_UTC_MS + 540_000), 'cancel');
    assert.equal(await seen(NOON_UTC_MS + HOUR_MS - 1), 'cancel');
    assert.equal(await seen(NOON_UTC_MS + HOUR_MS), 'tokenExpired');
  });

  it('is refused before it is read when it is longer than any token', async () => {
    assert.equal(await judge(withClaims({ padding: 'x'.repeat(9000) })), 'tokenWrong');
  });

  it('says nothing that a booking or a screen could not carry', async () => {
    for (const bookingId of ['', 'a/b', '../x', 'x'.repeat(41), 'k 1', 'k\u0000', 17]) assert.equal(await judge(withClaims({ bookingId })), 'tokenWrong', String(bookingId));
    for (const seq of [0, -1, 1.5, '3', 2 ** 53, null]) assert.equal(await judge(withClaims({ seq })), 'tokenWrong', String(seq));
    const member = { op: 'member', memberId: 'm-1', memberName: 'Lin', language: 'zh', tier: 'super', creditScore: 700, licenceUntilUtcMs: null, isBlocked: false };
    assert.equal(await judge(withClaims(member)), 'member');
    for (const more of [{ memberName: 'a\u202eb' }, { memberName: 'a\nb' }, { creditScore: undefined }, { tier: 'gold' }, { isBlocked: 0 }]) assert.equal(await judge(withClaims({ ...member, ...more })), 'tokenWrong', JSON.stringify(more));
  });

  it('changes with every change of a single character', async () => {
    const token = tokenAt(NOON_UTC_MS, CANCEL);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ é';
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length), fc.constantFrom(...Array.from(alphabet)), fc.constantFrom('replace', 'insert', 'drop'), async (at, character, how) => {
        const altered = how === 'insert' ? token.slice(0, at) + character + token.slice(at) : token.slice(0, at) + (how === 'drop' ? '' : character) + token.slice(at + 1);
        if (altered !== token) assert.equal(await judge(altered), 'tokenWrong', altered);
      }),
      { numRuns: 400 },
    );
  });

  it('is taken from the old key and the new one while both are pinned, and from neither once it is revoked', async () => {
    const next = signingKey('key-2');
    const [old, fresh] = [tokenAt(NOON_UTC_MS, CANCEL), tokenAt(NOON_UTC_MS, CANCEL, next)];
    const both = [KEY.pinned, next.pinned];
    assert.deepEqual([await judge(old), await judge(fresh)], ['cancel', 'tokenWrong']);
    assert.deepEqual([await judge(old, both), await judge(fresh, both)], ['cancel', 'cancel']);
    assert.deepEqual([await judge(old, [next.pinned]), await judge(fresh, [next.pinned])], ['tokenWrong', 'cancel']);
    // A name says nothing: the key behind it decides.
    assert.equal(await judge(fresh, [{ kid: 'key-2', x: KEY.pinned.x }]), 'tokenWrong');
  });
});
