import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

/** The largest photo that is taken: the pages make them of some 300 kB. */
export const JPEG_BYTES = 1_500_000;

/** A body of the type image/jpeg; what it is has to be judged by whoever takes it. */
export const jpegBody = z.custom<Uint8Array>((body) => body instanceof Uint8Array, 'must be a photo (image/jpeg)').meta({ type: 'string', format: 'binary', description: 'A photo as JPEG.' });

/** Lets the server take photos, once. Each route still says by its `bodyLimit` how large one may be; all others stay at theirs. */
export function takeJpegs(app: FastifyInstance): void {
  if (app.hasContentTypeParser('image/jpeg')) return;
  app.addContentTypeParser('image/jpeg', { parseAs: 'buffer' }, (_request, body, parsed) => {
    parsed(null, body);
  });
}
