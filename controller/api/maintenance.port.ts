import type { Result } from '../ports.ts';
import type { IoView, LockoutView, MotionLease, NewMotionLease, RequestedMode } from './contract/index.ts';
import type { RequestFault } from './request-fault.ts';

/**
 * What a technician asks of modes, held motions, lock-outs and alarms. `by`: who has signed in; `session`: at which page, for of two pages
 * of one person only the one that was given a lease keeps it alive.
 */
export type MaintenanceRequest =
  | { readonly kind: 'mode'; readonly mode: RequestedMode; readonly by: string }
  | { readonly kind: 'hold'; readonly request: NewMotionLease; readonly by: string; readonly session?: string }
  | { readonly kind: 'renew'; readonly leaseId: string; readonly by: string; readonly session?: string }
  | { readonly kind: 'letGo'; readonly leaseId: string; readonly by: string }
  | { readonly kind: 'lockOut'; readonly note: string; readonly by: string }
  | { readonly kind: 'unlock'; readonly lockoutId: string; readonly by: string }
  | { readonly kind: 'force'; readonly deviceId: string; readonly output: string; readonly level: boolean | null; readonly by: string }
  /** In how many minutes the technician expects to be done; null takes it back. */
  | { readonly kind: 'announce'; readonly minutes: number | null; readonly by: string }
  | { readonly kind: 'io' }
  | { readonly kind: 'acknowledge' | 'takeBack'; readonly alarmId: string; readonly by: string }
  | { readonly kind: 'shelve'; readonly alarmId: string; readonly minutes: number; readonly why: string; readonly by: string }
  | { readonly kind: 'outOfService'; readonly alarmId: string; readonly why: string; readonly by: string };

/** What a request brings back, where it brings anything. */
export interface MaintenanceAnswer {
  readonly lease?: MotionLease;
  readonly lockout?: LockoutView;
  readonly io?: IoView;
}

/**
 * One verb for all of them. Errors: `modeBlocked`, `notPermitted` with every broken rule, `motionUnknown`, `leaseTaken`, `leaseUnknown`,
 * `leaseEnded`, `atEnd`, `wayFromLimit`, `lockoutUnknown`, `notYours`, `alarmUnknown`, `notShelvable`, `towerUnavailable`.
 */
export type Maintain = (request: MaintenanceRequest) => Promise<Result<MaintenanceAnswer, RequestFault>>;
