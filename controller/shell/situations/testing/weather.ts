import type { Clock } from '../../../../hal/ports/clock.port.ts';
import type { HttpAnswer, HttpRequest, OutboundHttp } from '../../../../hal/ports/outbound-http.port.ts';
import { fault, ok } from '../../../../hal/ports/result.ts';

/** How the way from the tower to its backend is. `deaf`: what is sent arrives, and no answer comes back. `echoing`: everything arrives twice, and old messages again. */
export type Weather = 'fair' | 'gone' | 'hanging' | 'garbage' | 'broken' | 'deaf' | 'echoing';

/** The answering end. */
export type Backend = (request: HttpRequest) => Promise<HttpAnswer>;

/** A way out that is as somebody says, with everything that arrived at the other end. */
export interface WayOut {
  readonly http: OutboundHttp;
  readonly set: (weather: Weather) => void;
  /** Requests that the tower has made, whatever came of them, by weather. */
  readonly asked: Map<Weather, number>;
  /** Everything that the tower has sent, as it sent it. */
  readonly sent: HttpRequest[];
}

/** So many old messages come again with each new one. */
const MOST_ECHOES = 100;
const unreachable = fault('unreachable', 'Nobody answered.');
const GARBAGE = Buffer.from('<html>Welcome to the hotel network. Please sign in.</html>');

/** Signed anew: an old message that came again hours later would be refused for its age alone. */
export type Again = (request: HttpRequest) => HttpRequest;

/** Lays the way to `backend`. */
export function layWayOut(clock: Pick<Clock, 'setTimeout'>, backend: () => Backend, again: Again): WayOut {
  let weather: Weather = 'fair';
  const asked = new Map<Weather, number>();
  const sent: HttpRequest[] = [];
  const echo = async (request: HttpRequest): Promise<HttpAnswer> => {
    const answer = await backend()(request);
    await backend()(request);
    // Whatever was sent before arrives once more, the newest first.
    for (const old of sent.slice(0, -1).filter(({ method }) => method === 'POST').slice(-MOST_ECHOES).toReversed()) await backend()(again(old));
    return answer;
  };
  return {
    asked, sent,
    set: (next) => { weather = next; },
    http: async (request) => {
      asked.set(weather, (asked.get(weather) ?? 0) + 1);
      sent.push(request);
      switch (weather) {
        case 'fair': return ok(await backend()(request));
        case 'gone': return unreachable;
        case 'hanging': return new Promise((resolve) => { clock.setTimeout(() => { resolve(unreachable); }, request.timeoutMs); });
        case 'garbage': return ok({ status: 200, headers: { 'content-type': 'text/html' }, body: GARBAGE });
        case 'broken': return ok({ status: 500, headers: {}, body: new Uint8Array() });
        case 'deaf': {
          await backend()(request);
          return unreachable;
        }
        case 'echoing': return ok(await echo(request));
      }
    },
  };
}
