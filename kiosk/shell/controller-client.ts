import { sessionSchema } from '../../controller/api/contract/index.ts';
import type { KioskHeartbeat } from '../../controller/api/contract/index.ts';
import type { TowerAddress } from './address.ts';
import type { SendHeartbeat } from './heartbeat.ts';

/** The answer to one request, or null when there was none within its deadline. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends one JSON request. Never rejects. */
export type Post = (url: string, headers: Readonly<Record<string, string>>, body: unknown) => Promise<Answer | null>;

const CREATED = new Set([200, 201]);
const isTaken = (answer: Answer | null): boolean => answer !== null && answer.status >= 200 && answer.status < 300;

/**
 * Sends heartbeats under a kiosk session of the shell's own, opened with the key that the controller handed to this
 * window, and opened again when the controller no longer knows it (it was restarted).
 */
export function createHeartbeatSender(address: TowerAddress, post: Post): SendHeartbeat {
  let token: string | null = null;
  const open = async (): Promise<string | null> => {
    if (address.key === null) return null;
    const body = { role: 'kiosk', key: address.key };
    const answer = await post(`${address.origin}/api/v1/sessions`, { origin: address.origin }, body);
    const session = answer !== null && CREATED.has(answer.status) ? sessionSchema.safeParse(answer.body) : null;
    return session?.success ? session.data.token : null;
  };
  const send = (report: KioskHeartbeat): Promise<Answer | null> => {
    const headers: Record<string, string> = { origin: address.origin };
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    return post(`${address.origin}/api/v1/kiosk/heartbeat`, headers, report);
  };
  return async (report) => {
    token ??= await open();
    const answer = await send(report);
    if (answer?.status !== 401) return isTaken(answer);
    token = await open();
    return token !== null && isTaken(await send(report));
  };
}
