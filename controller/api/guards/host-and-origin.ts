import { X509Certificate } from 'node:crypto';

/** The names under which a listener may be asked for, and the pages that may ask. */
export interface Authority {
  /** `127.0.0.1:8460` and the like, in lower case. */
  readonly hosts: ReadonlySet<string>;
  /** `http://127.0.0.1:8460` and the like. */
  readonly origins: ReadonlySet<string>;
  /** Whether the kiosk's shell may ask here, whose pages come from its own memory under an origin of their own. */
  readonly takesShell?: boolean;
}

/** Origin of the pages in the kiosk's shell. No page of the web can have it: the scheme exists in that program alone. */
export const SHELL_ORIGIN = 'app://kiosk';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'] as const;

/** Whether a host name reaches this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

/** Names of a certificate (DNS and IP), which are the names that a TLS listener answers to. */
export function certificateNames(pem: string): readonly string[] {
  const names = new X509Certificate(pem).subjectAltName ?? '';
  return names
    .split(', ')
    .map((entry) => /^(?:DNS|IP Address):(?<name>.+)$/u.exec(entry)?.groups?.['name'])
    .filter((name) => name !== undefined);
}

/** What a listener on `host` and `port` may be called. Without its own names a page of another site could reach it (DNS rebinding). */
export function authorityOf(listener: { readonly host: string; readonly port: number; readonly tlsNames: readonly string[] | undefined; readonly takesShell?: boolean }): Authority {
  const { host, port, tlsNames, takesShell = false } = listener;
  const scheme = tlsNames === undefined ? 'http' : 'https';
  const usualPort = tlsNames === undefined ? 80 : 443;
  const own = host.includes(':') ? `[${host}]` : host;
  const names = [...LOOPBACK, own, ...(tlsNames ?? [])].map((name) => name.toLowerCase());
  const withPort = names.map((name) => `${name}:${String(port)}`);
  const hosts = new Set(port === usualPort ? [...withPort, ...names] : withPort);
  return { hosts, origins: new Set([...hosts].map((name) => `${scheme}://${name}`)), takesShell };
}

/** Headers that say where a request comes from. */
export interface RequestSource {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`: browsers send it, pages cannot change it. */
  readonly fetchSite: string | undefined;
}

/** Which rule the source breaks, or undefined. Programs that are no browsers send neither Origin nor Sec-Fetch-Site. */
export function judgeSource(source: RequestSource, authority: Authority): 'wrongHost' | 'wrongOrigin' | undefined {
  if (source.host === undefined || !authority.hosts.has(source.host.toLowerCase())) return 'wrongHost';
  if (source.origin === SHELL_ORIGIN && authority.takesShell === true) return undefined;
  if (source.origin !== undefined) return authority.origins.has(source.origin.toLowerCase()) ? undefined : 'wrongOrigin';
  const fromElsewhere = source.fetchSite === 'cross-site' || source.fetchSite === 'same-site';
  return fromElsewhere ? 'wrongOrigin' : undefined;
}
