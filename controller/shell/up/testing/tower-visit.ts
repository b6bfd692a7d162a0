import { z } from 'zod';
import type { WallClock } from '../../../../hal/ports/clock.port.ts';
import { systemWallClock } from '../../../../hal/system/wall-clock.ts';
import { bookingViewSchema, bookingsSchema, recognitionSchema, sessionSchema, towerSnapshotSchema, collectionSchema, type TowerSnapshot } from '../../../api/contract/index.ts';
import { connectControl, type ControlClient } from '../../simulation/control-socket.ts';
import { nowMs, until } from './until.ts';
import type { RunningUp } from './running-up.ts';

/** An answer of the API: its status and its body, unread. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Somebody at a running tower: kiosk, member, technician and the person at the panel. */
export interface TowerVisit {
  readonly snapshot: () => Promise<TowerSnapshot>;
  /** Plant truth. */
  readonly truth: () => Promise<Truth>;
  readonly hands: ControlClient;
  /** The clock on the wall, as it stands for whoever visits. */
  readonly wall: WallClock;
  /**
   * Books a car with the demonstration member on the phone's listener, for now; the code that opens it. A member has one drive at a time: what
   * still waits is given up first.
   */
  readonly book: (carId: string) => Promise<string>;
  /** Recognised by code at the kiosk, and "bring it down"; id of the collection. */
  readonly collect: (code: string) => Promise<string>;
  readonly askKiosk: (path: string, body?: unknown) => Promise<Answer>;
  readonly askTechnician: (path: string, body?: unknown) => Promise<Answer>;
}

const axis = z.object({ positionMm: z.number(), velocityMmPerS: z.number() });
const truthSchema = z.object({
  timeMs: z.number(),
  axes: z.object({ lift: axis, travel: axis, shuttle: axis }),
  doors: z.record(z.string(), z.object({ position: z.number(), velocityPerS: z.number() })),
  pallets: z.record(z.string(), z.object({ place: z.string(), car: z.string().optional() })),
  cars: z.record(z.string(), z.object({ place: z.string() })),
  collisions: z.array(z.unknown()),
  relay: z.object({ chainClosed: z.boolean(), runEnabled: z.boolean(), tripped: z.boolean() }),
});
export type Truth = z.infer<typeof truthSchema>;

/** Opens what is needed of a tower that has printed its addresses. */
export async function visit(up: RunningUp): Promise<TowerVisit> {
  const [kiosk, phone, member, pin, control] = ['kiosk', 'phone page', 'member', 'technician', 'simulator'].map((label) => up.told(label) ?? '');
  const page = new URL(kiosk ?? '');
  const phoneBase = new URL(phone ?? '').origin;
  const [, memberId, signInCode] = /^(\S+), sign-in code (\S+)/u.exec(member ?? '') ?? [];
  const hands = await connectControl(control ?? '');
  const asKiosk = caller(page.origin, { role: 'kiosk', key: page.hash.replace('#key=', '') });
  const asTechnician = caller(page.origin, { role: 'technician', pin: /PIN (\d{6})/u.exec(pin ?? '')?.[1] });
  const asMember = caller(phoneBase, { role: 'phone', memberId, signInCode });
  return {
    hands,
    wall: systemWallClock,
    snapshot: async () => z.object({ tower: towerSnapshotSchema }).parse((await call(page.origin, '/api/v1/tower')).body).tower,
    truth: async () => truthSchema.parse(await hands.act('truth')),
    book: async (carId) => {
      const { bookings } = bookingsSchema.parse((await asMember('/api/v1/bookings')).body);
      for (const { bookingId } of bookings.filter(({ state }) => state === 'booked')) await asMember(`/api/v1/bookings/${bookingId}/cancellations`, {});
      const booked = await asMember('/api/v1/bookings', { carId, ...windowFromNow(), language: 'en' });
      if (booked.status !== 201) throw new Error(`the booking was refused: ${JSON.stringify(booked)}`);
      return bookingViewSchema.parse(booked.body).code;
    },
    collect: async (code) => {
      const recognised = recognitionSchema.parse((await asKiosk('/api/v1/recognitions', { by: 'code', code })).body);
      const begun = await asKiosk('/api/v1/collections', { ticket: recognised.ticket });
      const collection = collectionSchema.safeParse(begun.body);
      if (!collection.success) throw new Error(`the collection was refused: ${JSON.stringify(begun)}`);
      return collection.data.collectionId;
    },
    askKiosk: asKiosk,
    askTechnician: asTechnician,
  };
}

