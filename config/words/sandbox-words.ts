import { sandbox as en } from './en/sandbox.ts';
import type { Language, Translation } from './translation.ts';
import { sandbox as zh } from './zh/sandbox.ts';

/** Id of a sentence of the sandbox. */
export type SandboxWordId = keyof typeof en;

/** The sentences of the reference backend's sandbox, apart from all others: no page of a tower carries them. */
export const sandboxWords: Readonly<Record<Language, Translation<typeof en>>> = { zh, en };
