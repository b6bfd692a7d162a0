import type { MaintenanceRules } from '../../../config/schema/maintenance.schema.ts';
import type { LeaseEnd, MotionLease, MotionLeaseView, NewMotionLease } from '../../api/contract/index.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import { ok, type Clock, type Result } from '../../ports.ts';
import type { Facts } from '../../sensing/fact.ts';
import { faultTold } from '../orders/fault-told.ts';
import type { UnitFault, UnitOrder } from '../unit/unit-order.ts';
import type { UnitId } from '../units.ts';

/** A held motion as a unit gets it. */
export interface HeldOrder {
  readonly unit: UnitId;
  readonly order: UnitOrder;
}

/** The one motion lease of the tower. */
export interface HoldToRun {
  readonly start: (request: NewMotionLease, by: string, session?: string) => Result<MotionLease, RequestFault>;
  /** Each renewal counts from when it arrives here, and only from the page that was given the lease. */
  readonly renew: (leaseId: string, by: string, session?: string) => Result<void, RequestFault>;
  /** From any page of whoever holds it. */
  readonly end: (leaseId: string, by: string) => Result<void, RequestFault>;
  /** The fact `motionHeld`. */
  readonly held: () => boolean;
  readonly view: () => MotionLeaseView | undefined;
  /** Manual mode is over: the last lease is no longer shown. */
  readonly forget: () => void;
  /** Once a scan: silence, length, and everything else that ends a lease. */
  readonly scan: (nowMs: number) => void;
}

/** What holding needs of the tower. */
export interface HoldWorld {
  readonly rules: MaintenanceRules;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly facts: () => Facts;
  readonly stopped: () => boolean;
  /** The order of a motion, or why it cannot be given now: mode, another motion, an end that is reached, every broken rule. */
  readonly plan: (request: NewMotionLease, by: string) => Result<HeldOrder, RequestFault>;
  /** Resolves when the lease has become a fact, or the signal aborts. */
  readonly untilHeld: (signal: AbortSignal) => Promise<void>;
  readonly run: (held: HeldOrder) => Promise<Result<void, UnitFault>>;
  readonly releaseHeld: () => void;
  readonly changed: () => void;
}

interface Lease {
  readonly leaseId: string;
  readonly request: NewMotionLease;
  readonly by: string;
  readonly session: string | undefined;
  readonly startedAtMs: number;
  renewedAtMs: number;
  ended: LeaseEnd | undefined;
  fault: UnitFault | undefined;
  /** Its motion has come to rest and its outcome is written. */
  over: boolean;
}

/** A lease that is given must have become a fact within this; a scan takes ten milliseconds. */
const BECOMES_FACT_MS = 200;

/**
 * Hold-to-run by lease. Only renewals that arrive keep it alive: whatever falls silent on the way from the finger to here (page, network,
 * API thread) ends it within `silentAfterMs`. Judged by the scan of the control core, on monotonic time.
 */
export function createHoldToRun(world: HoldWorld): HoldToRun {
  let lease: Lease | undefined;

  function drop(why: LeaseEnd, fault?: UnitFault): void {
    if (lease === undefined || lease.ended !== undefined) return;
    lease.ended = why;
    lease.fault = fault;
    world.releaseHeld();
    world.changed();
  }

  async function run(held: Lease, planned: HeldOrder): Promise<void> {
    const late = new AbortController();
    const timer = world.clock.setTimeout(() => { late.abort(); }, BECOMES_FACT_MS);
    await world.untilHeld(late.signal);
    world.clock.clearTimeout(timer);
    const answer = held.ended === undefined ? await world.run(planned) : undefined;
    held.over = true;
    if (lease === held && answer?.ok === true) drop('arrived');
    else if (lease === held && answer !== undefined && !answer.ok) drop(answer.error.code === 'refused' ? 'refused' : 'faulted', answer.error);
    world.changed();
  }

  function mine(leaseId: string, by: string, isItsPage = true): Result<Lease, RequestFault> {
    if (lease?.leaseId !== leaseId || lease.by !== by || !isItsPage) return refuse('leaseUnknown', 'This page holds no such lease. Nothing is moving by it.');
    return ok(lease);
  }

  return {
    start: (request, by, session) => {
      if (lease !== undefined && !lease.over) return refuse('leaseTaken', `${lease.request.motion} is held by ${lease.by}, or has not come to rest yet. One axis at a time; nothing else was moved.`);
      const planned = world.plan(request, by);
      if (!planned.ok) return planned;
      const nowMs = world.clock.nowMs();
      const held: Lease = { leaseId: world.newId(), request, by, session, startedAtMs: nowMs, renewedAtMs: nowMs, ended: undefined, fault: undefined, over: false };
      lease = held;
      world.changed();
      void run(held, planned.value);
      const { renewEveryMs, silentAfterMs, longestHoldMs } = world.rules;
      return ok({ leaseId: held.leaseId, motion: planned.value.order.motion, renewEveryMs, silentAfterMs, longestMs: longestHoldMs });
    },
    renew: (leaseId, by, session) => {
      const found = mine(leaseId, by, lease?.session === session);
      if (!found.ok) return found;
      if (found.value.ended !== undefined) return refuse('leaseEnded', `The hold has ended (${found.value.ended}) and the motion was stopped. Let go, then press again.`);
      found.value.renewedAtMs = world.clock.nowMs();
      return ok(undefined);
    },
    end: (leaseId, by) => {
      const found = mine(leaseId, by);
      if (!found.ok) return found;
      drop('released');
      return ok(undefined);
    },
    held: () => lease !== undefined && lease.ended === undefined,
    view: () => lease && viewOf(lease),
    forget: () => { if (lease?.over === true) lease = undefined; },
    scan: (nowMs) => {
      if (lease === undefined || lease.ended !== undefined) return;
      const why = endingOf(lease, nowMs, world);
      if (why !== undefined) drop(why);
    },
  };
}

function refuse(code: RequestFault['code'], message: string): { readonly ok: false; readonly error: RequestFault } {
  return { ok: false, error: { code, message } };
}

/** Why a lease ends now, the most telling reason first. */
function endingOf(lease: Lease, nowMs: number, { rules, facts, stopped }: HoldWorld): LeaseEnd | undefined {
  if (nowMs - lease.renewedAtMs > rules.silentAfterMs) return 'silent';
  if (nowMs - lease.startedAtMs > rules.longestHoldMs) return 'tooLong';
  const now = facts();
  if (now.get('keyInMaintenance').value !== true) return 'keyTurned';
  if (now.get('enablingFresh').value !== true) return 'enablingReleased';
  if (now.get('manualMode').value !== true) return 'modeLeft';
  return stopped() ? 'stopped' : undefined;
}

function viewOf({ leaseId, request, by, ended, fault }: Lease): MotionLeaseView {
  return {
    leaseId,
    motion: request.bay === undefined ? request.motion : `${request.motion}:${request.bay}`,
    ...(request.direction !== undefined && { direction: request.direction }),
    by,
    alive: ended === undefined,
    ...(ended !== undefined && { ended }),
    ...(fault !== undefined && { detail: fault.message, told: faultTold(fault) }),
  };
}
