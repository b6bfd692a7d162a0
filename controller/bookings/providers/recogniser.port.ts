import type { Result } from '../../ports.ts';
import type { ProviderFault } from './payments.port.ts';

/** Says which variants of the catalogue a photo may show, best first. The person confirms; it never decides. */
export interface CarRecogniser {
  readonly name: (photo: Uint8Array) => Promise<Result<readonly { readonly variantId: string }[], ProviderFault>>;
}
