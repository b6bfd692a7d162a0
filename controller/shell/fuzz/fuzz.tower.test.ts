import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { parse } from 'yaml';
import { parseCatalogue } from '../../../config/catalogue/load-catalogue.ts';
import { judgeVin, normaliseVin } from '../../../config/catalogue/vin.ts';
import { loadSite, loadStock, parseSite, parseStock } from '../../../config/load-site.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import { createSeededRng } from '../../../sim/time/seeded-rng.ts';
import { createLiveHub } from '../../api/live/live.ts';
import { readPass } from '../../bookings/pass.ts';
import { openSqliteStore } from '../../journal/sqlite-store.ts';
import { fuzzApi, type ApiFuzzOptions } from './api/fuzz-api.ts';
import { fuzzFrames, type FrameFuzzOptions } from './frames/fuzz-frames.ts';
import { contentOf, frameWith } from './frames/frame-mutations.ts';
import { fuzzJournal } from './journal/fuzz-journal.ts';
import { fuzzLive } from './live/fuzz-live.ts';
import { createMachineGauges } from './machine-gauges.ts';
import type { FuzzReport, Gauges } from './tally.ts';
import { createTally } from './tally.ts';
import { fuzzCodes } from './texts/fuzz-codes.ts';
import { fuzzConfiguration } from './texts/fuzz-configuration.ts';

const SITE = 'tmall-shanghai';

