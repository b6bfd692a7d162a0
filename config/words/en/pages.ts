import { bringBack } from './bring-back.ts';
import { customer } from './customer.ts';
import { face } from './face.ts';
import { interlocks } from './interlocks.ts';
import { interlocksEnvironment } from './interlocks-environment.ts';
import { interlocksReturns } from './interlocks-returns.ts';
import { interlocksRecovery } from './interlocks-recovery.ts';
import { maintenanceInterlocks } from './interlocks-maintenance.ts';
import { interlocksTurn } from './interlocks-turn.ts';
import { kioskAccess } from './kiosk-access.ts';
import { kioskMyCar } from './kiosk-my-car.ts';
import { kioskScene } from './kiosk-scene.ts';
import { kioskSound } from './kiosk-sound.ts';
import { kioskHelp } from './kiosk-help.ts';
import { kioskService } from './kiosk-service.ts';
import { kioskWalkUp } from './kiosk-walk-up.ts';
import { orders } from './orders.ts';
import { phone } from './phone.ts';
import { phoneBooking } from './phone-booking.ts';
import { phoneDrive } from './phone-drive.ts';
import { phoneMe } from './phone-me.ts';
import { problems } from './problems.ts';
import { returns } from './returns.ts';
import { stops } from './stops.ts';
import { tower } from './tower.ts';

/** The sentences of the screens of customers, in English: what the page of the kiosk and that of the phone carry. */
export const enPages = { ...customer, ...bringBack, ...tower, ...face, ...kioskAccess, ...kioskMyCar, ...kioskScene, ...kioskSound, ...kioskHelp, ...kioskService, ...kioskWalkUp, ...interlocks, ...interlocksTurn, ...interlocksEnvironment, ...maintenanceInterlocks, ...problems, ...phone, ...phoneBooking, ...phoneDrive, ...phoneMe, ...orders, ...interlocksRecovery, ...interlocksReturns, ...returns, ...stops } as const;
