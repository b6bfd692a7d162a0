import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { parse } from 'yaml';
import { FUSES } from './fuses.ts';

interface Packaging extends Record<string, unknown> {
  readonly files: readonly string[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
}

const read = (): Packaging => parse(readFileSync(join(import.meta.dirname, '../../electron-builder.yml'), 'utf8')) as Packaging;

/** electron-builder's own check, which the packager runs before it does anything; a part of it that it does not export. */
const { validateConfiguration } = createRequire(import.meta.url)('app-builder-lib/out/util/config/config') as {
  validateConfiguration: (config: object, logger: { isEnabled: boolean; add: () => void }) => Promise<void>;
};
const validate = (config: object): Promise<void> => validateConfiguration(config, { isEnabled: false, add: () => undefined });

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

describe('the packaging of the kiosk', () => {
  it('is valid', () => validate(read()));
  it('would be refused with an unknown key or a wrong value', async () => {
    await assert.rejects(validate({ ...read(), asarr: true }), /unknown property 'asarr'/);
    await assert.rejects(validate({ ...read(), asar: 'yes' }), /asar/);
    await assert.rejects(validate({ ...read(), electronFuses: { runAsNod: false } }), /electronFuses should be/);
  });
  it('is started with the sandbox, which its AppArmor profile allows and nothing switches off', () => {
    const text = readFileSync(join(import.meta.dirname, '../../electron-builder.yml'), 'utf8');
    assert.doesNotMatch(text, /no-sandbox|disable-setuid|executableArgs/u);
    const profile = readFileSync(join(import.meta.dirname, '../..', (read()['deb'] as { appArmorProfile: string }).appArmorProfile), 'utf8');
    assert.match(profile, /^ {2}userns,$/mu);
    const rules = profile.split('\n').filter((line) => line.startsWith('  '));
    assert.deepEqual(rules.map((line) => line.trim()), ['userns,', 'include if exists <local/${executable}>']);
  });
  it('names the built files one by one, so nothing else can slip in', () => {
    const pages = ['kiosk', 'assets', 'face', 'voice'].map((folder) => `kiosk/dist/${folder}/**`);
    assert.deepEqual(read().files, ['package.json', 'kiosk/shell/dist/main.js', 'kiosk/shell/dist/preload.cjs', ...pages, '!**/node_modules/**']);
  });
  it('decides every fuse that Electron has', () => {
    const all = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
    assert.deepEqual(Object.keys(FUSES).sort(), all.sort());
    assert.equal(all.length, 9);
  });
  it('burns the fuses as they were decided', () => {
    // The packager knows eight; the ninth keeps the value that Electron ships, which is on.
    const { WasmTrapHandlers, ...known } = FUSES;
    const decided = Object.fromEntries(Object.entries(known).map(([name, fuse]) => [lowerFirst(name), fuse.on]));
    assert.deepEqual(read().electronFuses, decided);
    assert.equal(WasmTrapHandlers.on, true);
  });
  it('leaves off every fuse that opens the program to others', () => {
    for (const name of ['RunAsNode', 'EnableNodeOptionsEnvironmentVariable', 'EnableNodeCliInspectArguments', 'GrantFileProtocolExtraPrivileges'] as const) {
      assert.equal(FUSES[name].on, false, name);
    }
    assert.equal(FUSES.OnlyLoadAppFromAsar.on, true);
  });
});
