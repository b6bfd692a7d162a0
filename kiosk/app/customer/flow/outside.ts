import type { ServiceView } from '../../../../controller/api/contract/index.ts';

/** What beside the machine decides what a customer can do, as the controller last told. */
export interface Outside {
  readonly isClosed: boolean;
  /** When the site opens again; undefined while it is open, or while that is not known. */
  readonly opensAtUtcMs: number | undefined;
  readonly isBackendLost: boolean;
  /** Amounts can be held and taken. */
  readonly canPay: boolean;
}

/** Nothing has been heard: nothing is claimed, and a request that cannot be met is refused by the controller. */
export const outsideUnknown: Outside = { isClosed: false, opensAtUtcMs: undefined, isBackendLost: false, canPay: true };

/** The part that screens need. */
export function outsideOf(service: ServiceView | undefined): Outside {
  if (service === undefined) return outsideUnknown;
  const { hours, backend, payments } = service;
  return { isClosed: !hours.open, opensAtUtcMs: hours.open ? undefined : hours.changesAtUtcMs, isBackendLost: backend === 'lost', canPay: payments };
}
