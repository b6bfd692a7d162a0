import type { RefusalCode } from '../../tower-client/answer.ts';

/** What is tested before the first customer, in the order of the lines. */
export const bootCheckIds = ['connection', 'session', 'site', 'live', 'cars', 'camera', 'scanner', 'speaker', 'voice', 'storage'] as const;
export type BootCheckId = (typeof bootCheckIds)[number];

/** How one check stands. `code`: for a technician, and the sentence `problem.<code>` where the controller gave it. */
export interface BootCheck {
  readonly state: 'waiting' | 'ok' | 'failed';
  readonly code?: RefusalCode;
}
export type BootChecks = Readonly<Record<BootCheckId, BootCheck>>;

/** Nothing has been tested. */
export const untested: BootChecks = {
  connection: { state: 'waiting' }, session: { state: 'waiting' }, site: { state: 'waiting' }, live: { state: 'waiting' }, cars: { state: 'waiting' },
  camera: { state: 'waiting' }, scanner: { state: 'waiting' }, speaker: { state: 'waiting' }, voice: { state: 'waiting' }, storage: { state: 'waiting' },
};

/** Without these nobody can be served; without the others a part is missing, and says so itself. */
export const NEEDED: readonly BootCheckId[] = ['connection', 'session', 'site', 'live'];

/** Whether the page can begin. */
export const canBegin = (checks: BootChecks): boolean => NEEDED.every((id) => checks[id].state === 'ok');

/** The first thing that is needed and does not work. */
export const firstMissing = (checks: BootChecks): BootCheck | undefined => NEEDED.map((id) => checks[id]).find(({ state }) => state === 'failed');
