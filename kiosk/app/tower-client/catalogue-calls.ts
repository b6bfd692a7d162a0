import { carScanSchema, catalogueViewSchema } from '../../../controller/api/contract/index.ts';
import type { CarScan, CatalogueView } from '../../../controller/api/contract/index.ts';
import type { Answer } from './answer.ts';
import type { SessionCalls } from './session-calls.ts';

/** What can be asked about cars. */
export interface CatalogueCalls {
  readonly catalogue: () => Promise<Answer<CatalogueView>>;
  /** Which cars a code, a link or a typed number may mean. */
  readonly scanText: (text: string) => Promise<Answer<CarScan>>;
  /** Which cars a picture (image/jpeg) may show. */
  readonly scanPhoto: (photo: Blob) => Promise<Answer<CarScan>>;
}

/** A recogniser looks for a while, and a phone far from the tower sends slowly. */
const PHOTO_TIMEOUT_MS = 30_000;

/** The requests of the catalogue. */
export const catalogueCalls = ({ get, post, call }: SessionCalls): CatalogueCalls => ({
  catalogue: () => get('/api/v1/catalogue', catalogueViewSchema),
  scanText: (text) => post('/api/v1/car-scans', carScanSchema, { by: 'text', text }),
  scanPhoto: (photo) => call({ method: 'POST', path: '/api/v1/car-scans', schema: carScanSchema, body: photo, timeoutMs: PHOTO_TIMEOUT_MS }),
});
