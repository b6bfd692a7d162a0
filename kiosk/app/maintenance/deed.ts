import type {
  MapEditRequest, OrderWay, QuarantineReason, RequestedMode, SiteEventView, StartOrder, Way,
} from '../../../controller/api/contract/index.ts';
import type { AxisId } from '../../../config/schema/site.schema.ts';

/** Something that a technician asks of the tower, as data. `why` is filled in where the deed is confirmed. */
export type Deed =
  | { readonly kind: 'reset' }
  | { readonly kind: 'mode'; readonly mode: RequestedMode }
  | { readonly kind: 'home'; readonly axis: AxisId }
  | { readonly kind: 'settle'; readonly why: string }
  | { readonly kind: 'choose'; readonly object: string; readonly way: Way; readonly why: string; readonly place?: string; readonly second?: Second }
  | { readonly kind: 'quarantine'; readonly place: string; readonly reason: QuarantineReason; readonly why: string }
  | { readonly kind: 'liftQuarantine'; readonly place: string; readonly proof: 'sensors' | 'evidence'; readonly why: string }
  | { readonly kind: 'editMap'; readonly what: MapEditRequest['what']; readonly object: string; readonly to: string; readonly why: string; readonly second?: Second }
  | { readonly kind: 'undoEdit'; readonly editId: number; readonly why: string }
  | { readonly kind: 'acknowledge' | 'takeBack'; readonly alarmId: string }
  /** A first-out with its consequences: one press instead of one for each. */
  | { readonly kind: 'acknowledgeMany'; readonly alarmIds: readonly string[] }
  | { readonly kind: 'shelve'; readonly alarmId: string; readonly minutes: number; readonly why: string }
  | { readonly kind: 'outOfService'; readonly alarmId: string; readonly why: string }
  | { readonly kind: 'lockOut'; readonly note: string }
  | { readonly kind: 'unlock'; readonly lockoutId: string }
  | { readonly kind: 'force'; readonly deviceId: string; readonly output: string; readonly level: boolean | null }
  | { readonly kind: 'releaseEvent'; readonly event: SiteEventView['event']; readonly inspected: SiteEventView['inspects']; readonly why: string }
  | { readonly kind: 'order'; readonly order: StartOrder }
  /** What the customer who has called is told. */
  | { readonly kind: 'answerCall'; readonly callId: string; readonly reference: string; readonly how: 'coming' }
  | { readonly kind: 'answerCall'; readonly callId: string; readonly reference: string; readonly how: 'callsBack'; readonly minutes: number }
  | { readonly kind: 'endCall'; readonly callId: string; readonly reference: string }
  /** In how many minutes customers may expect the tower back; null takes it back. */
  | { readonly kind: 'announceEnd'; readonly minutes: number | null }
  | { readonly kind: 'endOfDay' }
  | { readonly kind: 'orderWay'; readonly orderId: string; readonly way: OrderWay };

/** The second technician, by PIN. */
export interface Second {
  readonly pin: string;
}

/** What the page asks before a deed is sent: nothing, a confirmation, or a reason of at least so many characters. */
export interface Asks {
  readonly whyAtLeast: number;
  readonly second: 'no' | 'possible' | 'needed';
}

/** A reason that says less than this says nothing; the contract asks for the same. */
const SHORTEST_WHY = 3;
/** Own evidence instead of a sensor must be described. */
const SHORTEST_EVIDENCE = 10;
const REASON: Asks = { whyAtLeast: SHORTEST_WHY, second: 'no' };
const ORDER_KINDS_THAT_ASK: ReadonlySet<Deed['kind']> = new Set(['order', 'endOfDay', 'orderWay', 'home', 'lockOut', 'unlock']);

/** What must be asked of the technician first; undefined: the deed is sent at the press of its button. */
export function asksOf(deed: Deed): Asks | undefined {
  if (deed.kind === 'liftQuarantine' && deed.proof === 'evidence') return { whyAtLeast: SHORTEST_EVIDENCE, second: 'no' };
  if (deed.kind === 'editMap') return { ...REASON, second: 'possible' };
  if ('why' in deed) return REASON;
  return ORDER_KINDS_THAT_ASK.has(deed.kind) ? { whyAtLeast: 0, second: 'no' } : undefined;
}

/** The deed with what was asked: the reason, and who signs as well. */
export function withReason(deed: Deed, why: string, pin: string): Deed {
  const reasoned = 'why' in deed ? { ...deed, why } : deed.kind === 'lockOut' ? { ...deed, note: why } : deed;
  const signs = pin !== '' && (reasoned.kind === 'choose' || reasoned.kind === 'editMap');
  return signs ? { ...reasoned, second: { pin } } : reasoned;
}

/** The tower answers when it has ended, which may take minutes: meanwhile the page goes on. */
export function isLong(deed: Deed): boolean {
  return deed.kind === 'home' || deed.kind === 'choose';
}
