import type { StatementText } from './statement-text.ts';

/** What is attested of members, what they prefer, and what they may see and erase. */
export const memberStatements = {
  'standing.one': {
    sql: `SELECT tier, credit_score AS creditScore, licence_until_utc_ms AS licenceUntilUtcMs, is_blocked AS isBlocked, seq, attested_utc_ms AS attestedUtcMs
      FROM standings WHERE member_id = :memberId`,
  },
  /** An attestation that is older than what is known changes nothing. */
  'standing.write': {
    sql: `INSERT INTO standings (member_id, tier, credit_score, licence_until_utc_ms, is_blocked, seq, attested_utc_ms)
      VALUES (:memberId, :tier, :creditScore, :licenceUntilUtcMs, :isBlocked, :seq, :utcMs)
      ON CONFLICT (member_id) DO UPDATE SET tier = excluded.tier, credit_score = excluded.credit_score, licence_until_utc_ms = excluded.licence_until_utc_ms,
        is_blocked = excluded.is_blocked, seq = excluded.seq, attested_utc_ms = excluded.attested_utc_ms WHERE excluded.seq > standings.seq`,
  },
} as const satisfies Record<string, StatementText>;
