/** Why no harm of the plant can follow from a row, whatever becomes of it. */
export const REASONS = {
  surroundings: 'the plant neither burns nor floods nor is blown over; what the row keeps from getting worse has no physics here',
  relay: 'the safety relay itself takes the torque away; the row reads that back, explains it, and asks for the reset',
  chain: 'its contact is wired into the safety chain as well: with it the chain opens, and IL-01 and the latch answer',
  door: 'the operator of the door itself does not close on what its edge or its curtain sees',
  pin: 'beside its hole the pin does not go in, and without the pin no shuttle goes (IL-44)',
  rope: 'the plant has no rope that could go slack, only the contact that says so',
  device: 'a device that is silent, in fault or without its reference takes no journey and loses its lease; the row says so before it is tried',
  work: 'work is no motion; each motion of it is asked of the table again',
  journal: 'the gate lets nothing out whose intent the journal has not taken; the row says so before it is tried',
  measure: 'beyond its limits a car is only a number to the plant; nothing it could touch stands there',
} as const;
export type Reason = keyof typeof REASONS;

const of = (reason: Reason, ...rows: readonly string[]): Readonly<Record<string, Reason>> => Object.fromEntries(rows.map((row) => [row, reason]));

/** Rows without modelled physics, each with its reason; they are judged at the table. */
export const WITHOUT_PHYSICS: Readonly<Record<string, Reason>> = {
  ...of('surroundings', 'IL-121', 'IL-123', 'IL-125', 'IL-127', 'IL-129', 'IL-130', 'IL-131', 'IL-147'),
  ...of('work', 'IL-120', 'IL-122', 'IL-124', 'IL-128', 'IL-133', 'IL-134', 'IL-135', 'IL-136', 'IL-137'),
  ...of('relay', 'IL-02', 'IL-165'),
  ...of('chain', 'IL-04', 'IL-05', 'IL-07', 'IL-126', 'IL-132'),
  ...of('door', 'IL-62', 'IL-65'),
  ...of('pin', 'IL-42', 'IL-105'),
  ...of('rope', 'IL-06'),
  ...of('device', 'IL-20', 'IL-24', 'IL-28', 'IL-100', 'IL-23', 'IL-27', 'IL-30', 'IL-103', 'IL-21', 'IL-25', 'IL-29', 'IL-101', 'IL-60', 'IL-64'),
  ...of('journal', 'IL-90'),
  ...of('measure', 'IL-145', 'IL-146'),
};
