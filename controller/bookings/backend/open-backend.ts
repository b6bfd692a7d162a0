import { ok } from '../../ports.ts';
import type { Fault, OutboundHttp, Result, Rng, WallClock } from '../../ports.ts';
import { createHttpProviders } from '../providers/http-providers.ts';
import type { AllProviders } from '../providers/http-providers.ts';
import { createAskBackend } from './ask-backend.ts';
import type { AskBackend } from './ask-backend.ts';
import type { BackendAccess } from './backend-access.ts';
import { createVerify } from './verify.ts';
import type { Verify } from './verify.ts';
import { webhookSecrets } from './webhook-signature.ts';

/** A backend that can be asked and whose word can be judged. Nothing is asked yet. */
export interface OpenedBackend {
  readonly access: BackendAccess;
  readonly secrets: readonly Uint8Array[];
  readonly ask: AskBackend;
  readonly verify: Verify;
  readonly providers: AllProviders;
}

/** What opening needs. */
export interface OpenParts {
  readonly access: BackendAccess;
  readonly towerId: string;
  readonly http: OutboundHttp;
  readonly wall: WallClock;
  readonly rng: Rng;
}

/** Makes ready what speaks with the backend. Error `secretWeak`: the shared secret is none. */
export function openBackend({ access, towerId, http, wall, rng }: OpenParts): Result<OpenedBackend, Fault<'secretWeak'>> {
  const secrets = webhookSecrets(access.secret);
  if (!secrets.ok) return secrets;
  const ask = createAskBackend({ access, secrets: secrets.value, http, wall, rng });
  return ok({ access, secrets: secrets.value, ask, verify: createVerify({ access, towerId, wall }), providers: createHttpProviders(ask) });
}
