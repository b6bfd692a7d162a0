import { whySchema } from '../../api/contract/index.ts';
import { sentence } from '../words-for.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** `carillon why MOTION`: asks the running controller, so that the answer is about the tower and not about a table in a file. */
export async function why(motion: string, url: string): Promise<VerbOutcome> {
  const address = new URL('/why', url);
  address.searchParams.set('motion', motion);
  let response: Response;
  try {
    response = await fetch(address, { signal: AbortSignal.timeout(5000) });
  } catch (error) {
    return refused(`No controller answers at ${url} (${error instanceof Error ? error.message : String(error)}). Start one with "npx carillon up", or give --url.`);
  }
  const body: unknown = await response.json();
  if (!response.ok) return refused(`The controller refused: ${JSON.stringify(body)}`);
  const answer = whySchema.parse(body);
  const lines = answer.permitted
    ? [`${motion} is permitted now.`]
    : [`${motion} is not permitted now:`, ...answer.broken.map((b) => `  ${b.interlockId} ${b.fact} is ${b.value === null ? `unknown (${b.cause})` : String(b.value)}: ${sentence(b.technician, 'en', { bay: b.bay })}`)];
  return { ok: true, json: answer, lines };
}
