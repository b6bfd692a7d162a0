import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { deviceDocumentSchema, type DeviceDocument, type DeviceKind } from './schema/device-document.schema.ts';

const cache = new Map<DeviceKind, DeviceDocument>();

/** The register document of a kind of device. A document that does not fit its own schema is a broken installation and throws. */
export function deviceDocument(kind: DeviceKind): DeviceDocument {
  const known = cache.get(kind);
  if (known) return known;
  const text = readFileSync(new URL(`./devices/${kind}.yaml`, import.meta.url), 'utf8');
  const document = deviceDocumentSchema.parse(parse(text));
  cache.set(kind, document);
  return document;
}

/** Address of a named register of a block: the block's start plus the register's place in it. Throws for a name that the document lacks. */
export function registerAddress(document: DeviceDocument, block: string, register: string): number {
  const found = document.blocks[block];
  const index = found?.registers?.indexOf(register) ?? -1;
  if (!found || index < 0) throw new Error(`register document ${document.document} has no ${block}.${register}`);
  return found.start + index;
}
