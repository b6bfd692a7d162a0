import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { Rng } from '../../ports.ts';

/** One element of DER (ITU-T X.690): tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length < 0x80 ? [content.length] : content.length < 0x100 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const TAG = { integer: 0x02, bits: 0x03, bytes: 0x04, oid: 0x06, utf8: 0x0c, time: 0x17, sequence: 0x30, set: 0x31, version: 0xa0, extensions: 0xa3, dnsName: 0x82, ipAddress: 0x87 } as const;
const ED25519 = der(TAG.sequence, der(TAG.oid, Buffer.from('2b6570', 'hex')));
const COMMON_NAME = Buffer.from('550403', 'hex');
const ALTERNATIVE_NAMES = Buffer.from('551d11', 'hex');

function toPem(certificate: Uint8Array): string {
  const lines = Buffer.from(certificate).toString('base64').match(/.{1,64}/gu) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** A certificate that signs itself, for tests of TLS: for a DNS name and 127.0.0.1, valid from 2020 to 2049. */
export function selfSigned(dnsName: string, rng: Rng): { readonly cert: string; readonly key: string } {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), rng.bytes(32)]);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const name = der(TAG.sequence, der(TAG.set, der(TAG.sequence, der(TAG.oid, COMMON_NAME), der(TAG.utf8, Buffer.from(dnsName)))));
  const names = der(TAG.sequence, der(TAG.dnsName, Buffer.from(dnsName)), der(TAG.ipAddress, Buffer.from([127, 0, 0, 1])));
  const validity = der(TAG.sequence, der(TAG.time, Buffer.from('200101000000Z')), der(TAG.time, Buffer.from('490101000000Z')));
  const extension = der(TAG.sequence, der(TAG.oid, ALTERNATIVE_NAMES), der(TAG.bytes, names));
  const body = der(
    TAG.sequence, der(TAG.version, der(TAG.integer, Buffer.from([2]))), der(TAG.integer, Buffer.from([1])), ED25519, name, validity, name, publicKey,
    der(TAG.extensions, der(TAG.sequence, extension)),
  );
  const signature = der(TAG.bits, Buffer.from([0]), sign(null, body, key));
  return { cert: toPem(der(TAG.sequence, body, ED25519, signature)), key: key.export({ format: 'pem', type: 'pkcs8' }).toString() };
}
