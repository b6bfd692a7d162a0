import type { LinkState } from '../../api/contract/index.ts';
import type { Clock, Result } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { Refusal } from '../refusal.ts';
import type { Judge } from '../rules/judging.ts';
import type { LinkFault } from './forward-events.ts';
import { startLink } from './link.ts';
import type { Link } from './link.ts';
import { createHearNotice } from './notices.ts';
import type { HearNotice, Look, NoticeParts } from './notices.ts';
import type { OpenedBackend } from './open-backend.ts';
import { createPlanEffect } from './token-effects.ts';
import type { TokenClaims } from './token-claims.ts';
import { createTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';
import type { Verify } from './verify.ts';

/** The operator's backend as routes and health see it. */
export interface Backend {
  readonly verify: Verify;
  readonly tokens: Tokens;
  readonly hearNotice: HearNotice;
  /** Begins to ask, once; the link ends with `close`. */
  readonly begin: () => void;
  /** Asks and tells at once instead of after the pause: somebody waits. */
  readonly wake: () => void;
  readonly close: () => void;
  readonly linkState: () => LinkState;
}

/** What the room needs beyond the parts of bookings. */
export interface BackendParts extends Omit<BookingParts, 'clock'> {
  readonly clock: Clock;
  readonly opened: OpenedBackend;
  readonly judge: Judge;
  readonly look: Look;
  /** Carries out what a token has asked of the provider; see `money/money.ts`. */
  readonly settle: (bookingId: string) => Promise<Result<void, Refusal>>;
  readonly onFailed: NoticeParts['onFailed'];
  /** Hears of each member that a token has erased: whoever has signed in as one is nobody any more. */
  readonly onErased: (memberId: string) => void;
  /** Hears of each change of the link's condition, once. */
  readonly onChange: (found: LinkFault | undefined) => void;
}

/** The backend of one tower. */
export function createBackend(parts: BackendParts): Backend {
  const { opened: { access, ask, secrets, verify }, judge, look, onErased, onFailed, settle, wall, store } = parts;
  const onTaken = (claims: TokenClaims): void => {
    if (claims.op === 'eraseMember') onErased(claims.memberId);
    if (!('bookingId' in claims)) return;
    void settle(claims.bookingId).then((settled) => {
      if (!settled.ok) onFailed(settled.error, `booking/${claims.bookingId}`);
    });
  };
  const tokens = createTokens({ ...parts, verify, plan: createPlanEffect({ ...parts, judge }), onTaken });
  const notStarted: LinkState = { connected: false, unsent: 0, waitingSinceUtcMs: wall.utcMs() };
  let link: Link | undefined;
  return {
    verify,
    tokens,
    hearNotice: createHearNotice({ secrets, tokens, wall, look, onFailed }),
    begin: () => {
      link ??= startLink({ ...parts, store, ask, tokens, access });
    },
    wake: () => link?.wake(),
    close: () => link?.close(),
    linkState: () => link?.state() ?? notStarted,
  };
}