/** Somebody who watches the screen and helps. */
export interface Attendant {
  readonly look: (snapshot: TowerSnapshot) => Promise<void>;
  /** What they had to do. */
  readonly deeds: readonly string[];
  /** What they saw last, without cells and alarms. */
  readonly last: () => string;
}

/** Between two deeds of an attendant: a press of the button is judged within two seconds. */
const DEED_EVERY_MS = 2500;

/**
 * An attendant who watches the screen: presses reset at the panel when it asks for it, then has the customer go on. For tests on
 * a machine that may hang for longer than the safety relay allows; what they had to do is told.
 */
export function attendant(tower: TowerVisit, collectionId: string): Attendant {
  const deeds: string[] = [];
  let lastMs = -Infinity;
  let last: TowerSnapshot | undefined;
  return {
    deeds,
    last: () => (last === undefined ? 'nothing was seen' : JSON.stringify({ ...last, cells: undefined, alarms: undefined })),
    look: async (snapshot) => {
      last = snapshot;
      const ours = snapshot.collections.find((one) => one.collectionId === collectionId);
      const asksForReset = snapshot.resetNeeded !== undefined || snapshot.maintenance?.blocks.includes('resetDue') === true;
      if ((!asksForReset && ours?.paused !== true) || nowMs() - lastMs < DEED_EVERY_MS) return;
      lastMs = nowMs();
      if (!asksForReset) {
        const { status } = await tower.askKiosk(`/api/v1/collections/${collectionId}/resumptions`, {});
        deeds.push(`resumed in ${ours?.phase ?? 'no phase'}: status ${status}`);
        return;
      }
      const cause = JSON.stringify(await tower.hands.act('trip-cause'));
      deeds.push(`reset: relay ${cause}, reasons ${snapshot.reasons.map(({ fact, cause: why }) => `${fact} ${why}`).join(', ')}`);
      await tower.hands.act('press-reset');
    },
  };
}

/** Waits until the tower is idle; somebody presses reset at the panel when it asks for it. */
export function untilIdle(tower: TowerVisit, timeoutMs = 30_000): Promise<TowerSnapshot> {
  const { look, deeds } = attendant(tower, '');
  let last: TowerSnapshot | undefined;
  return until('the tower is idle', timeoutMs, async () => {
    last = await tower.snapshot();
    if (last.state === 'idle') return last;
    await look(last);
    return undefined;
  }, () => [...deeds, JSON.stringify(last)].join('\n'));
}

/** Asks as somebody who signs in at the first request, and again after a restart of the controller. */
function caller(base: string, credentials: object): (path: string, body?: unknown) => Promise<Answer> {
  let token: string | undefined;
  const signIn = async (): Promise<string> => sessionSchema.parse((await call(base, '/api/v1/sessions', credentials)).body).token;
  return async (path, body) => {
    token ??= await signIn();
    const answer = await call(base, path, body, token);
    if (answer.status !== 401) return answer;
    token = await signIn();
    return call(base, path, body, token);
  };
}

let lastKey = 0;

async function call(base: string, path: string, body?: unknown, token?: string): Promise<Answer> {
  lastKey += 1;
  const response = await fetch(base + path, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', 'idempotency-key': `test-${lastKey}`, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

/** A window that is open now, on the minutes that a phone would choose. */
function windowFromNow(): { readonly fromUtcMs: number; readonly untilUtcMs: number } {
  const fromUtcMs = Math.ceil(systemWallClock.utcMs() / 60_000) * 60_000;
  return { fromUtcMs, untilUtcMs: fromUtcMs + 60 * 60_000 };
}
