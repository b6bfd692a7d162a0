/** A request of the page, and how the controller answered. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly origin: string;
  readonly body: Readonly<Record<string, unknown>> | undefined;
  readonly requestKey: string | undefined;
  readonly status: number;
  readonly answer: Readonly<Record<string, unknown>> | undefined;
}

/** What may be known without the controller: the codes that members really have, and which routes are a kiosk's. */
export interface Lawful {
  readonly origin: string;
  readonly codes: () => ReadonlySet<string>;
  /** Whether a kiosk, or everybody, may ask there. */
  readonly isForKiosks: (method: string, path: string) => boolean;
}

/** A judge who remembers what was granted before. */
export interface Judge {
  /** Why the controller should not have accepted it, or why it should never have been asked; undefined when all is well. */
  readonly judge: (exchange: Exchange) => string | undefined;
  readonly accepted: () => Readonly<Record<string, number>>;
  readonly refused: () => number;
}

const isAccepted = (status: number): boolean => status >= 200 && status < 300;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * Holds what the controller has accepted against what it may accept of a kiosk: nobody is recognised by a code that no member has, nothing moves
 * without the ticket of somebody who was, each ticket moves one thing, only whoever brought a car says that the bay is clear or takes it out again, and no session but a
 * kiosk's is opened. Written down apart from the controller.
 */
export function createJudge({ origin, codes, isForKiosks }: Lawful): Judge {
  const tickets = new Set<string>();
  const usedBy = new Map<string, string>();
  const allClearKeys = new Map<string, string>();
  const accepted: Record<string, number> = {};
  let refused = 0;

  const begin = (what: string, { body, requestKey }: Exchange): string | undefined => {
    const ticket = text(body?.['ticket']) ?? '';
    if (!tickets.has(ticket)) return `${what} begun without the ticket of anybody who was recognised`;
    const before = usedBy.get(ticket);
    usedBy.set(ticket, requestKey ?? 'none');
    return before === undefined || before === requestKey ? undefined : `${what} begun twice with one ticket`;
  };
  const onReturn = ({ path, body }: Exchange): string | undefined => {
    const [, returnId = '', deed] = /^\/api\/v1\/returns\/([^/]+)\/(all-clears|withdrawals)$/u.exec(path) ?? [];
    if (deed === undefined) return undefined;
    const key = allClearKeys.get(decodeURIComponent(returnId));
    return key !== undefined && key === body?.['allClearKey'] ? undefined : `${deed} taken from somebody who did not bring the car`;
  };
  const judgeAccepted = (exchange: Exchange): string | undefined => {
    const { path, method, body, answer } = exchange;
    if (!isForKiosks(method, path)) return `${method} ${path} is not a kiosk's`;
    const ticket = text(answer?.['ticket']);
    if (ticket !== undefined) tickets.add(ticket);
    if (method === 'GET') return undefined;
    if (path === '/api/v1/sessions') return body?.['role'] === 'kiosk' ? undefined : `a session of a ${String(body?.['role'])} was opened`;
    if (path === '/api/v1/recognitions') {
      if (body?.['by'] === 'code' && !codes().has(text(body['code'])?.toUpperCase() ?? '')) return 'somebody was recognised by a code that nobody has';
      return undefined;
    }
    if (path === '/api/v1/collections') return begin('a collection was', exchange);
    if (path === '/api/v1/returns') {
      allClearKeys.set(text(answer?.['returnId']) ?? '', text(answer?.['allClearKey']) ?? '');
      return begin('a return was', exchange);
    }
    return onReturn(exchange);
  };
  return {
    accepted: () => accepted,
    refused: () => refused,
    judge: (exchange) => {
      if (exchange.origin !== origin) return `${exchange.method} to ${exchange.origin}`;
      if (!exchange.path.startsWith('/api/')) return undefined;
      if (exchange.status >= 500) return `${exchange.method} ${exchange.path} was answered with ${String(exchange.status)}`;
      if (!isAccepted(exchange.status)) {
        refused += 1;
        return undefined;
      }
      const route = `${exchange.method} ${exchange.path.replaceAll(/\/(?=[^/]*\d)(?!v1)[^/]+/gu, '/{id}')}`;
      accepted[route] = (accepted[route] ?? 0) + 1;
      return judgeAccepted(exchange);
    },
  };
}
