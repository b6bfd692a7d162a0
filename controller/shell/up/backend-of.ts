import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Site } from '../../../config/schema/site.schema.ts';
import { fault, ok } from '../../../hal/ports/result.ts';
import type { Fault, Result } from '../../../hal/ports/result.ts';
import type { BackendAccess } from '../../bookings/backend/backend-access.ts';
import { webhookSecrets } from '../../bookings/backend/webhook-signature.ts';

/** Everybody on the machine may read it. */
const WORLD_READABLE = 0o004;

/**
 * The backend of a site, with the secret from its file; undefined for a site without one. A relative path begins at `folder`, where the journal
 * stands. Errors: the file is missing, open to everybody, or holds no secret. Nothing of it is ever in the message.
 */
export function backendOf({ backend }: Pick<Site, 'backend'>, folder: string): Result<BackendAccess | undefined, Fault<'secretMissing' | 'secretOpen' | 'secretWeak'>> {
  if (backend === undefined) return ok(undefined);
  const { secretPath, ...access } = backend;
  const path = resolve(folder, secretPath);
  let secret: string;
  try {
    if ((statSync(path).mode & WORLD_READABLE) !== 0) {
      return fault('secretOpen', `Everybody on this machine may read the secret of the backend at ${path}. Nothing was started. Change it, and let the controller alone read it (chmod 600).`);
    }
    secret = readFileSync(path, 'utf8');
  } catch (error) {
    return fault('secretMissing', `The secret of the backend cannot be read from ${path} (${error instanceof Error ? error.message : String(error)}). Nothing was started. Put the file there, or take \`backend\` out of the site.`);
  }
  const strong = webhookSecrets(secret);
  return strong.ok ? ok({ ...access, secret: secret.trim() }) : fault('secretWeak', `${path}: ${strong.error.message}`);
}
