import { canonicalJson } from '../../journal/canonical-json.ts';
import { statement } from '../../journal/statements.ts';
import type { Statement } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { MessageKind } from '../providers/messages.port.ts';

/**
 * What fills the gaps of a message: times in UTC ms are told on the clocks of the site, amounts in the minor unit of its currency. The car and the times
 * of one about a booking are the booking's, as they stand when it is sent.
 */
export interface MessageParams {
  readonly car?: string;
  readonly fromUtcMs?: number;
  readonly untilUtcMs?: number;
  readonly returnByUtcMs?: number;
  readonly amountMinor?: number;
  /** Until when the deposit must be held. */
  readonly payByUtcMs?: number;
  /** The booking that it is about, where `about` is a payment of it. */
  readonly bookingId?: string;
  /** Of `signInCode`. */
  readonly code?: string;
}

/** One message to a member. `about`: the booking or purchase; a kind is written once about a thing, whoever thinks of it again. */
export interface NewMessage {
  readonly kind: MessageKind;
  readonly memberId: string;
  readonly about: string;
  readonly params: MessageParams;
}

/** What the gaps of a message are sealed to. */
export const messageAbout = (messageId: string): string => `message/${messageId}`;

const sealed = ({ seal }: Pick<BookingParts, 'seal'>, messageId: string, params: MessageParams): Uint8Array => seal.seal(Buffer.from(canonicalJson(params)), messageAbout(messageId));

/** The message as part of a batch: it is sent by the worker once what it tells of is durable. */
export function messageStatement(parts: Pick<BookingParts, 'seal' | 'wall'>, { kind, memberId, about, params }: NewMessage): Statement {
  const messageId = `m-${kind}-${about}`;
  return statement('message.add', { messageId, memberId, kind, sealedParams: sealed(parts, messageId, params), utcMs: parts.wall.utcMs() });
}

/** That the booking is booked, as the last part of a batch that has made it or has changed a payment of it: nothing is written while something that its release needs is not held. */
export function bookedStatement(parts: Pick<BookingParts, 'seal' | 'wall'>, bookingId: string): Statement {
  const messageId = `m-booked-${bookingId}`;
  return statement('message.addBooked', { messageId, bookingId, sealedParams: sealed(parts, messageId, {}), utcMs: parts.wall.utcMs() });
}
