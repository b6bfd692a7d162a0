import type { Result } from '../../ports.ts';
import type { ProviderFault } from './payments.port.ts';

/** What members are written. The words are the tower's own (`message.<kind>` in config/words); the provider carries the text. */
export const messageKinds = [
  'signInCode', 'toPay', 'booked', 'dueSoon', 'noShow', 'cancelled', 'returnSoon', 'late', 'returned', 'depositDeclined', 'owed', 'toFetch', 'bought',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** Whoever carries messages to members' phones. The address is the backend's: the tower knows members by id only. */
export interface MessageProvider {
  readonly send: (message: { readonly messageId: string; readonly memberId: string; readonly language: 'zh' | 'en'; readonly text: string }) => Promise<Result<void, ProviderFault>>;
}
