import type { BackendParts } from './backend.port.ts';
import { signatureHeaders } from './webhook-signature.ts';

/** What a tower is made to look at. */
export type Notice =
  | { readonly type: 'io.carillon.payment.changed.v1'; readonly data: { readonly paymentId: string } }
  | { readonly type: 'io.carillon.contract.changed.v1'; readonly data: { readonly purchaseId: string } };

/** Tells towers that something has changed at a provider. What is lost costs time only: a tower looks by itself as well. */
export interface Notices {
  /** Says where a tower listens: where its interface begins, without `/api`. Until then it is told nothing. */
  readonly tellWhere: (towerId: string, url: string) => void;
  readonly send: (towerId: string, notice: Notice) => void;
}

/** How long after a try that failed the next one is made, in ms. */
const AGAIN_AFTER_MS = [1000, 5000, 30_000, 120_000] as const;
const TIMEOUT_MS = 5000;

/** Notices to the towers, signed with the secret of each. */
export function createNotices({ towers, wall, clock, rng, http, issuer }: Pick<BackendParts, 'towers' | 'wall' | 'clock' | 'rng' | 'http' | 'issuer'>): Notices {
  const urls = new Map<string, string>();
  const attempt = async (towerId: string, id: string, body: Uint8Array, tries: number): Promise<void> => {
    const secret = towers.find((tower) => tower.towerId === towerId)?.secret;
    const url = urls.get(towerId);
    if (secret === undefined || url === undefined) return;
    const headers = { ...signatureHeaders(secret, { id, timestampS: Math.floor(wall.utcMs() / 1000), body }), 'content-type': 'application/cloudevents+json' };
    const answer = await http({ method: 'POST', url: `${url}/api/v1/backend/notices`, headers, body, timeoutMs: TIMEOUT_MS });
    const isHeard = answer.ok && answer.value.status < 300;
    const waitMs = AGAIN_AFTER_MS[tries];
    if (!isHeard && waitMs !== undefined) clock.setTimeout(() => void attempt(towerId, id, body, tries + 1), waitMs);
  };
  return {
    tellWhere: (towerId, url) => { urls.set(towerId, url); },
    send: (towerId, { type, data }) => {
      const id = `notice-${Buffer.from(rng.bytes(12)).toString('hex')}`;
      const event = { specversion: '1.0', id, source: issuer, type, time: new Date(wall.utcMs()).toISOString(), datacontenttype: 'application/json', data };
      void attempt(towerId, id, Buffer.from(JSON.stringify(event)), 0);
    },
  };
}
