import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Site } from '../../config/schema/site.schema.ts';
import { fault, ok } from '../ports.ts';
import type { Result } from '../ports.ts';
import type { ApiFault, ListenerName } from './api.port.ts';
import { certificateNames, isLoopback } from './guards/host-and-origin.ts';

/** Certificate and key of a listener, as PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** Reads what a listener needs. Refuses a host that others can reach without TLS: sessions and faces would travel in the open. */
export function readTls(network: Site['network'], name: ListenerName): Result<TlsFiles | undefined, ApiFault> {
  const { host, tls } = network[name];
  if (tls === undefined) {
    return isLoopback(host)
      ? ok(undefined)
      : fault('unsafeListener', `The ${name} listener is meant for ${host}, which others can reach, and has no TLS. It does not open. Give it a certificate (network.${name}.tls), or use 127.0.0.1.`);
  }
  try {
    const files = { cert: readFileSync(tls.certificatePath, 'utf8'), key: readFileSync(tls.keyPath, 'utf8') };
    // Throws for a key that does not fit its certificate: better now than at the first visitor.
    createSecureContext(files);
    return ok(files);
  } catch (error) {
    return fault('unsafeListener', `The certificate of the ${name} listener cannot be used (${String(error)}). It does not open. Check the files of network.${name}.tls.`);
  }
}

/**
 * Address of a listener as others reach it, without a slash at its end: by the first name of its certificate that is more than this machine, otherwise
 * by its host. `listening`: the port that it has got, where any would do.
 */
export function urlOf(network: Site['network'], name: ListenerName, tls: TlsFiles | undefined, listening: number | undefined): string {
  const { host, port } = network[name];
  const own = tls === undefined ? undefined : certificateNames(tls.cert).find((one) => !isLoopback(one) && !one.startsWith('*'));
  const called = own ?? (host === '0.0.0.0' || host === '::' ? 'localhost' : host);
  return `${tls === undefined ? 'http' : 'https'}://${called.includes(':') ? `[${called}]` : called}:${String(listening ?? port)}`;
}
