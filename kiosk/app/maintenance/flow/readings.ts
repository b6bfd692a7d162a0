import type { IoView, RecoveryView, Why } from '../../../../controller/api/contract/index.ts';
import type { Answer, Refusal } from '../../tower-client/answer.ts';
import type { AlarmHistory, HistoryFilter } from '../bench-client.ts';

/** The pages behind the tabs. */
export const VIEWS = ['now', 'recovery', 'move', 'why', 'alarms', 'stock', 'orders', 'io'] as const;
export type ViewId = (typeof VIEWS)[number];

/** What was read last, and why the last try gave nothing. A value outlives a failed try, and is shown as old. */
export interface Reading<T> {
  readonly value: T | undefined;
  readonly refusal: Refusal | undefined;
}

/** Everything that is read by asking; the rest comes by the live channel. */
export interface Readings {
  readonly recovery: Reading<RecoveryView>;
  readonly io: Reading<IoView>;
  readonly history: Reading<AlarmHistory>;
  readonly why: Reading<Why>;
}

const unread = { value: undefined, refusal: undefined } as const;
export const nothingRead: Readings = { recovery: unread, io: unread, history: unread, why: unread };

/** One answer, with what it answers. */
export type Read = { readonly [K in keyof Readings]: { readonly topic: K; readonly answer: Answer<NonNullable<Readings[K]['value']>> } }[keyof Readings];

/** What a page is looking at. */
export interface Looking {
  readonly view: ViewId;
  /** Motion whose rules are shown. */
  readonly motion: string;
  readonly filter: HistoryFilter;
}

const OF_VIEW: Readonly<Record<ViewId, readonly (keyof Readings)[]>> = {
  now: ['recovery', 'io'], recovery: ['recovery', 'io'], move: ['why', 'io'], why: ['why', 'io'], alarms: ['history'], stock: ['recovery'], orders: ['recovery'], io: ['io'],
};

/** What must be read for a page, again and again. */
export function topicsOf(view: ViewId): readonly (keyof Readings)[] {
  return OF_VIEW[view];
}

/** The readings after one more answer. */
export function withRead(readings: Readings, { topic, answer }: Read): Readings {
  const before = readings[topic];
  return { ...readings, [topic]: answer.ok ? { value: answer.value, refusal: undefined } : { ...before, refusal: answer.error } };
}
