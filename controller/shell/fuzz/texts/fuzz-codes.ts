import { judgeVin, normaliseVin, type JudgedVin } from '../../../../config/catalogue/vin.ts';
import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { SeededRng } from '../../../../sim/time/seeded-rng.ts';
import { makePass, newPassId, readPass, type PassClaims } from '../../../bookings/pass.ts';
import { makeSiteKeys, type SiteKeys } from '../../../bookings/site-keys.ts';
import { createTally, type FuzzReport, type Gauges } from '../tally.ts';

/** What reads codes; other ones in tests, to see that they are found. */
export interface CodeReaders {
  readonly pass: (payload: string, siteId: string, keys: SiteKeys) => PassClaims | undefined;
  readonly vin: (text: string) => JudgedVin;
}

/** What is played. */
export interface CodeFuzzOptions {
  readonly site: Site;
  readonly stock: Stock;
  readonly rng: SeededRng;
  readonly codes: number;
  readonly gauges: Gauges;
  readonly readers?: CodeReaders;
}

const READERS: CodeReaders = { pass: readPass, vin: judgeVin };
const WARM_SHARE = 0.2;
const PASSES = 16;
const WINDOW_MS = 3_600_000;
const FROM_UTC_MS = Date.UTC(2026, 5, 1, 4);
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/** Each row of letters by what it counts, from 1 on; a dot counts for nobody. */
const VIN_ROWS = ['0123456789', '.ABCDEFGH', '.JKLMN.P.R', '..STUVWXYZ'];
const VIN_VALUES: Readonly<Record<string, number>> = Object.fromEntries(VIN_ROWS.flatMap((row) => Array.from(row).map((letter, value): [string, number] => [letter, value])).filter(([letter]) => letter !== '.'));

/** What is done to a code. */
export const CODE_KINDS = ['whole', 'character changed', 'characters swapped', 'cut short', 'lengthened', 'doubled', 'case changed', 'white space', 'control character', 'other alphabet', 'huge', 'link', 'noise alone'] as const;
type CodeKind = (typeof CODE_KINDS)[number];

const CHANGES: Readonly<Record<CodeKind, (code: string, rng: SeededRng) => string>> = {
  whole: (code) => code,
  'character changed': (code, rng) => at(code, rng, () => ALPHABET.charAt(rng.int(ALPHABET.length))),
  'characters swapped': (code, rng) => {
    const place = rng.int(Math.max(1, code.length - 1));
    return code.slice(0, place) + code.charAt(place + 1) + code.charAt(place) + code.slice(place + 2);
  },
  'cut short': (code, rng) => code.slice(0, rng.int(code.length)),
  lengthened: (code, rng) => code + ALPHABET.charAt(rng.int(ALPHABET.length)).repeat(1 + rng.int(5)),
  doubled: (code) => code + code,
  'case changed': (code) => code.toLowerCase(),
  'white space': (code, rng) => `${['\n', '\t', ' ', '\u3000', '\uFEFF'][rng.int(5)] ?? ''}${code}${['\r\n', ' ', '\u00A0'][rng.int(3)] ?? ''}`,
  'control character': (code, rng) => at(code, rng, () => String.fromCharCode(rng.int(32))),
  'other alphabet': (code, rng) => at(code, rng, () => String.fromCharCode(0x80 + rng.int(0xff00))),
  huge: (code) => code.repeat(50),
  link: (code, rng) => [`https://x.example/#car=${code}`, `javascript:${code}`, `data:text/html,${code}`, `file:///${code}`, `//${code}`][rng.int(5)] ?? code,
  'noise alone': (_code, rng) => Array.from({ length: rng.int(300) }, () => String.fromCharCode(rng.int(0x10000))).join(''),
};

function at(code: string, rng: SeededRng, other: () => string): string {
  const place = rng.int(Math.max(1, code.length));
  return code.slice(0, place) + other() + code.slice(place + 1);
}

/** Whether the check digit of a vehicle's number is right, said apart from the catalogue. */
function isVin(vin: string): boolean {
  const values = Array.from(vin).map((letter) => VIN_VALUES[letter]);
  if (values.length !== VIN_WEIGHTS.length || values.some((value, place) => value === undefined && place !== 8)) return false;
  const rest = VIN_WEIGHTS.reduce((sum, weight, place) => sum + weight * (values[place] ?? 0), 0) % 11;
  return vin.charAt(8) === (rest === 10 ? 'X' : String(rest));
}

/** Changed passes and vehicle numbers, as a scanner or a hand gives them: only what was signed here is a pass, only a right check digit is a vehicle. */
export async function fuzzCodes({ site, stock, rng, codes, gauges, readers = READERS }: CodeFuzzOptions): Promise<FuzzReport> {
  const keys = makeSiteKeys(rng.fork('site keys'));
  const made = Array.from({ length: PASSES }, (_, n) => makePass({ passId: newPassId(rng), fromUtcMs: FROM_UTC_MS + n * WINDOW_MS, untilUtcMs: FROM_UTC_MS + (n + 1) * WINDOW_MS }, site.id, keys));
  const signed = new Set(made);
  const vins = stock.cars.map(({ vin }) => vin);
  const tally = createTally(gauges);
  for (let n = 0; n < codes && !tally.isFull(); n += 1) {
    if (n === Math.floor(codes * WARM_SHARE)) tally.warm();
    const isPass = rng.int(2) === 0;
    const kind = CODE_KINDS[rng.int(CODE_KINDS.length)] ?? 'whole';
    const source = (isPass ? made : vins)[rng.int(isPass ? made.length : vins.length)] ?? '';
    const code = CHANGES[kind](source, rng);
    const [beganMs, workedMs] = [gauges.nowMs(), gauges.workMs()];
    const name = `${isPass ? 'pass' : 'vehicle'}: ${kind}`;
    try {
      const taken = isPass ? readers.pass(code, site.id, keys) !== undefined : readers.vin(code).ok;
      tally.counter(name)(taken, gauges.nowMs() - beganMs, () => gauges.workMs() - workedMs);
      // A scanner may add white space before it, and line ends behind.
      const isGood = isPass ? signed.has(code.replace(/^\s+/u, '').replace(/[\r\n\t]+$/u, '')) : isVin(normaliseVin(code));
      if (taken !== isGood) tally.found(`${name}: ${JSON.stringify(code).slice(0, 200)} was ${taken ? 'taken' : 'refused'}`);
    } catch (error) {
      tally.found(`${name}: it threw ${String(error)} at ${JSON.stringify(code).slice(0, 200)}`);
    }
    if (n % 1000 === 0) await gauges.turn();
  }
  return tally.report();
}
