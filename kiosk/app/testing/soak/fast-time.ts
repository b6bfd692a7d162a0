/** The accelerated time of a page. */
export interface FastTime {
  /** Lets this many milliseconds pass for the page, timer by timer; waits in between for what the tower still owes an answer to. */
  readonly pass: (ms: number) => Promise<void>;
}

declare global {
  var fastTime: FastTime;
}

/**
 * Runs in the page, before its own scripts, and carries everything it needs with it. Its timers, frames and clocks stand still until
 * time is told to pass. Frames come twice a second: what is drawn is not looked at here. A request is answered before the time goes on, for
 * otherwise the tower would be silent for minutes of the page. The tower itself answers the first ping of every stretch of time, so that
 * everything it told before has come; the others are answered in its place.
 */
export function installFastTime(startUtcMs: number): void {
  const FRAME_MS = 500;
  const OWED_TURNS = 4000;
  const channel = new MessageChannel();
  const turns: (() => void)[] = [];
  channel.port1.onmessage = () => turns.shift()?.();
  const turn = (): Promise<void> => new Promise((resolve) => {
    turns.push(resolve);
    channel.port2.postMessage(undefined);
  });
  // eslint-disable-next-line no-restricted-properties -- this is what replaces the page's time
  const realTimeout = globalThis.setTimeout.bind(globalThis);
  const breath = (): Promise<void> => new Promise((resolve) => { realTimeout(resolve, 1); });
  const timers = new Map<number, { readonly fn: () => void; readonly everyMs: number | undefined; atMs: number }>();
  let frames = new Map<number, FrameRequestCallback>();
  let [nowMs, lastId, owed] = [0, 0, 0];
  let isTowerAsked = false;

  const set = (fn: () => void, delayMs: number, everyMs?: number): number => {
    lastId += 1;
    timers.set(lastId, { fn, everyMs, atMs: nowMs + Math.max(1, delayMs) });
    return lastId;
  };
  const RealDate = Date;
  class PageDate extends RealDate {
    constructor(...given: readonly unknown[]) {
      super(...(given.length === 0 ? [startUtcMs + nowMs] : given) as [number]);
    }
    static override now(): number {
      return startUtcMs + nowMs;
    }
  }
  const clear = (id?: number): void => void timers.delete(id ?? 0);
  Object.assign(globalThis, {
    Date: PageDate,
    setTimeout: (fn: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => set(() => { fn(...args); }, ms),
    setInterval: (fn: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => set(() => { fn(...args); }, ms, Math.max(1, ms)),
    clearTimeout: clear,
    clearInterval: clear,
    requestAnimationFrame: (fn: FrameRequestCallback) => {
      lastId += 1;
      frames.set(lastId, fn);
      return lastId;
    },
    cancelAnimationFrame: (id: number) => void frames.delete(id),
  });
  // eslint-disable-next-line no-restricted-properties -- as above
  performance.now = () => nowMs;

  const { fetch: realFetch } = globalThis;
  globalThis.fetch = (...asked) => {
    owed += 1;
    return realFetch.apply(globalThis, asked).finally(() => { owed -= 1; });
  };
  const listened = new WeakSet<WebSocket>();
  let pings = 0;
  const answered = (left: number): void => {
    owed -= pings - left;
    pings = left;
  };
  // Called on its socket below.
  const realSend = WebSocket.prototype.send;
  WebSocket.prototype.send = function send(this: WebSocket, data) {
    if (!listened.has(this)) {
      listened.add(this);
      this.addEventListener('message', ({ data: told, isTrusted }: MessageEvent<string>) => {
        if (isTrusted && told.startsWith('{"type":"pong"')) answered(Math.max(0, pings - 1));
      });
      this.addEventListener('close', () => { answered(0); });
    }
    const isPing = typeof data === 'string' && data.startsWith('{"type":"ping"');
    if (isPing && isTowerAsked) {
      queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data: data.replace('ping', 'pong') })));
      return;
    }
    if (isPing) {
      isTowerAsked = true;
      owed += 1;
      pings += 1;
    }
    realSend.call(this, data);
  };

  const fire = (): void => {
    for (const [id, timer] of [...timers].filter(([, { atMs }]) => atMs <= nowMs).sort(([, one], [, other]) => one.atMs - other.atMs)) {
      if (!timers.has(id)) continue;
      if (timer.everyMs === undefined) timers.delete(id);
      else timer.atMs = nowMs + timer.everyMs;
      timer.fn();
    }
    const drawn = frames;
    frames = new Map();
    for (const draw of drawn.values()) draw(nowMs);
  };
  const settled = async (): Promise<void> => {
    await turn();
    for (let i = 0; owed > 0 && i < OWED_TURNS; i += 1) await (i < 50 ? turn() : breath());
    await turn();
  };
  globalThis.fastTime = {
    pass: async (ms) => {
      const untilMs = nowMs + ms;
      isTowerAsked = false;
      await settled();
      while (nowMs < untilMs) {
        const dueMs = Math.min(...[...timers.values()].map(({ atMs }) => atMs));
        nowMs = Math.max(nowMs, Math.min(dueMs, nowMs + FRAME_MS, untilMs));
        fire();
        await settled();
      }
    },
  };
}
