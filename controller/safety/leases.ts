import { done, fault, ok, type Fault, type Result } from '../ports.ts';
import { kindOf, type Motion } from '../interlocks/motion.ts';
import type { Lease, LeaseResource, RecoveryImage, RecoveryJournal } from '../journal/recovery-journal.port.ts';

/** Why a lease was not given. Nothing moves on it. */
export type LeaseFault = Fault<'taken' | 'revoked' | 'journalUnavailable'>;

/** Who may move what. A lease ends when it is released, when anything is stopped, or with the program; its number never comes again. */
export interface Leases {
  /** Takes all of them or none, each with a new number, durable before it counts. The holder that has one already gets a newer one. */
  readonly take: (resources: readonly LeaseResource[], holder: string) => Promise<Result<readonly Lease[], LeaseFault>>;
  /** Gives back; a lease that is no longer current gives nothing back. */
  readonly release: (leases: readonly Lease[]) => Promise<Result<void, LeaseFault>>;
  /** At every stop, at once: no command of anybody counts until a lease has been taken anew. */
  readonly revokeAll: () => void;
  /** How often everything has been revoked. */
  readonly revocations: () => number;
  readonly isCurrent: (lease: Lease) => boolean;
  readonly holderOf: (resource: LeaseResource) => string | undefined;
  /** Every resource that ever had a lease, with its last number. */
  readonly all: () => readonly { readonly resource: LeaseResource; readonly number: number; readonly holder: string | undefined }[];
}

interface Slot {
  number: number;
  holder: string | undefined;
  /** A holder whose number is being written. */
  coming: string | undefined;
}

/** What a motion moves. The way out of a bay needs no lease: a person who is shut in may always be let out. */
export function resourcesOf(motion: Motion): readonly LeaseResource[] {
  const { kind, bay } = kindOf(motion);
  if (kind === 'outer.open') return [];
  const own: readonly LeaseResource[] = bay === undefined ? [] : [`bay:${bay}`];
  return kind === 'outer.close' ? own : ['carriage', ...own];
}

/** All numbers go on from what the journal has; nobody holds anything at first. */
export function createLeases(journal: Pick<RecoveryJournal, 'grant' | 'release'>, image: RecoveryImage['leases'] = []): Leases {
  const slots = new Map<LeaseResource, Slot>(image.map(({ resource, number }) => [resource, { number, holder: undefined, coming: undefined }]));
  let stops = 0;
  const slotOf = (resource: LeaseResource): Slot => {
    const known = slots.get(resource) ?? { number: 0, holder: undefined, coming: undefined };
    slots.set(resource, known);
    return known;
  };
  const isCurrent = ({ resource, number, holder }: Lease): boolean => {
    const slot = slots.get(resource);
    return slot !== undefined && slot.number === number && slot.holder === holder;
  };

  async function take(resources: readonly LeaseResource[], holder: string): Promise<Result<readonly Lease[], LeaseFault>> {
    const other = resources.find((resource) => [slotOf(resource).holder, slotOf(resource).coming].some((one) => one !== undefined && one !== holder));
    if (other !== undefined) return fault('taken', `${other} is held by ${String(slotOf(other).holder ?? slotOf(other).coming)}. Nothing was moved; let it end first.`);
    const born = stops;
    const leases = resources.map((resource): Lease => {
      const slot = slotOf(resource);
      // Raised even when the write fails: a number is never given twice.
      slot.number += 1;
      slot.coming = holder;
      slot.holder = undefined;
      return { resource, number: slot.number, holder };
    });
    const written = await journal.grant(leases);
    for (const { resource } of leases) slotOf(resource).coming = undefined;
    if (!written.ok) return fault('journalUnavailable', `The lease could not be written down, so it was not given: ${written.error.message}`);
    if (stops !== born) return fault('revoked', 'Motion was stopped while the lease was being written. Reset, then give the command again.');
    for (const { resource } of leases) slotOf(resource).holder = holder;
    return ok(leases);
  }

  return {
    take,
    isCurrent,
    revocations: () => stops,
    release: async (leases) => {
      const held = leases.filter(isCurrent);
      for (const { resource } of held) slotOf(resource).holder = undefined;
      if (held.length === 0) return done;
      const written = await journal.release(held);
      return written.ok ? done : fault('journalUnavailable', `The end of a lease could not be written down: ${written.error.message} It is over all the same.`);
    },
    revokeAll: () => {
      stops += 1;
      for (const slot of slots.values()) slot.holder = undefined;
    },
    holderOf: (resource) => slots.get(resource)?.holder,
    all: () => [...slots].map(([resource, { number, holder }]) => ({ resource, number, holder })),
  };
}