describe('damaged input', () => {
  const [site, stock] = [loadSite(SITE), loadStock(SITE)];
  if (!site.ok || !stock.ok) throw new Error('the preset does not load');
  const tower = { site: site.value, stock: stock.value };
  let gauges: Gauges;
  before(async () => (gauges = await createMachineGauges()));
  const rng = () => createSeededRng(7);
  const frames = (count: number, weakness: Pick<FrameFuzzOptions, 'toDevices' | 'toController'> = {}): Promise<FuzzReport> => fuzzFrames({ ...tower, gauges, rng: rng(), frames: count, ...weakness });
  const api = (requests: number, weakRoutes?: ApiFuzzOptions['weakRoutes']): Promise<FuzzReport> => fuzzApi({ ...tower, gauges, rng: rng(), requests, ...(weakRoutes !== undefined && { weakRoutes }) });
  const isClean = ({ findings }: FuzzReport): void => { assert.deepEqual(findings, []); };
  const finds = ({ findings }: FuzzReport, what: RegExp): void => { assert.ok(findings.some((finding) => what.test(finding)), `not found: ${what.source} in ${findings.join(' | ')}`); };

  it('on the lines is taken by neither end, and moves nothing', async () => {
    const report = await frames(60_000);
    isClean(report);
    assert.ok(report.accepted > 5000, 'what was good was taken');
  });
  it('on the lines is found where a receiver looks at no check', async () => {
    const rightCheck = (chunk: Buffer): Buffer => (/^:(?:[0-9A-F]{2}){3,}\r\n$/u.test(chunk.toString('latin1')) ? frameWith(contentOf(chunk)) : chunk);
    finds(await frames(20_000, { toDevices: { chunk: rightCheck } }), /to devices.*whose check was wrong/u);
    finds(await frames(20_000, { toController: { chunk: rightCheck } }), /to controller.*whose check was wrong/u);
  });
  it('on the lines is found where a device looks at no CRC-32', async () => {
    const rightCrc = (request: Uint8Array, length: number): void => {
      if (request[1] !== 16 || request[2] !== 2 || request[3] !== 0 || length < 20) return;
      const bytes = Buffer.from(request.buffer, request.byteOffset, length);
      bytes.writeUInt32BE(crc32(bytes.subarray(7, length - 4)), length - 4);
    };
    finds(await frames(100_000, { toDevices: { request: rightCrc } }), /CRC-32 is wrong/u);
  });

  it('of requests is refused by contract, and the tower stands where it stood', async () => {
    const report = await api(1500);
    isClean(report);
    assert.ok(report.accepted > 50, 'what was right was answered');
  });
  it('of requests is found where a route has no schema', async () => {
    finds(await api(1500, (app) => { app.post('/api/v1/weak', async ({ body }) => ({ letters: (body as { name: string }).name.length })); }), /status 500/u);
  });
  it('of requests is found where a route asks for no role', async () => {
    finds(await api(1500, (app, { home }) => { app.post('/api/v1/weak', async () => ({ done: (await home('lift', 'nobody')).ok })); }), /asked to home by somebody who may move nothing/u);
  });

  it('of clients ends their live channel, and is found where a hub hears everything', async () => {
    isClean(await fuzzLive({ site: tower.site, gauges, rng: rng(), messages: 2000 }));
    const patient: typeof createLiveHub = (parts) => {
      const hub = createLiveHub(parts);
      return { ...hub, join: (socket) => { hub.join({ ...socket, on: socket.on.bind(socket), close: () => undefined }); } };
    };
    finds(await fuzzLive({ site: tower.site, gauges, rng: rng(), messages: 2000, makeHub: patient }), /outside the contract went on/u);
  });

  it('of configuration is refused with its problems', async () => {
    isClean(await fuzzConfiguration({ gauges, rng: rng(), files: 20 }));
  });
  it('of configuration is found where files are only parsed, or are refused without a word', async () => {
    const trusting = (text: string) => ({ ok: true, value: parse(text) as Site }) as const;
    finds(await fuzzConfiguration({ gauges, rng: rng(), files: 20, readers: { site: trusting, stock: parseStock, catalogue: parseCatalogue } }), /threw|not a number/u);
    const curt = (text: string, file: string) => {
      const parsed = parseSite(text, file);
      return parsed.ok ? parsed : ({ ok: false, problems: [] } as const);
    };
    finds(await fuzzConfiguration({ gauges, rng: rng(), files: 12, readers: { site: curt, stock: parseStock, catalogue: parseCatalogue } }), /without saying why/u);
  });

  it('of codes is no pass and no vehicle, and is found where a signature or a check digit is not looked at', async () => {
    isClean(await fuzzCodes({ ...tower, gauges, rng: rng(), codes: 4000 }));
    const unsigned: typeof readPass = (payload, siteId, keys) => readPass(payload, siteId, keys) ?? (payload.startsWith('CVT1:') ? { passId: 'x', fromUtcMs: 0, untilUtcMs: 1 } : undefined);
    finds(await fuzzCodes({ ...tower, gauges, rng: rng(), codes: 2000, readers: { pass: unsigned, vin: judgeVin } }), /pass: .* was taken/u);
    const anyDigit: typeof judgeVin = (text) => (normaliseVin(text).length === 17 ? { ok: true, vin: text } : judgeVin(text));
    finds(await fuzzCodes({ ...tower, gauges, rng: rng(), codes: 2000, readers: { pass: readPass, vin: anyDigit } }), /vehicle: .* was taken/u);
  });

  it('in journals is refused or without effect, and is found where another stock is believed', async () => {
    isClean(await fuzzJournal({ ...tower, gauges, rng: rng(), files: 60 }));
    // Whatever the file says, this one shows an empty row more.
    const forgetful: typeof openSqliteStore = (options) => {
      const opened = openSqliteStore(options);
      return opened.ok ? { ok: true, value: { ...opened.value, readNow: (query) => {
        const read = opened.value.readNow(query);
        return read.ok ? { ok: true, value: [...read.value, { palletId: 'P99', place: 'cell:1-2L' }] } : read;
      } } } : opened;
    };
    finds(await fuzzJournal({ ...tower, gauges, rng: rng(), files: 30, open: forgetful }), /opened with another stock/u);
  });

  it('is timed and weighed: a thread that is held up and memory that is kept are findings', () => {
    let [nowMs, bytes] = [0, 1];
    const tally = createTally({ nowMs: () => nowMs, workMs: () => nowMs, heldBytes: () => bytes, turn: async () => undefined });
    tally.warm();
    nowMs = 150;
    tally.counter('slow')(false, 150, () => 150);
    // Somebody else had the processor for most of it.
    tally.counter('elsewhere')(false, 900, () => 30);
    bytes += 11 * 1024 * 1024;
    assert.deepEqual(tally.report().findings, ['slow: the thread was held up for 150 ms', 'memory grew from 0 to 11 MB']);
  });
});
