import type { Statement, StoreValue } from '../ports.ts';
import { alarmStatements } from './statements/alarms.ts';
import { backendStatements } from './statements/backend.ts';
import { bookingStatements } from './statements/bookings.ts';
import { driveStatements } from './statements/drives.ts';
import { helpStatements } from './statements/help.ts';
import { inventoryStatements } from './statements/inventory.ts';
import { memberStatements } from './statements/members.ts';
import { messageStatements } from './statements/messages.ts';
import { moneyStatements } from './statements/money.ts';
import { journalStatements } from './statements/motions.ts';
import { purchaseStatements } from './statements/purchases.ts';
import { recoveryStatements } from './statements/recovery.ts';
import { siteEventStatements } from './statements/site-events.ts';
import { summaryStatements } from './statements/summary.ts';
import type { StatementText } from './statements/statement-text.ts';

const all = {
  ...alarmStatements, ...journalStatements, ...inventoryStatements, ...bookingStatements, ...driveStatements, ...memberStatements, ...moneyStatements, ...purchaseStatements, ...messageStatements, ...backendStatements,
  ...helpStatements, ...recoveryStatements, ...siteEventStatements, ...summaryStatements,
};

/** Names of all statements that the journal runs. No SQL stands anywhere else. */
export type StatementName = keyof typeof all;

/** The statements by name; a name that is not here is a mistake of the program. */
export const statements: ReadonlyMap<string, StatementText> = new Map<string, StatementText>(Object.entries(all));

type Params = Readonly<Record<string, StoreValue>>;

/** A statement whose name the compiler checks. */
export function statement(name: StatementName, params: Params = {}, expect?: number): Statement {
  return expect === undefined ? { name, params } : { name, params, expect };
}
