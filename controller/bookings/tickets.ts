import type { Clock, Rng } from '../ports.ts';

/** A recognised customer may start one collection with it, for three minutes. Kept in memory: a restart asks the customer again. */
export interface Ticket {
  readonly bookingId: string;
  /** Recognised by face where the site asks for the code as well. */
  readonly needsCode: boolean;
}

export const TICKET_LIFE_MS = 180_000;

/** Tickets that are out. */
export interface Tickets {
  readonly issue: (ticket: Ticket) => string;
  /** The ticket if it is valid; looking does not use it. */
  readonly look: (token: string) => Ticket | undefined;
  readonly use: (token: string) => void;
}

/** A ticket office. Times are monotonic. */
export function createTickets(clock: Pick<Clock, 'nowMs'>, rng: Rng): Tickets {
  const issued = new Map<string, { readonly ticket: Ticket; readonly untilMs: number }>();
  const dropOld = (): void => {
    for (const [token, { untilMs }] of issued) if (untilMs <= clock.nowMs()) issued.delete(token);
  };
  return {
    issue: (ticket) => {
      dropOld();
      const token = Buffer.from(rng.bytes(24)).toString('base64url');
      issued.set(token, { ticket, untilMs: clock.nowMs() + TICKET_LIFE_MS });
      return token;
    },
    look: (token) => {
      dropOld();
      return issued.get(token)?.ticket;
    },
    use: (token) => {
      issued.delete(token);
    },
  };
}
