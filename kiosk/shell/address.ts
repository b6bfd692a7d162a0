import { PAGE_ORIGIN } from './own-urls.ts';

/** Where the controller is, and the key that opens a kiosk session for the shell's own heartbeat. */
export interface TowerAddress {
  /** What the window loads: the shell's own page, with the given fragment, which may carry what only the page should read. */
  readonly url: string;
  /** Scheme, host and port of the controller. */
  readonly origin: string;
  readonly key: string | null;
}

/** Why an address is refused. */
export type AddressFault = { readonly code: 'missing' | 'malformed' | 'notLoopback'; readonly message: string };
/** The address, or why it is refused. */
export type AddressResult =
  | { readonly ok: true; readonly value: TowerAddress }
  | { readonly ok: false; readonly error: AddressFault };

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

const refuse = (code: AddressFault['code'], what: string): AddressResult => ({
  ok: false,
  error: {
    code,
    message: `${what} The kiosk shows nothing and the tower is not affected. Set CARILLON_URL to the address that the controller printed, such as http://127.0.0.1:8080/.`,
  },
});

/**
 * Reads the controller's address from the environment: `CARILLON_URL`, and `CARILLON_KIOSK_KEY` where there is one. Only
 * plain HTTP on loopback is taken: what the page asks is forwarded there and nowhere else, and it cannot be reached from outside.
 */
export function readAddress(env: Readonly<Record<string, string | undefined>>): AddressResult {
  const given = env['CARILLON_URL'];
  if (given === undefined || given === '') return refuse('missing', 'CARILLON_URL is not set.');
  if (!URL.canParse(given)) return refuse('malformed', `CARILLON_URL is not an address: "${given}".`);
  const url = new URL(given);
  if (url.protocol !== 'http:' || url.username !== '' || url.password !== '') {
    return refuse('malformed', 'CARILLON_URL must be a plain http address without a user.');
  }
  if (!LOOPBACK.has(url.hostname)) return refuse('notLoopback', `CARILLON_URL names ${url.hostname}, which is not this machine.`);
  return { ok: true, value: { url: `${PAGE_ORIGIN}/kiosk/${url.hash}`, origin: url.origin, key: env['CARILLON_KIOSK_KEY'] ?? null } };
}
