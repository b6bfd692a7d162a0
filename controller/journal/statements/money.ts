import type { StatementText } from './statement-text.ts';

/** Payments, purchases and messages. */
export const moneyStatements = {
  'payment.ofBooking': {
    sql: `SELECT payment_id AS paymentId, kind, amount_minor AS amountMinor, currency, state, wanted, provider_ref AS providerRef, asked_utc_ms AS askedUtcMs
      FROM payments WHERE booking_id = :bookingId ORDER BY asked_utc_ms, payment_id`,
  },
} as const satisfies Record<string, StatementText>;
