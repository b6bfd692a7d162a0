/** What a verb found: for programs as one JSON object with `ok`, for people as lines. */
export interface VerbOutcome {
  readonly ok: boolean;
  readonly json: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
}

/** A verb that could not even begin, with its sentence. */
export function refused(message: string): VerbOutcome {
  return { ok: false, json: { error: message }, lines: [message] };
}

/** With `json` exactly one object on stdout; otherwise the lines, on stderr when the verb failed. */
export function printOutcome(outcome: VerbOutcome, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ ok: outcome.ok, ...outcome.json })}\n`);
  else (outcome.ok ? process.stdout : process.stderr).write(`${outcome.lines.join('\n')}\n`);
}
