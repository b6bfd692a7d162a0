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

/** The message as part of a batch: it is sent by the worker once what it tells of is durable. */
export function messageStatement({ seal, wall }: Pick<BookingParts, 'seal' | 'wall'>, { kind, memberId, about, params }: NewMessage): Statement {
  const messageId = `m-${kind}-${about}`;
  const sealedParams = seal.seal(Buffer.from(canonicalJson(params)), messageAbout(messageId));
  return statement('message.add', { messageId, memberId, kind, sealedParams, utcMs: wall.utcMs() });
}
