import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { row, type BenchRow } from './bench.port.ts';

/** The browser parts, programs for development, each run as a process of its own. */
const TESTING = join(fileURLToPath(new URL('../../../kiosk/app/', import.meta.url)), 'testing');
const SPEED = join(TESTING, 'speed', 'speed.entry.ts');
const DAY = join(TESTING, 'soak', 'day.entry.ts');
const SPEED_TIMEOUT_MS = 300_000;
const DAY_TIMEOUT_MS = 3_600_000;
const DAY_HOURS = 24;
/** What a person takes for an answer at once, and what the tower's state may take to the eye: the project's own limits. */
const TOUCH_LIMIT_MS = 100;
const STATE_LIMIT_MS = 200;
/** Growth that is still noise. */
const GROWTH_LIMIT = 0.1;

interface Times {
  readonly p95Ms: number;
  readonly medianMs: number;
  readonly count: number;
}

/** What the browser part measures, as JSON on its stdout. */
interface PageFigures {
  readonly touchEcho: Times;
  readonly stateToDrawing: Times;
  readonly stateToWords: Times;
  readonly sceneAndFaceFps: number;
  readonly emptyFps: number;
  readonly pageBytes: { readonly firstScreen: number; readonly limit: number; readonly later: Readonly<Record<string, number>> };
  readonly fontBytes: number;
}

interface DayFigures {
  readonly hours: number;
  readonly visits: number;
  readonly held: readonly Readonly<Record<string, number>>[];
  readonly growth: Readonly<Record<string, number>>;
  readonly findings: readonly string[];
}

const kb = (bytes: number): number => bytes / 1024;
const told = ({ medianMs, count }: Times): string => `p95 of ${String(count)}, median ${medianMs.toFixed(0)} ms`;

/** The kiosk's page in a browser in front of a scripted tower: how fast it answers, and what it weighs. */
export async function benchKioskPage(): Promise<readonly BenchRow[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [SPEED], { timeout: SPEED_TIMEOUT_MS });
  const page = JSON.parse(stdout) as PageFigures;
  const { touchEcho, stateToDrawing, stateToWords, pageBytes } = page;
  return [
    row('kiosk.touchEcho', touchEcho.p95Ms, 'ms', TOUCH_LIMIT_MS, `from the event of a touch to the first frame with the control pressed, every button of five screens, ${told(touchEcho)}; against the limit`),
    row('kiosk.stateToPixel, drawing', stateToDrawing.p95Ms, 'ms', STATE_LIMIT_MS, `from a message of the tower (a recorded delivery, twenty a second) to the frame that draws it, no face checked, ${told(stateToDrawing)}; against the limit`),
    row('kiosk.stateToPixel, words', stateToWords.p95Ms, 'ms', STATE_LIMIT_MS, `the same to the frame that says it, ${told(stateToWords)}; against the limit`),
    row('kiosk.frames, scene and face', page.sceneAndFaceFps, 'frames/s', page.emptyFps, 'while the tower is told to move twenty times a second and a face is looked for; against an empty page of the same run'),
    row('kiosk.bundle, first screen', kb(pageBytes.firstScreen), 'KB', kb(pageBytes.limit), `scripts and styles before K01, gzip; against the limit. Fonts that it then asks for: ${kb(page.fontBytes).toFixed(0)} KB`),
    ...Object.entries(pageBytes.later).map(([name, bytes]) => row(`kiosk.bundle, later: ${name}`, kb(bytes), 'KB', null, 'gzip, loaded when it is needed')),
  ];
}

/** A day of the kiosk's page in accelerated time: what it holds after the collector has run. Takes minutes; only when it is named. */
export async function benchKioskDay(): Promise<readonly BenchRow[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [DAY, JSON.stringify({ hours: DAY_HOURS })], { timeout: DAY_TIMEOUT_MS });
  const { visits, held, growth, findings } = JSON.parse(stdout) as DayFigures;
  if (findings.length > 0) throw new Error(findings.join('; '));
  const [first, middle, last] = [held[0], held[Math.floor(held.length / 2)], held.at(-1)];
  const of = (reading: typeof first, what: string): string => (reading?.[what] ?? NaN).toFixed(what === 'heapMb' ? 2 : 0);
  return Object.entries(growth).map(([what, share]) =>
    row(`kiosk.day, growth of ${what}`, share * 100, '%', GROWTH_LIMIT * 100, `over ${String(DAY_HOURS)} hours and ${String(visits)} visits by a straight line; after the first hour ${of(first, what)}, in the middle ${of(middle, what)}, at the end ${of(last, what)}; against what is still noise`));
}
