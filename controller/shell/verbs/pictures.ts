import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { refused, type VerbOutcome } from './outcome.ts';

/** Draws the screens; a program for development, run as a process of its own: a production package has no browser and no samples. */
const MAKE_PICTURES = join(fileURLToPath(new URL('../../../kiosk/app/', import.meta.url)), 'testing', 'pictures', 'make-pictures.ts');
const MOST_OUTPUT_BYTES = 256 * 1024 * 1024;
/** What is printed for people; the whole list stands in the JSON and in `index.html`. */
const MOST_LINES = 60;

/** What `carillon pictures` is asked for. Lists have commas between their values; `all` is every one that there is. */
export interface PicturesOptions {
  readonly out?: string;
  readonly screen?: string;
  readonly sample?: string;
  readonly language?: string;
  readonly orientation?: string;
  readonly style?: string;
  readonly inches?: string;
  readonly reach?: string;
  readonly every?: boolean;
  readonly axe: boolean;
  readonly jobs: number;
}

/** What the process answers. */
interface Report {
  readonly ok: boolean;
  readonly pictures: number;
  readonly flaws: readonly { readonly picture: string; readonly check: string; readonly what: string }[];
}

const listOf = (text: string | undefined): readonly string[] | undefined => text?.split(',').map((each) => each.trim());

/** `carillon pictures`: every screen in every look, drawn, checked and, with a folder, photographed. */
export async function pictures(options: PicturesOptions): Promise<VerbOutcome> {
  const { out, screen, sample, language, orientation, style, inches, reach, every = false, axe, jobs } = options;
  const order = {
    out: out === undefined ? undefined : resolve(out), screens: listOf(screen), samples: listOf(sample), withAxe: axe, pages: jobs, every,
    axes: { languages: listOf(language), orientations: listOf(orientation), styles: listOf(style), inches: listOf(inches)?.map(Number), reaches: listOf(reach) },
  };
  const drawing = promisify(execFile)(process.execPath, [MAKE_PICTURES, JSON.stringify(order)], { maxBuffer: MOST_OUTPUT_BYTES });
  drawing.child.stderr?.pipe(process.stderr);
  const report = JSON.parse((await drawing).stdout) as Report | { readonly error: string };
  return 'error' in report ? refused(report.error) : outcomeOf(report, out);
}

function outcomeOf({ ok, pictures: count, flaws }: Report, out: string | undefined): VerbOutcome {
  const said = flaws.slice(0, MOST_LINES).map(({ picture, check, what }) => `  ${picture} · ${check}: ${what}`);
  return {
    ok,
    json: { pictures: count, flaws },
    lines: [
      `${String(count)} pictures, ${String(flaws.length)} flaws`, ...said, ...(flaws.length > MOST_LINES ? [`  and ${String(flaws.length - MOST_LINES)} more`] : []),
      ...(out === undefined ? [] : [`every picture: ${resolve(out, 'index.html')}; side by side: ${resolve(out, 'sheets')}`]),
    ],
  };
}
