import { fault, ok } from '../ports.ts';
import type { Result, Statement, Store, StoreFault, StoreHealth, StoreRow, WallClock } from '../ports.ts';
import type { Motion } from '../interlocks/motion.ts';
import { createAlarmJournal } from './alarm-journal.ts';
import type { AlarmJournal } from './alarm-journal.port.ts';
import { auditStatement } from './audit.ts';
import { movesToStatements, toCar, toPallet } from './inventory.ts';
import type { InventoryMove, Journal, JournalImage, NewIntent, OpenIntent, Outcome } from './journal.port.ts';
import { orderStatement, toOrder } from './order-rows.ts';
import { createRecoveryJournal } from './recovery-journal.ts';
import type { RecoveryJournal } from './recovery-journal.port.ts';
import { createSiteEventJournal, type SiteEventJournal } from './site-event-journal.ts';
import { createStaffCallJournal, type StaffCallJournal } from './staff-call-journal.ts';
import { statement } from './statements.ts';
import type { StatementName } from './statements.ts';

/** The journal with what the control core asks on every scan. */
export interface StoreJournal extends Journal {
  readonly recovery: RecoveryJournal;
  readonly alarms: AlarmJournal;
  readonly siteEvents: SiteEventJournal;
  readonly staffCalls: StaffCallJournal;
  /** As of the last commit of anybody: the source of the fact `journalWritable`. */
  readonly health: () => StoreHealth;
  /** Writes a page and changes nothing: after a full disk was cleared this brings the health back to `ok`. */
  readonly probe: () => Promise<Result<void, StoreFault>>;
}

/** What the journal needs. */
export interface JournalParts {
  readonly store: Store;
  readonly wall: WallClock;
}

function toOpenIntent(row: StoreRow): OpenIntent {
  return {
    intentId: Number(row['intentId']),
    motion: String(row['motion']) as Motion,
    detail: String(row['detail']),
    orderId: textOrUndefined(row['orderId']),
    utcMs: Number(row['utcMs']),
  };
}

function textOrUndefined(value: StoreRow[string] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

async function readImage(store: Store): Promise<Result<JournalImage & { readonly lastIntentId: number }, StoreFault>> {
  const names: readonly StatementName[] = ['site.one', 'pallet.all', 'car.all', 'intent.open', 'order.open', 'intent.last'];
  const answers = await Promise.all(names.map((name) => store.read(statement(name))));
  const tables: (readonly StoreRow[])[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    tables.push(answer.value);
  }
  const [site = [], pallets = [], cars = [], intents = [], orders = [], last = []] = tables;
  return ok({
    epoch: Number(site[0]?.['epoch']),
    pallets: pallets.map(toPallet),
    cars: cars.map(toCar),
    openIntents: intents.map(toOpenIntent),
    openOrders: orders.map(toOrder),
    lastIntentId: Number(last[0]?.['intentId']),
  });
}

function intentStatement(intentId: number, intent: NewIntent, utcMs: number): Statement {
  const { motion, detail, orderId } = intent;
  return statement('intent.add', { intentId, motion, detail, orderId: orderId ?? null, utcMs });
}

function outcomeBatch(intentId: number, outcome: Outcome, utcMs: number): readonly Statement[] {
  const code = outcome.kind === 'done' ? null : outcome.code;
  const moves = outcome.kind === 'unknown' ? [] : (outcome.moves ?? []);
  return [statement('outcome.add', { intentId, kind: outcome.kind, code, utcMs }), ...movesToStatements(moves)];
}

type Settlement = Parameters<Journal['settle']>[0];

function settleBatch({ intentIds, moves, by, why }: Settlement, utcMs: number): readonly Statement[] {
  return [
    ...intentIds.map((intentId) => statement('outcome.add', { intentId, kind: 'settled', code: null, utcMs })),
    ...movesToStatements(moves),
    auditStatement('settled', { intentIds, moves: moves.map(describeMove), by, why }, utcMs),
  ];
}

function describeMove(move: InventoryMove): string {
  return move.what === 'carSize' ? `car ${move.id} measured` : `${move.what} ${move.id} to ${move.to}`;
}

/** The journal of the control core over a durable store. `boot` comes first; intents before it are refused with `closed`. */
export function createJournal({ store, wall }: JournalParts): StoreJournal {
  let lastIntentId: number | undefined;
  return {
    recovery: createRecoveryJournal({ store, wall }),
    alarms: createAlarmJournal({ store, wall }),
    siteEvents: createSiteEventJournal({ store, wall }),
    staffCalls: createStaffCallJournal({ store, wall }),
    boot: async () => {
      const raised = await store.commit([statement('site.raiseEpoch', {}, 1)]);
      if (!raised.ok) return raised;
      const read = await readImage(store);
      if (!read.ok) return read;
      const { lastIntentId: last, ...image } = read.value;
      lastIntentId = last;
      return ok(image);
    },
    intend: async (intent) => {
      if (lastIntentId === undefined) return fault('closed', 'The journal has not been read since the start, so nothing can be intended. Nothing moves. This is a mistake of the program.');
      // Counted up even when the commit fails: an id is never used for two intents.
      lastIntentId += 1;
      const intentId = lastIntentId;
      const stored = await store.commit([intentStatement(intentId, intent, wall.utcMs()), ...movesToStatements(intent.moves ?? [])]);
      return stored.ok ? ok(intentId) : stored;
    },
    conclude: (intentId, outcome) => store.commit(outcomeBatch(intentId, outcome, wall.utcMs())),
    order: (record, moves = []) => store.commit([orderStatement(record, wall.utcMs()), ...movesToStatements(moves)]),
    settle: (settlement) => store.commit(settleBatch(settlement, wall.utcMs())),
    audit: ({ kind, detail }) => store.commit([auditStatement(kind, detail, wall.utcMs())]),
    health: () => store.health(),
    probe: () => store.commit([statement('site.touch', {}, 1)]),
  };
}
