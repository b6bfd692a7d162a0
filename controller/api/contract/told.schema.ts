import { z } from 'zod';

const plain = [z.number(), z.string()] as const;
const named = z.union([...plain, z.object({ word: z.string() })]);

/**
 * What fills a sentence. A number is shown as it is, in the unit that the sentence names. A text is the name of a thing, which the page
 * says as people name it: `cell:2-1R`, `bay:A`, `A.inner`, `pallet:P06`, `carriage`, `lift`, a device, a bus, a fact. `word` is the id
 * of another sentence that stands inside this one, with what fills that.
 */
export const toldValueSchema = z.union([...plain, z.object({ word: z.string(), values: z.record(z.string(), named).optional() })]);

/** Something that the controller tells, for the page to say in its own language: the id of a sentence of `config/words`, and what fills it. */
export const toldSchema = z.object({ word: z.string(), values: z.record(z.string(), toldValueSchema) });

export type ToldValue = z.infer<typeof toldValueSchema>;
export type ToldView = z.infer<typeof toldSchema>;
