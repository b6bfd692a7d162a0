import type { en } from '../en/index.ts';
import type { Translation } from '../translation.ts';
import { zhDesk } from './desk.ts';
import { zhPages } from './pages.ts';

/** Every sentence in Chinese. */
export const zh: Translation<typeof en> = { ...zhPages, ...zhDesk };
