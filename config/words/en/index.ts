import { enDesk } from './desk.ts';
import { enPages } from './pages.ts';

/** Every sentence in English; its ids are the ids of the product. */
export const en = { ...enPages, ...enDesk } as const;
