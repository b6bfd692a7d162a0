/** Facts that another held motion brings about. */
const OF_FACT: Readonly<Record<string, string>> = {
  lockPinOut: 'lockPin.stepOut', lockPinIn: 'lockPin.stepIn', forkReleased: 'fork.stepRelease', forkEngaged: 'fork.stepEngage', shuttleCentred: 'shuttle.jogIn',
};
const OF_DOOR: Readonly<Record<string, string>> = { innerClosedLocked: 'inner.stepClose', innerOpen: 'inner.stepOpen', outerClosedLocked: 'outer.stepClose' };

/** The held motion by which a technician brings about what another one lacks, as `lockPin.stepOut` or `inner.stepClose:A`; undefined: none does. */
export function remedyOf(fact: string): string | undefined {
  const [bay = '', ofBay] = fact.split('.');
  if (ofBay === undefined) return OF_FACT[fact];
  const door = OF_DOOR[ofBay];
  return door === undefined ? undefined : `${door}:${bay}`;
}

/** What is to be held before `motion`, each once and in the order of the table. */
export function remediesOf(motion: string, broken: readonly { readonly fact: string }[]): readonly string[] {
  const remedies = broken.flatMap(({ fact }) => remedyOf(fact) ?? []);
  return [...new Set(remedies)].filter((each) => each !== motion);
}
