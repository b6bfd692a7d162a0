import type { en } from '../en/index.ts';
import type { Translation } from '../translation.ts';
import { alarms } from './alarms.ts';
import { bringBack } from './bring-back.ts';
import { customer } from './customer.ts';
import { face } from './face.ts';
import { inspections } from './inspections.ts';
import { interlocks } from './interlocks.ts';
import { interlocksEnvironment } from './interlocks-environment.ts';
import { interlocksReturns } from './interlocks-returns.ts';
import { interlocksRecovery } from './interlocks-recovery.ts';
import { maintenanceInterlocks } from './interlocks-maintenance.ts';
import { interlocksTurn } from './interlocks-turn.ts';
import { kioskAccess } from './kiosk-access.ts';
import { kioskService } from './kiosk-service.ts';
import { maintenance } from './maintenance.ts';
import { orders } from './orders.ts';
import { phone } from './phone.ts';
import { phoneBooking } from './phone-booking.ts';
import { phoneDrive } from './phone-drive.ts';
import { phoneMe } from './phone-me.ts';
import { recovery } from './recovery.ts';
import { problems } from './problems.ts';
import { returns } from './returns.ts';
import { stops } from './stops.ts';
import { tower } from './tower.ts';

/** Every sentence in Chinese. */
export const zh: Translation<typeof en> = { ...customer, ...bringBack, ...tower, ...face, ...kioskAccess, ...kioskService, ...interlocks, ...inspections, ...interlocksTurn, ...interlocksEnvironment, ...maintenanceInterlocks, ...maintenance, ...alarms, ...problems, ...stops, ...phone, ...phoneBooking, ...phoneDrive, ...phoneMe, ...orders, ...interlocksRecovery, ...interlocksReturns, ...returns, ...recovery };
