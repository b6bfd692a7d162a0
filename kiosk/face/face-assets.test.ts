import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sinon from 'sinon';
import type { ViteDevServer } from 'vite';
import { MODEL_FILES, WASM_FILE } from './face-assets.ts';
import { faceAssets } from './face-assets.vite.ts';
import { countFaces } from './face-counting.ts';
import { CAPTURE_HINTS, FACE_FAULTS, faultWord, hintWord, PICTURE_REFUSALS, refusalWord } from './face.port.ts';
import { en } from '../../config/words/en/index.ts';

const require = createRequire(import.meta.url);

async function packageOf(name: string): Promise<{ readonly folder: string; readonly version: string; readonly name: string }> {
  const path = require.resolve(`${name}/package.json`);
  const { version, name: own } = JSON.parse(await readFile(path, 'utf8')) as { version: string; name: string };
  return { folder: dirname(path), version, name: own };
}

describe('face assets', () => {
  it('come from the pinned library and the backend version that it bundles: others fail at start or change templates', async () => {
    const library = await packageOf('face-api.js');
    const backend = await packageOf('@tensorflow/tfjs-backend-wasm');
    assert.deepEqual([library.name, library.version], ['@vladmandic/face-api', '1.7.15']);
    assert.equal(backend.version, '4.22.0');
    const bundled = await readFile(join(library.folder, 'dist/tfjs.version.js'), 'utf8');
    assert.ok(bundled.includes(backend.version), bundled);
    for (const file of MODEL_FILES) assert.ok(existsSync(join(library.folder, 'model', file)), file);
    assert.ok(existsSync(join(backend.folder, 'dist', WASM_FILE)));
  });

  it('are served with their types in development, and nothing else is', async () => {
    const use = sinon.stub();
    const { configureServer } = faceAssets();
    assert.ok(typeof configureServer === 'function');
    await configureServer.call({} as never, { middlewares: { use } } as unknown as ViteDevServer);
    const serve = use.firstCall.args[0] as (request: object, response: object, next: () => void) => void;
    const response = Object.assign(new PassThrough(), { setHeader: sinon.spy() });
    const next = sinon.spy();
    serve({ url: `/face/${WASM_FILE}?v=1` }, response, next);
    assert.deepEqual(response.setHeader.firstCall.args, ['Content-Type', 'application/wasm']);
    assert.deepEqual([...(await buffer(response)).subarray(0, 4)], [0, 0x61, 0x73, 0x6d]);
    assert.equal(next.callCount, 0);
    for (const url of ['/face/../package.json', '/face/', '/other', `/${WASM_FILE}`]) serve({ url }, response, next);
    assert.equal(next.callCount, 4);
  });

  it('name in each manifest only weights that are shipped', async () => {
    const { folder } = await packageOf('face-api.js');
    for (const file of MODEL_FILES.filter((name) => name.endsWith('.json'))) {
      const manifest = JSON.parse(await readFile(join(folder, 'model', file), 'utf8')) as { paths: string[] }[];
      for (const path of manifest.flatMap(({ paths }) => paths)) assert.ok(MODEL_FILES.some((name) => name === path), path);
    }
  });
});

describe('face words', () => {
  it('exist for every hint, fault and refusal', () => {
    const ids = [...CAPTURE_HINTS.map(hintWord), ...FACE_FAULTS.map(faultWord), ...PICTURE_REFUSALS.map(refusalWord)];
    for (const id of ids) assert.ok(id in en, id);
  });
});

describe('face counting', () => {
  const box = (x: number, width: number) => ({ x, y: 0, width, height: width * 1.2, score: 0.9 });

  it('counts people at about the same distance and leaves out those far behind', () => {
    assert.equal(countFaces([box(0, 100), box(200, 60)]).count, 2);
    assert.equal(countFaces([box(0, 100), box(200, 30)]).count, 1);
    assert.equal(countFaces([]).count, 0);
  });

  it('takes the largest face, as a square round its box', () => {
    const { largest } = countFaces([box(0, 50), box(200, 100)]);
    assert.deepEqual(largest, { x: 190, y: 0, size: 120 });
  });
});
