import type { Clock, Rng } from '../ports.ts';

/** A recognised customer may start one collection with it, or look after a car that is out, for three minutes. Kept in memory: a restart asks the customer again. */
export interface Ticket {
  readonly bookingId: string;
  /** Recognised by face where the site asks for the code as well. */
  readonly needsCode: boolean;
}

export const TICKET_LIFE_MS = 180_000;
/** However often it is renewed: by then whoever was recognised has left, or is recognised again. */
export const LONGEST_TICKET_MS = 900_000;

/** Tickets that are out. */
export interface Tickets {
  readonly issue: (ticket: Ticket) => string;
  /** The ticket if it is valid; looking does not use it. */
  readonly look: (token: string) => Ticket | undefined;
  /** Somebody goes on with it at the screen: from now on as long again, but not for ever. A ticket that is over stays over. */
  readonly renew: (token: string) => void;
  readonly use: (token: string) => void;
}

/** A ticket office. Times are monotonic. */
export function createTickets(clock: Pick<Clock, 'nowMs'>, rng: Rng): Tickets {
  const issued = new Map<string, { readonly ticket: Ticket; readonly issuedMs: number; readonly untilMs: number }>();
  const dropOld = (): void => {
    for (const [token, { untilMs }] of issued) if (untilMs <= clock.nowMs()) issued.delete(token);
  };
  return {
    issue: (ticket) => {
      dropOld();
      const token = Buffer.from(rng.bytes(24)).toString('base64url');
      issued.set(token, { ticket, issuedMs: clock.nowMs(), untilMs: clock.nowMs() + TICKET_LIFE_MS });
      return token;
    },
    look: (token) => {
      dropOld();
      return issued.get(token)?.ticket;
    },
    renew: (token) => {
      dropOld();
      const found = issued.get(token);
      if (found !== undefined) issued.set(token, { ...found, untilMs: Math.min(clock.nowMs() + TICKET_LIFE_MS, found.issuedMs + LONGEST_TICKET_MS) });
    },
    use: (token) => {
      issued.delete(token);
    },
  };
}
