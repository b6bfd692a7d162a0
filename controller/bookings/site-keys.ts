import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { fault, ok } from '../ports.ts';
import { statement } from '../journal/statements.ts';
import type { Fault, Result, Rng, Store, StoreFault } from '../ports.ts';

/** The secrets of one site. They are made at its first start and stand beside the journal, never in it. */
export interface SiteKeys {
  /** Signs passes. */
  readonly passKey: KeyObject;
  readonly passPublicKey: KeyObject;
  /** 32 bytes; seals what the journal keeps of people, and keys its hashes. */
  readonly sealKey: Uint8Array;
}

/** Why the keys cannot be used. Nothing was changed. */
export type SiteKeysFault = Fault<'keysDamaged' | 'keysMissing' | 'keysUnreadable' | 'keysWrongSite'>;

const fileSchema = z.strictObject({
  siteId: z.string(),
  passSeed: z.string().regex(/^[0-9a-f]{64}$/u),
  sealKey: z.string().regex(/^[0-9a-f]{64}$/u),
});

/** PKCS#8 header of an Ed25519 private key (RFC 8410); the 32 bytes of the seed follow. */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function keysFrom(passSeed: Uint8Array, sealKey: Uint8Array): SiteKeys {
  const passKey = createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, passSeed]), format: 'der', type: 'pkcs8' });
  return { passKey, passPublicKey: createPublicKey(passKey), sealKey };
}

/** Fresh keys that are kept nowhere: for the simulator in virtual time and for tests. */
export function makeSiteKeys(rng: Rng): SiteKeys {
  return keysFrom(rng.bytes(32), rng.bytes(32));
}

function readKeys(path: string, siteId: string): Result<SiteKeys, SiteKeysFault> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fault('keysUnreadable', `The keys of the site at ${path} cannot be read (${String(error)}). Nothing was changed. Give the controller access to them.`);
  }
  const parsed = fileSchema.safeParse(parseJson(text));
  if (!parsed.success) return fault('keysDamaged', `The keys of the site at ${path} are damaged. Passes and face templates made with them cannot be used. Restore the file.`);
  if (parsed.data.siteId !== siteId) return fault('keysWrongSite', `The keys at ${path} belong to ${parsed.data.siteId}, not to ${siteId}. Nothing was changed.`);
  return ok(keysFrom(Buffer.from(parsed.data.passSeed, 'hex'), Buffer.from(parsed.data.sealKey, 'hex')));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is as damaged as JSON of another shape: the schema refuses it.
    return undefined;
  }
}

/** Reads the keys of the site from `path`, or makes them there when the file does not exist (first start). */
export function loadSiteKeys(path: string, siteId: string, rng: Rng): Result<SiteKeys, SiteKeysFault> {
  if (existsSync(path)) return readKeys(path, siteId);
  const [passSeed, sealKey] = [rng.bytes(32), rng.bytes(32)];
  const text = JSON.stringify({ siteId, passSeed: hex(passSeed), sealKey: hex(sealKey) });
  try {
    const file = openSync(`${path}.part`, 'w', 0o600);
    writeSync(file, text);
    fsyncSync(file);
    closeSync(file);
    renameSync(`${path}.part`, path);
  } catch (error) {
    return fault('keysUnreadable', `The keys of the site cannot be written to ${path} (${String(error)}). Nothing was changed.`);
  }
  return ok(keysFrom(passSeed, sealKey));
}

/**
 * As `loadSiteKeys`, beside a journal. New keys are never made for one that knows people already: their codes, passes and faces
 * would be lost without a word. Errors: `keysMissing` then, and those of reading either.
 */
export async function openSiteKeys(path: string, siteId: string, rng: Rng, store: Pick<Store, 'read'>): Promise<Result<SiteKeys, SiteKeysFault | StoreFault>> {
  if (existsSync(path)) return readKeys(path, siteId);
  const members = await store.read(statement('member.count'));
  if (!members.ok) return members;
  const technicians = await store.read(statement('technician.all'));
  if (!technicians.ok) return technicians;
  if (Number(members.value[0]?.['members']) === 0 && technicians.value.length === 0) return loadSiteKeys(path, siteId, rng);
  return fault('keysMissing', `The keys of the site are not at ${path}, but the journal knows people whose codes, passes and faces only those keys open. Nothing was changed. Put the file back; it stands beside the journal and is no part of its backup.`);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
