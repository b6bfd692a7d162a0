import { EventEmitter } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import sinon from 'sinon';
import type { Clock } from '../../../../hal/ports/clock.port.ts';
import { createSystemClock } from '../../../../hal/system/system-clock.ts';
import type { Devtools, DevtoolsAnswer, DevtoolsEvent } from '../devtools-pipe.ts';

/** What the page of a scripted browser says when it is looked at; `hangs`: nothing. */
export type PageState = { readonly at: string; readonly screen: string | null } | 'hangs';

/** A browser for tests of its watch: one page, two processes, and a list of what it was asked. */
export interface FakeBrowser {
  readonly devtools: Devtools;
  readonly asked: readonly { readonly method: string; readonly params: object }[];
  page: PageState;
  /** Whether it answers at all. */
  answers: boolean;
  readonly tell: (method: string, params: Readonly<Record<string, unknown>>) => void;
  /** The process of its page ends. */
  readonly crash: () => void;
}

const PAGE = 'page-1';
/** Process ids of its renderers. */
export const RENDERERS = [4001, 4002];

export function fakeBrowser(): FakeBrowser {
  const listeners: ((event: DevtoolsEvent) => void)[] = [];
  const asked: { method: string; params: object }[] = [];
  const tell: FakeBrowser['tell'] = (method, params) => {
    for (const listener of listeners) listener({ method, params, sessionId: undefined });
  };
  const answers: Readonly<Record<string, () => Promise<DevtoolsAnswer>>> = {
    'Target.setDiscoverTargets': () => {
      tell('Target.targetCreated', { targetInfo: { targetId: PAGE, type: 'page' } });
      return Promise.resolve({ ok: true, result: {} });
    },
    'Target.attachToTarget': () => Promise.resolve({ ok: true, result: { sessionId: 'session-1' } }),
    'Runtime.evaluate': () => (browser.page === 'hangs' ? new Promise<never>(() => undefined) : Promise.resolve({ ok: true, result: { result: { value: browser.page } } })),
    'SystemInfo.getProcessInfo': () => Promise.resolve({ ok: true, result: { processInfo: [{ type: 'browser', id: 4000 }, ...RENDERERS.map((id) => ({ type: 'renderer', id }))] } }),
  };
  const browser: FakeBrowser = {
    asked,
    page: { at: 'null/', screen: null },
    answers: true,
    tell,
    crash: () => { tell('Target.targetCrashed', { targetId: PAGE }); },
    devtools: {
      onEvent: (listener) => { listeners.push(listener); },
      ask: (method, params = {}) => {
        asked.push({ method, params });
        if (!browser.answers) return new Promise(() => undefined);
        return answers[method]?.() ?? Promise.resolve({ ok: true, result: {} });
      },
    },
  };
  return browser;
}

/** A process that ends when it is told to. */
export function fakeProcess(): ChildProcess & { readonly end: (signal: string) => void } {
  const emitter = new EventEmitter();
  const end = (signal: string): void => { emitter.emit('exit', null, signal); };
  return Object.assign(emitter, { end, kill: (signal: string) => { end(signal); } }) as unknown as ReturnType<typeof fakeProcess>;
}

/** The machine's clock, moved by hand; promises settle between its timers. */
export function handClock(): { readonly clock: Clock; readonly pass: (ms: number) => Promise<void>; readonly restore: () => void } {
  const timers = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'], now: 0 });
  return {
    clock: { ...createSystemClock(), nowMs: () => timers.now },
    pass: async (ms) => { await timers.tickAsync(ms); },
    restore: () => { timers.restore(); },
  };
}
