import type { Judge, Report } from '../judges/judge.port.ts';
import type { Subject } from '../subject.port.ts';
import type { Acknowledged, DurableJournal, DurableRows } from './durable.port.ts';

function missing({ intents, outcomes, pallets, cars }: Acknowledged, rows: DurableRows): readonly string[] {
  const open = new Set(rows.openIntents.map(({ intentId }) => intentId));
  return [
    ...intents.filter((id) => id > rows.lastIntentId).map((id) => `intent ${String(id)}`),
    ...outcomes.filter((id) => open.has(id)).map((id) => `the outcome of intent ${String(id)}`),
    ...pallets.filter(([id, place]) => rows.pallets[id] !== place).map(([id, place]) => `${id} in ${place}`),
    ...cars.filter(([id, place]) => rows.cars[id] !== place).map(([id, place]) => `${id} on ${place}`),
  ];
}

/**
 * I45: whatever the controller is told to be durable is on the disk in the instant in which it is told, and is there when the next controller opens it.
 * I43: each file that a dead controller has left, and each that a cut of the power would find at the end, is whole: integrity, references, schema, chain, and commits that are flushed.
 */
export function judgeAcknowledged({ durable }: Pick<Subject, 'durable'>, report: Report): Judge {
  let [acknowledgements, files] = [0, 0];
  /** What was acknowledged of things that only ever grow; places change, and what they were is judged as they are told. */
  const kept = { intents: 0, outcomes: new Set<number>() };
  let opened = true;
  const lookAgain = (rows: DurableRows): void => {
    const lost = missing({ intents: [kept.intents], outcomes: [...kept.outcomes], pallets: [], cars: [] }, rows);
    if (lost.length > 0) report('I45', `the next controller does not find ${lost.join(', ')}`);
  };
  durable.onDurable(() => {
    const rows = opened ? undefined : durable.rows();
    if (rows === undefined) return;
    opened = true;
    lookAgain(rows);
  });
  durable.onAcknowledged((acknowledged) => {
    const rows = durable.rows();
    if (rows === undefined) return;
    acknowledgements += 1;
    const lost = missing(acknowledged, rows);
    if (lost.length > 0) report('I45', `${lost.join(', ')}: said to be durable, and not on the disk`);
    kept.intents = Math.max(kept.intents, ...acknowledged.intents);
    for (const id of acknowledged.outcomes) kept.outcomes.add(id);
  });
  const whole = (findings: ReturnType<DurableJournal['findings']>): void => {
    if (findings === undefined) return;
    files += 1;
    if (findings.length > 0) report('I43', findings.join('; '));
  };
  durable.onFound((findings) => {
    opened = false;
    whole(findings);
  });
  return { end: async () => { whole(durable.findings()); }, premises: () => ({ I43: files, I45: acknowledgements }) };
}
