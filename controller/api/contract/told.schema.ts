import { z } from 'zod';

/**
 * What fills a sentence. A number is shown as it is, in the unit that the sentence names. A text is the name of a thing, which the page
 * says as people name it: `cell:2-1R`, `bay:A`, `A.inner`, `pallet:P06`, `carriage`, `lift`, a device, a bus, a fact. `word` is the id
 * of another sentence that stands inside this one.
 */
export const toldValueSchema = z.union([z.number(), z.string(), z.object({ word: z.string() })]);

/** Something that the controller tells, for the page to say in its own language: the id of a sentence of `config/words`, and what fills it. */
export const toldSchema = z.object({ word: z.string(), values: z.record(z.string(), toldValueSchema) });

export type ToldValue = z.infer<typeof toldValueSchema>;
export type ToldView = z.infer<typeof toldSchema>;
