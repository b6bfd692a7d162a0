import type { z } from 'zod';
import {
  alarmOutageSchema, forceRequestSchema, homingSchema, maintenanceEndSchema, mapEditRequestSchema, mapEditUndoSchema, modeRequestSchema, newLockoutSchema, quarantineLiftSchema,
  quarantineRequestSchema, recoveryChoiceSchema, settlementSchema, shelvingSchema, siteEventReleaseSchema, staffAnswerSchema, startOrderSchema,
} from '../../../controller/api/contract/index.ts';
import type { wireOf } from '../maintenance/bench-client.ts';

type WiredDeed = Parameters<typeof wireOf>[0];

/** One deed of each kind as a technician would ask for it, with the schema of its body where it has one. */
export const everyDeed: { readonly [K in WiredDeed['kind']]: { readonly deed: Extract<WiredDeed, { kind: K }> | WiredDeed; readonly schema?: z.ZodType } } = {
  reset: { deed: { kind: 'reset' } },
  mode: { deed: { kind: 'mode', mode: 'manual' }, schema: modeRequestSchema },
  home: { deed: { kind: 'home', axis: 'turn' }, schema: homingSchema },
  settle: { deed: { kind: 'settle', why: 'looked at it' }, schema: settlementSchema },
  choose: { deed: { kind: 'choose', object: 'pallet:P06', way: 'declare', place: 'cell:2-1R', why: 'looked at it', second: { pin: '123456' } }, schema: recoveryChoiceSchema },
  quarantine: { deed: { kind: 'quarantine', place: 'cell:2-1R', reason: 'leak', why: 'oil under it' }, schema: quarantineRequestSchema },
  liftQuarantine: { deed: { kind: 'liftQuarantine', place: 'lift', proof: 'evidence', why: 'brake lining changed' }, schema: quarantineLiftSchema },
  editMap: { deed: { kind: 'editMap', what: 'car', object: 'SH-06', to: 'outside', why: 'driven away' }, schema: mapEditRequestSchema },
  undoEdit: { deed: { kind: 'undoEdit', editId: 3, why: 'wrong pallet' }, schema: mapEditUndoSchema },
  acknowledge: { deed: { kind: 'acknowledge', alarmId: 'link.lost:scale-a' } },
  takeBack: { deed: { kind: 'takeBack', alarmId: 'link.lost:scale-a' } },
  shelve: { deed: { kind: 'shelve', alarmId: 'link.lost:scale-a', minutes: 15, why: 'on order' }, schema: shelvingSchema },
  outOfService: { deed: { kind: 'outOfService', alarmId: 'link.lost:scale-a', why: 'on order' }, schema: alarmOutageSchema },
  lockOut: { deed: { kind: 'lockOut', note: '' }, schema: newLockoutSchema },
  unlock: { deed: { kind: 'unlock', lockoutId: 'k-1' } },
  force: { deed: { kind: 'force', deviceId: 'io-bay-A', output: 'horn', level: null }, schema: forceRequestSchema },
  releaseEvent: { deed: { kind: 'releaseEvent', event: 'storm', inspected: ['facade'], why: 'nothing loose' }, schema: siteEventReleaseSchema },
  answerCall: { deed: { kind: 'answerCall', callId: 's-7K2M9Q', reference: '7K2M9Q', how: 'callsBack', minutes: 10 }, schema: staffAnswerSchema },
  announceEnd: { deed: { kind: 'announceEnd', minutes: 30 }, schema: maintenanceEndSchema },
  endCall: { deed: { kind: 'endCall', callId: 's-7K2M9Q', reference: '7K2M9Q' } },
  order: { deed: { kind: 'order', order: { kind: 'audit', cells: ['2-1R'] } }, schema: startOrderSchema },
  endOfDay: { deed: { kind: 'endOfDay' } },
  orderWay: { deed: { kind: 'orderWay', orderId: 'o-1', way: 'reverse' } },
};
