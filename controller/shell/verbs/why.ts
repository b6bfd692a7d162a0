import { problemSchema, whySchema } from '../../api/contract/index.ts';
import { sentence } from '../words-for.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** `carillon why MOTION`: asks the running controller, so that the answer is about the tower and not about a table in a file. */
export async function why(motion: string, url: string): Promise<VerbOutcome> {
  const address = URL.parse('/why', url);
  if (address === null) return refused(`"${url}" is no address. Give --url as http://127.0.0.1:8460.`);
  address.searchParams.set('motion', motion);
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, { signal: AbortSignal.timeout(5000) });
    text = await response.text();
  } catch (error) {
    return refused(`No controller answers at ${url} (${error instanceof Error ? error.message : String(error)}). Start one with "npx carillon up", or give --url.`);
  }
  const body = jsonOf(text);
  const problem = problemSchema.safeParse(body);
  if (!response.ok && problem.success) return refused(`The controller refused: ${problem.data.detail} (${problem.data.code})`);
  const parsed = whySchema.safeParse(body);
  if (!parsed.success) return refused(`What answers at ${url} is no controller of Carillon. Give --url.`);
  const answer = parsed.data;
  const lines = answer.permitted
    ? [`${motion} is permitted now.`]
    : [`${motion} is not permitted now:`, ...answer.broken.map((b) => `  ${b.interlockId} ${b.fact} is ${b.value === null ? `unknown (${b.cause})` : String(b.value)}: ${sentence(b.technician, 'en', { bay: b.bay })}`)];
  return { ok: true, json: answer, lines };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is as little an answer of ours as JSON of another shape.
    return undefined;
  }
}
