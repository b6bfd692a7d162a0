import { fault, ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { CollectionView, TowerSnapshot } from '../contract/index.ts';
import type { MaintenanceAnswer, MaintenanceRequest } from '../maintenance.port.ts';
import type { RequestFault, TowerEvent, TowerPort } from '../tower.port.ts';

/** A control core that does at once what it is asked, and tells what it was asked. */
export interface FakeTower extends TowerPort {
  readonly asked: string[];
  /** The next request of this kind is refused with this. */
  readonly refuseNext: (verb: 'collect' | 'allClear' | 'order' | 'reverse' | 'cancel' | 'endDay' | 'reset' | 'resume' | 'stop' | 'settle' | 'home' | 'maintain' | 'attend' | 'recovery' | 'choose' | 'quarantine' | 'liftQuarantine' | 'editMap' | 'undoMapEdit' | 'releaseEvent', error: RequestFault) => void;
  readonly tell: (event: TowerEvent) => void;
  /** Publishes a change, as the core does. */
  readonly publish: (patch: Readonly<Record<string, unknown>>) => void;
}

const AT_REST: TowerSnapshot = {
  siteId: 'tmall-shanghai', bootId: 'boot-1', atMs: 0, mode: 'production', state: 'idle', reasons: [], recovery: [],
  axes: { lift: { positionMm: 600, velocityMmPerS: 0, quality: 'good', homed: true } },
  doors: {}, bays: { A: { state: 'free', person: 'none' } }, cells: {}, carriage: { state: 'empty' }, collections: [], orders: [],
};

function answerTo({ kind }: MaintenanceRequest): MaintenanceAnswer {
  switch (kind) {
    case 'hold': return { lease: { leaseId: 'lease-1', motion: 'lift.jog', renewEveryMs: 50, silentAfterMs: 150, longestMs: 30_000 } };
    case 'lockOut': return { lockout: { lockoutId: 'tag-1', who: 'tech', note: '', sinceUtcMs: 0 } };
    case 'io': return { io: { atMs: 0, lines: [], devices: [], facts: [] } };
    default: return {};
  }
}

/** A tower at rest. */
export function createFakeTower(): FakeTower {
  let snapshot = AT_REST;
  let seq = 1;
  const listeners = new Set<Parameters<TowerPort['subscribe']>[0]>();
  const followers = new Set<(event: TowerEvent) => void>();
  const refusals = new Map<string, RequestFault>();
  const asked: string[] = [];
  const answer = <T>(verb: string, detail: string, value: T): Result<T, RequestFault> => {
    asked.push(`${verb} ${detail}`);
    const error = refusals.get(verb);
    refusals.delete(verb);
    return error === undefined ? ok(value) : { ok: false, error };
  };
  const publish = (patch: Readonly<Record<string, unknown>>): void => {
    snapshot = { ...snapshot, ...patch };
    seq += 1;
    for (const listener of listeners) listener(seq, patch);
  };
  return {
    asked,
    refuseNext: (verb, error) => void refusals.set(verb, error),
    tell: (event) => {
      for (const follower of followers) follower(event);
    },
    publish,
    snapshot: () => ({ seq, tower: snapshot }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onEvent: (follower) => {
      followers.add(follower);
      return () => followers.delete(follower);
    },
    collect: async ({ collectionId, carId }) => {
      const result = answer('collect', `${collectionId} ${carId}`, { collectionId, bay: 'A' });
      if (!result.ok || snapshot.collections.some((view) => view.collectionId === collectionId)) return result;
      const view: CollectionView = { collectionId, carId, palletId: 'P05', fromCell: '2-1L', bay: 'A', phase: 'finding', phaseSinceMs: 0, paused: false, ahead: 0 };
      publish({ collections: [...snapshot.collections, view] });
      return result;
    },
    order: async ({ orderId, kind }) => answer('order', `${orderId} ${kind}`, { orderId }),
    reverse: async (orderId, by) => answer('reverse', `${orderId} ${by}`, undefined),
    cancel: async (orderId, by) => answer('cancel', `${orderId} ${by}`, undefined),
    endDay: async (orderId, by) => answer('endDay', `${orderId} ${by}`, undefined),
    allClear: async (returnId, by) => answer('allClear', `${returnId} ${by.role === 'attendant' ? by.name : by.role}`, undefined),
    reset: async (by) => answer('reset', by, undefined),
    resume: async (collectionId) => answer('resume', collectionId, undefined),
    stop: async (detail) => answer('stop', detail, undefined),
    settle: async (by) => answer('settle', by, undefined),
    home: async (axis, by) => answer('home', `${axis} ${by}`, undefined),
    recovery: async () => answer('recovery', '', { stage: 'settled' as const, settleable: false, doubts: [], quarantines: [], leases: [], edits: [] }),
    choose: async ({ object, way, by, second }) => answer('choose', `${object} ${way} ${by} ${second ?? 'alone'}`, undefined),
    quarantine: async ({ place, by }) => answer('quarantine', `${place} ${by}`, undefined),
    liftQuarantine: async ({ place, proof, by }) => answer('liftQuarantine', `${place} ${proof} ${by}`, undefined),
    editMap: async ({ what, object, to, by, why, second }) =>
      answer('editMap', `${object} ${to} ${by} ${second ?? 'alone'}`, { editId: 1, what, object, before: 'unknown', after: to, by, why, utcMs: 0, undone: false, undoable: true }),
    undoMapEdit: async ({ editId, by }) => answer('undoMapEdit', `${String(editId)} ${by}`, undefined),
    maintain: async (request) => answer('maintain', Object.values(request).map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(' '), answerTo(request)),
    attend: async (request) => {
      const { callId } = request;
      const detail = Object.values(request).join(' ');
      const call = snapshot.staffCalls?.find((one) => one.callId === callId) ?? { callId, reference: callId.slice(2), screen: request.kind === 'place' ? request.screen : 'K01', calledUtcMs: 0, state: 'calling' as const };
      return answer('attend', detail, call);
    },
    releaseEvent: async ({ event, inspected, by }) => answer('releaseEvent', `${event} ${inspected.join()} ${by}`, undefined),
    why: async (motion) =>
      motion === 'lift.move' ? ok({ motion, permitted: true, broken: [], rows: [] }) : fault('motionUnknown', `There is no motion "${motion}".`),
  };
}

