import { serviceSchema, siteViewSchema } from '../../../controller/api/contract/index.ts';
import type { ServiceView, SiteView } from '../../../controller/api/contract/index.ts';
import type { HttpPort } from '../rim/rim.port.ts';
import type { Answer } from './answer.ts';
import { bookingCalls } from './booking-calls.ts';
import type { BookingCalls } from './booking-calls.ts';
import { catalogueCalls } from './catalogue-calls.ts';
import type { CatalogueCalls } from './catalogue-calls.ts';
import { driveCalls } from './drive-calls.ts';
import type { DriveCalls } from './drive-calls.ts';
import { helpCalls } from './help-calls.ts';
import type { HelpCalls } from './help-calls.ts';
import { kioskCalls } from './kiosk-calls.ts';
import type { KioskCalls } from './kiosk-calls.ts';
import { meCalls } from './me-calls.ts';
import type { MeCalls } from './me-calls.ts';
import { myCarCalls } from './my-car-calls.ts';
import type { MyCarCalls } from './my-car-calls.ts';
import { createSessionCalls } from './session-calls.ts';
import type { SessionCalls } from './session-calls.ts';
import { walkUpCalls } from './walk-up-calls.ts';
import type { WalkUpCalls } from './walk-up-calls.ts';

export type { Credentials } from './session-calls.ts';

/** The controller, as the pages may ask it. Every answer is checked against the contract; nothing rejects. */
export interface TowerClient extends KioskCalls, WalkUpCalls, MyCarCalls, HelpCalls, BookingCalls, CatalogueCalls, DriveCalls, MeCalls, Pick<SessionCalls, 'openSession' | 'forgetSession' | 'sessionToken'> {
  readonly site: () => Promise<Answer<SiteView>>;
  /** Opening hours, backend and payments at this moment. */
  readonly service: () => Promise<Answer<ServiceView>>;
}

/** Makes a client: one session, and the requests of each area under it. */
export function createTowerClient(http: HttpPort): TowerClient {
  const calls = createSessionCalls(http);
  return {
    openSession: calls.openSession,
    forgetSession: calls.forgetSession,
    sessionToken: calls.sessionToken,
    site: () => calls.get('/api/v1/site', siteViewSchema),
    service: () => calls.get('/api/v1/service', serviceSchema),
    ...kioskCalls(calls),
    ...walkUpCalls(calls),
    ...myCarCalls(calls),
    ...helpCalls(calls),
    ...bookingCalls(calls),
    ...catalogueCalls(calls),
    ...driveCalls(calls),
    ...meCalls(calls),
  };
}
