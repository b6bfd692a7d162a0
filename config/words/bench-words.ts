import { bench as en } from './en/bench.ts';
import { benchHelp as enHelp } from './en/bench-help.ts';
import { benchMotions as enMotions } from './en/bench-motions.ts';
import { told as enTold } from './en/told.ts';
import type { Language, Translation } from './translation.ts';
import { bench as zh } from './zh/bench.ts';
import { benchHelp as zhHelp } from './zh/bench-help.ts';
import { benchMotions as zhMotions } from './zh/bench-motions.ts';
import { told as zhTold } from './zh/told.ts';

type English = typeof en & typeof enHelp & typeof enMotions & typeof enTold;

/** Id of a sentence of the maintenance page alone. */
export type BenchWordId = keyof English;

/** The sentences of the maintenance page, apart from all others so that no customer's page carries them. */
export const benchWords: Readonly<Record<Language, Translation<English>>> = { zh: { ...zh, ...zhHelp, ...zhMotions, ...zhTold }, en: { ...en, ...enHelp, ...enMotions, ...enTold } };
