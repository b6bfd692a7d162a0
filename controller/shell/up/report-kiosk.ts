import type { Clock } from '../../../hal/ports/clock.port.ts';
import { sessionSchema } from '../../api/contract/index.ts';
import type { KioskHeartbeat } from '../../api/contract/index.ts';

/** Who tells the controller of the kiosk's window, and what. */
export interface ReportParts {
  readonly controllerUrl: string;
  readonly kioskKey: string;
  readonly clock: Pick<Clock, 'every'>;
  readonly report: () => KioskHeartbeat;
}

const REPORT_EVERY_MS = 2000;
const ANSWER_WITHIN_MS = 1500;
const NO_SESSION = 401;

/**
 * Tells the controller every two seconds what the kiosk's window shows, under a kiosk session of its own that is opened again after a
 * restart of the controller. A controller that does not answer is told again two seconds later. Returns what ends it.
 */
export function reportKiosk({ controllerUrl, kioskKey, clock, report }: ReportParts): () => void {
  let token: string | undefined;
  let isTelling = false;
  const tell = async (): Promise<void> => {
    token ??= await openSession(controllerUrl, kioskKey);
    if (token === undefined) return;
    const answer = await post(`${controllerUrl}/api/v1/kiosk/heartbeat`, report(), token);
    if (answer?.status === NO_SESSION) token = undefined;
  };
  return clock.every(REPORT_EVERY_MS, () => {
    if (isTelling) return;
    isTelling = true;
    void tell().finally(() => { isTelling = false; });
  });
}

async function openSession(controllerUrl: string, key: string): Promise<string | undefined> {
  const answer = await post(`${controllerUrl}/api/v1/sessions`, { role: 'kiosk', key });
  const session = sessionSchema.safeParse(await answer?.json().catch(() => undefined));
  return session.success ? session.data.token : undefined;
}

/** Undefined when nobody answers in time: the controller may just be starting again. */
function post(url: string, body: object, token?: string): Promise<Response | undefined> {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(() => undefined);
}
