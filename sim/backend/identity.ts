import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { fault, ok } from '../../hal/ports/result.ts';
import type { Result } from '../../hal/ports/result.ts';
import type { Rng } from '../../hal/ports/rng.port.ts';
import type { StoreFailed } from './backend.port.ts';
import { keyOfSeed, publicX } from './jws.ts';

/** What the backend proves itself by, and what it shares with its tower. */
export interface Identity {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** `x` of the public key's JWK. */
  readonly x: string;
  readonly secret: string;
}

const identitySchema = z.strictObject({ kid: z.string().min(1), seed: z.string().regex(/^[\w-]{43}$/u), secret: z.string().startsWith('whsec_') });

/** Keys and secret of a folder; made at its first start and kept, so that what was signed before stays good. */
export function identityAt(path: string, rng: Rng): Result<Identity, StoreFailed> {
  try {
    if (!existsSync(path)) {
      const made = { kid: `backend-${Buffer.from(rng.bytes(4)).toString('hex')}`, seed: Buffer.from(rng.bytes(32)).toString('base64url'), secret: `whsec_${Buffer.from(rng.bytes(24)).toString('base64')}` };
      writeFileSync(path, JSON.stringify(made), { mode: 0o600, flush: true });
    }
    const { kid, seed, secret } = identitySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const privateKey = keyOfSeed(Buffer.from(seed, 'base64url'));
    return ok({ kid, privateKey, x: publicX(privateKey), secret });
  } catch (error) {
    return fault('corrupt', `The keys of the backend (${path}) cannot be read or made: ${error instanceof Error ? error.message : String(error)}. Nothing was started.`);
  }
}
