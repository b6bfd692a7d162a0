/** Tells the first of a cascade from its consequences. */
export interface Cascades {
  /** Where an alarm that is raised now belongs: undefined when it is a first-out itself. */
  readonly place: (alarmId: string, nowMs: number) => string | undefined;
  /** What was taken for the first turns out to follow from another: what comes now belongs to that one. */
  readonly follows: (alarmId: string, from: string) => void;
}

/** What comes this soon after the last alarm of a cascade, while its first-out is still active, is its consequence. */
const CONSEQUENCE_MS = 5000;

/** `isActive`: whether the cause of an alarm is still there. */
export function createCascades(isActive: (alarmId: string) => boolean): Cascades {
  let firstOut: string | undefined;
  let lastMs = -Infinity;
  return {
    place: (alarmId, nowMs) => {
      const belongs = firstOut !== undefined && firstOut !== alarmId && isActive(firstOut) && nowMs - lastMs <= CONSEQUENCE_MS;
      lastMs = nowMs;
      if (belongs) return firstOut;
      firstOut = alarmId;
      return undefined;
    },
    follows: (alarmId, from) => { if (firstOut === alarmId) firstOut = from; },
  };
}
