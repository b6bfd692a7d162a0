import type { StageAlarm, StageSnapshot } from '../scenarios/stage.port.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of EEMUA 191 and ISA-18.2: alarms are judged in windows of ten minutes, and more than ten in one are a flood. */
const WINDOW_MS = 600_000;
const FLOOD = 10;

/** What a month has shown of the tower. */
export interface Figures {
  readonly simulatedMs: number;
  /** Share of the time in which a customer could have been served. */
  readonly availability: number;
  /** The same, without the time in which a fault lasted or somebody of the staff was on the way. */
  readonly availabilityBeyondFaults: number;
  readonly carsOut: number;
  readonly carsIn: number;
  readonly alarms: { readonly annunciated: number; readonly consequences: number; readonly perHour: number; readonly floods: number; readonly windows: number };
  readonly memory: { readonly firstMb: number; readonly lastMb: number; readonly slopeMbPerDay: number };
  readonly journal: { readonly firstMb: number; readonly lastMb: number; readonly slopeMbPerDay: number };
}

/** What is read off at each look. */
export interface Look {
  readonly atMs: number;
  /** Undefined while no controller runs. */
  readonly tower: StageSnapshot | undefined;
  readonly isFaulty: boolean;
  readonly outside: ReadonlySet<string>;
}

/** Keeps the books of a soak. */
export interface FigureBook {
  readonly look: (look: Look) => void;
  /** Once a day: what the process holds after the collector has run, and the journal on its disk. */
  readonly weigh: (atMs: number, heldBytes: number, journalBytes: number) => void;
  readonly sum: () => Figures;
}

const SERVES: ReadonlySet<string> = new Set(['idle', 'starting', 'execute', 'completing', 'complete', 'resetting', 'unholding', 'unsuspending', 'suspended', 'suspending']);

/** Whether a customer who comes now is served: production, no reset due, and nothing held. */
export function isServing(tower: StageSnapshot | undefined): boolean {
  return tower !== undefined && (tower.mode ?? 'production') === 'production' && tower.resetNeeded === undefined && SERVES.has(tower.state);
}

/** New occurrences of alarms since the last look; one that was raised and gone in between counts by its own count. */
function createAlarmCounter(): (alarms: readonly StageAlarm[]) => { readonly annunciated: number; readonly consequences: number } {
  const known = new Map<string, number>();
  return (alarms) => {
    const grown = { annunciated: 0, consequences: 0 };
    const present = new Set<string>();
    for (const { alarmId, count = 1, consequenceOf } of alarms) {
      present.add(alarmId);
      const before = known.get(alarmId) ?? 0;
      grown[consequenceOf === undefined ? 'annunciated' : 'consequences'] += count >= before ? count - before : count;
      known.set(alarmId, count);
    }
    for (const alarmId of known.keys()) if (!present.has(alarmId)) known.delete(alarmId);
    return grown;
  };
}

/** Books in which nothing is written yet. */
export function createFigureBook(): FigureBook {
  const time = { allMs: 0, servingMs: 0, faultlessMs: 0, faultlessServingMs: 0, lastMs: 0 };
  const cars = { out: 0, in: 0, outside: undefined as ReadonlySet<string> | undefined };
  const alarms = { annunciated: 0, consequences: 0, inWindow: 0, windowEndsMs: WINDOW_MS, floods: 0, windows: 0 };
  const weights: { readonly day: number; readonly heldMb: number; readonly journalMb: number }[] = [];
  const countAlarms = createAlarmCounter();

  function closeWindows(atMs: number): void {
    for (; atMs >= alarms.windowEndsMs; alarms.windowEndsMs += WINDOW_MS) {
      alarms.windows += 1;
      if (alarms.inWindow > FLOOD) alarms.floods += 1;
      alarms.inWindow = 0;
    }
  }
  return {
    look: ({ atMs, tower, isFaulty, outside }) => {
      const passedMs = atMs - time.lastMs;
      const serves = isServing(tower);
      time.lastMs = atMs;
      time.allMs += passedMs;
      if (serves) time.servingMs += passedMs;
      if (!isFaulty) time.faultlessMs += passedMs;
      if (!isFaulty && serves) time.faultlessServingMs += passedMs;
      for (const id of outside) if (cars.outside?.has(id) === false) cars.out += 1;
      for (const id of cars.outside ?? []) if (!outside.has(id)) cars.in += 1;
      cars.outside = outside;
      closeWindows(atMs);
      if (tower === undefined) return;
      const { annunciated, consequences } = countAlarms(tower.alarms?.alarms ?? []);
      alarms.annunciated += annunciated;
      alarms.consequences += consequences;
      alarms.inWindow += annunciated;
    },
    weigh: (atMs, heldBytes, journalBytes) => { weights.push({ day: atMs / DAY_MS, heldMb: heldBytes / 1e6, journalMb: journalBytes / 1e6 }); },
    sum: () => ({
      simulatedMs: Math.round(time.allMs),
      availability: share(time.servingMs, time.allMs),
      availabilityBeyondFaults: share(time.faultlessServingMs, time.faultlessMs),
      carsOut: cars.out, carsIn: cars.in,
      alarms: {
        annunciated: alarms.annunciated, consequences: alarms.consequences, floods: alarms.floods, windows: alarms.windows,
        perHour: round(alarms.annunciated / Math.max(1 / 60, time.allMs / HOUR_MS)),
      },
      memory: line(weights.map(({ day, heldMb }) => [day, heldMb] as const)),
      journal: line(weights.map(({ day, journalMb }) => [day, journalMb] as const)),
    }),
  };
}

const share = (partMs: number, wholeMs: number): number => (wholeMs === 0 ? 1 : Math.round((partMs / wholeMs) * 1e5) / 1e5);
const round = (value: number): number => Math.round(value * 1000) / 1000;

/** First and last value, and the slope of the straight line of least squares through all of them. */
function line(points: readonly (readonly [day: number, mb: number])[]): { readonly firstMb: number; readonly lastMb: number; readonly slopeMbPerDay: number } {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / Math.max(1, points.length);
  const [meanDay, meanMb] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [day]) => sum + (day - meanDay) ** 2, 0);
  const slope = spread === 0 ? 0 : points.reduce((sum, [day, mb]) => sum + (day - meanDay) * (mb - meanMb), 0) / spread;
  return { firstMb: round(points[0]?.[1] ?? 0), lastMb: round(points.at(-1)?.[1] ?? 0), slopeMbPerDay: round(slope) };
}
