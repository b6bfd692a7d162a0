import type { Fault, Result } from '../../ports.ts';

/** Why a sealed picture cannot be kept or read: the disk is full, or gone. Nothing else has changed. */
export type PhotoStoreFault = Fault<'photoStore'>;

/** Where sealed pictures lie: one file a picture, beside the journal. Names are of `[0-9a-f]{64}`. */
export interface PhotoStore {
  /** Resolves when the picture is durable. Writing the same name again replaces it. */
  readonly put: (name: string, sealed: Uint8Array) => Promise<Result<void, PhotoStoreFault>>;
  /** The sealed picture, or undefined when there is none of this name. */
  readonly get: (name: string) => Promise<Result<Uint8Array | undefined, PhotoStoreFault>>;
  /** Removing what is not there is done already. */
  readonly remove: (name: string) => Promise<Result<void, PhotoStoreFault>>;
  readonly names: () => Promise<Result<readonly string[], PhotoStoreFault>>;
}
