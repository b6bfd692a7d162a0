import { sign, verify } from 'node:crypto';
import type { Rng } from '../ports.ts';
import { fromBase45, toBase45 } from './base45.ts';
import type { SiteKeys } from './site-keys.ts';
import type { TimeWindow } from './window-rules.ts';

/**
 * A pass is `CVT1:` and base 45 of 18 bytes of claims and an Ed25519 signature (64 bytes): 128 characters, a QR code of version 6.
 * Claims: format (1), reserved (1), pass id (8), begin and end of the window in minutes since 1970 (4 + 4, high byte first).
 * The site stands under the signature and not in the pass, so a pass of another tower does not verify here.
 */
export interface PassClaims extends TimeWindow {
  /** 16 hexadecimal characters. */
  readonly passId: string;
}

const PREFIX = 'CVT1:';
const CLAIM_BYTES = 18;
const SIGNATURE_BYTES = 64;
const FORMAT = 1;
const MINUTE_MS = 60_000;

const signed = (siteId: string, claims: Uint8Array): Buffer => Buffer.concat([Buffer.from(`carillon/pass/1/${siteId}/`), claims]);

/** A fresh pass id. */
export function newPassId(rng: Rng): string {
  return Buffer.from(rng.bytes(8)).toString('hex');
}

/** Signs a pass. The window is rounded outwards to whole minutes. */
export function makePass(claims: PassClaims, siteId: string, keys: SiteKeys): string {
  const bytes = Buffer.alloc(CLAIM_BYTES);
  bytes.writeUInt8(FORMAT, 0);
  bytes.write(claims.passId, 2, 'hex');
  bytes.writeUInt32BE(Math.floor(claims.fromUtcMs / MINUTE_MS), 10);
  bytes.writeUInt32BE(Math.ceil(claims.untilUtcMs / MINUTE_MS), 14);
  const signature = sign(null, signed(siteId, bytes), keys.passKey);
  return PREFIX + toBase45(Buffer.concat([bytes, signature]));
}

/**
 * The claims of a pass that this site has signed, or undefined for anything else. Needs no network and no journal. A scanner may
 * add white space around it; inside, a space is a character of base 45.
 */
export function readPass(payload: string, siteId: string, keys: SiteKeys): PassClaims | undefined {
  const text = payload.replace(/^\s+/u, '').replace(/[\r\n\t]+$/u, '');
  if (!text.startsWith(PREFIX)) return undefined;
  const decoded = fromBase45(text.slice(PREFIX.length));
  if (decoded?.length !== CLAIM_BYTES + SIGNATURE_BYTES) return undefined;
  const bytes = Buffer.from(decoded);
  const claims = bytes.subarray(0, CLAIM_BYTES);
  if (claims[0] !== FORMAT || !verify(null, signed(siteId, claims), keys.passPublicKey, bytes.subarray(CLAIM_BYTES))) return undefined;
  return {
    passId: claims.toString('hex', 2, 10),
    fromUtcMs: claims.readUInt32BE(10) * MINUTE_MS,
    untilUtcMs: claims.readUInt32BE(14) * MINUTE_MS,
  };
}
