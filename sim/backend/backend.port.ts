import type { KeyObject } from 'node:crypto';
import type { Clock, WallClock } from '../../hal/ports/clock.port.ts';
import type { OutboundHttp } from '../../hal/ports/outbound-http.port.ts';
import type { Fault, Result } from '../../hal/ports/result.ts';
import type { Rng } from '../../hal/ports/rng.port.ts';

/** A request as it came, before anything in it is believed. */
export interface BackendRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** An answer, ready to be sent. */
export interface BackendAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Where the backend keeps what it knows. Nothing is acknowledged before `append` has returned. */
export interface LedgerFile {
  /** Everything that it holds; empty when there is none. */
  readonly read: () => Result<string, StoreFailed>;
  /** Adds to its end and waits until that is on the disk. */
  readonly append: (text: string) => Result<void, StoreFailed>;
  /** Shortens it to so many bytes: drops a last line that was never finished. */
  readonly cutTo: (bytes: number) => Result<void, StoreFailed>;
}

/** `storeFailed`: the disk refused. `corrupt`: a line in the middle cannot be read; nothing was started. */
export type StoreFailed = Fault<'storeFailed' | 'corrupt'>;

/** A tower of the operator. */
export interface ServedTower {
  readonly towerId: string;
  /** `whsec_` and base64: of the webhooks in both directions. */
  readonly secret: string;
}

/** Colours of what stands in the catalogue, for the recogniser: `#RRGGBB`. */
export interface VariantColour {
  readonly variantId: string;
  readonly colour: string;
}

/** Pixels of a photo: red, green, blue and alpha, a byte each, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Everything of the world that the backend is given. */
export interface BackendParts {
  readonly clock: Clock;
  readonly wall: WallClock;
  readonly rng: Rng;
  readonly file: LedgerFile;
  readonly towers: readonly ServedTower[];
  /** `iss` of every token. */
  readonly issuer: string;
  readonly kid: string;
  /** Ed25519. */
  readonly privateKey: KeyObject;
  /** Where people's browsers find it, without a slash at the end. Known only once it listens. */
  readonly publicUrl: () => string;
  /** The way to the towers, for notices. */
  readonly http: OutboundHttp;
  readonly colours: readonly VariantColour[];
  /** Undefined when it is no JPEG that can be read. */
  readonly decodeJpeg: (bytes: Uint8Array) => Promise<Pixels | undefined>;
}
