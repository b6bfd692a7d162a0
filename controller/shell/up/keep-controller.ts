import type { Clock } from '../../../hal/ports/clock.port.ts';
import { startChild, type Child } from './child.ts';
import type { ControllerNews, ControllerParameters, TimePassed } from './parameters.ts';

type Ready = Extract<ControllerNews, { kind: 'ready' }>;

/** What is told of a controller that is kept running. */
export interface ControllerListener {
  /** It is up for the first time; again when that did not come to its end because the controller died. */
  readonly up: (ready: Ready) => Promise<void>;
  readonly say: (line: string) => void;
  /** A simulated tower has let this much time pass at once. */
  readonly passed: (ms: number) => void;
}

export interface KeepController {
  readonly parameters: ControllerParameters;
  readonly clock: Clock;
  /** Resolves when the tower is to end: asked to, or because something else has ended. The text is why, if it is an error. */
  readonly over: Promise<string | undefined>;
  readonly listener: ControllerListener;
}

/** Journal, ports and serial lines of the dead one are free by then; every second without a controller is one without a truthful screen. */
const RESTART_AFTER_MS = 250;
const MINUTE_MS = 60_000;
/** A controller that ends this often within a minute has a cause that a restart does not mend. */
const MAX_ENDS_A_MINUTE = 5;
/**
 * The control core makes little garbage, but what it makes must not be collected in the middle of a scan: with 64 MB of new space a
 * collection comes four times more rarely and takes a third of the time in all.
 */
const SEMI_SPACE_MB = 64;

/**
 * Runs the controller until `over`; starts it again when it dies, in *recovering*. Resolves to undefined when it was ended in good
 * order, or to the reason: it refused, it died too often, or what `over` says.
 */
export async function keepController({ parameters: asked, clock, over, listener }: KeepController): Promise<string | undefined> {
  const isOver = over.then((why) => ({ kind: 'over', why }) as const);
  let parameters = asked;
  let ends: number[] = [];
  let isFirst = true;
  let isAnnounced = false;
  for (;;) {
    const controller = start(parameters, clock);
    controller.process.on('message', (news: ControllerNews | TimePassed) => { if (news.kind === 'passed') listener.passed(news.ms); });
    const begun = await Promise.race([isOver, newsOf(controller)]);
    if (begun.kind === 'ready') {
      if (!isAnnounced) isAnnounced = await announce(begun, controller, isOver, listener);
      else listener.say(`the controller is up again and recovering: it compares journal and sensors, and moves nothing before a reset and a fresh command`);
      // A page that is open finds the next controller where this one was.
      parameters = { ...parameters, port: portOf(begun.controllerUrl), phonePort: portOf(begun.phoneUrl) };
    }
    const end = begun.kind === 'ready' ? await Promise.race([isOver, endOf(controller)]) : begun;
    if (end.kind !== 'ended') {
      await controller.stop();
      return end.kind === 'over' ? end.why : end.message;
    }
    if (isFirst && begun.kind !== 'ready') return `The controller ended before it was ready (${end.how}). Nothing was started.`;
    isFirst = false;
    ends = [...ends.filter((atMs) => clock.nowMs() - atMs < MINUTE_MS), clock.nowMs()];
    if (ends.length >= MAX_ENDS_A_MINUTE) return `The controller ended ${String(ends.length)} times within a minute (${end.how}) and is not started again. The safety relay holds the tower; look at what the controller said last.`;
    listener.say(`the controller ended (${end.how}); the safety relay stops the tower, the controller is started again`);
    const waited = await Promise.race([isOver, pause(clock)]);
    if (waited !== undefined) return waited.why;
  }
}

/** Whether it was up for long enough to be announced; one that dies in the middle of it is announced when it is up again. */
async function announce(ready: Ready, controller: Child<ControllerNews>, isOver: Promise<unknown>, listener: ControllerListener): Promise<boolean> {
  const announced = listener.up(ready).then(
    () => true,
    (error: unknown) => {
      listener.say(`the tower could not be opened: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    },
  );
  return Promise.race([announced, isOver.then(() => true), controller.ended.then(() => false)]);
}

function start(parameters: ControllerParameters, clock: Clock): Child<ControllerNews> {
  return startChild({
    verb: 'run-controller', parameters, execArgv: [`--max-semi-space-size=${String(SEMI_SPACE_MB)}`],
    setTimer: clock.setTimeout, clearTimer: clock.clearTimeout,
  });
}

/** What it says first; that it ended, when it never spoke. */
function newsOf(controller: Child<ControllerNews>): Promise<ControllerNews | { readonly kind: 'ended'; readonly how: string }> {
  return controller.news.catch(() => endOf(controller));
}

async function endOf(controller: Child<ControllerNews>): Promise<{ readonly kind: 'ended'; readonly how: string }> {
  return { kind: 'ended', how: await controller.ended };
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

function pause(clock: Clock): Promise<undefined> {
  return new Promise((resolve) => { clock.setTimeout(() => { resolve(undefined); }, RESTART_AFTER_MS); });
}
