import type { VerbOutcome } from './outcome.ts';

/** `carillon sim list`. */
export async function simList(): Promise<VerbOutcome> {
  const { scenarios } = await import('../../../sim/scenarios/registry.ts');
  const listed = scenarios.map(({ name, sentence, family, site }) => ({ name, sentence, family, ...(site !== undefined && { site }) }));
  return { ok: true, json: { scenarios: listed }, lines: listed.map((s) => `${s.name.padEnd(36)} ${s.sentence}`) };
}
