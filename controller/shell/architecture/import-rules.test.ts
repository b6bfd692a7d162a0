import assert from 'node:assert/strict';
import { findCycles } from './cycles.ts';
import { judgeImports } from './import-rules.ts';
import { readImports } from './imports.ts';
import { fakeTree } from './source-tree.ts';

const importsOf = (files: Readonly<Record<string, string>>) =>
  [...fakeTree(files)].flatMap(([path, text]) => readImports(path, text));

const judgeOne = (from: string, statement: string): readonly string[] => judgeImports(importsOf({ [from]: statement }));

describe('who may import whom', () => {
  const refused: readonly (readonly [why: string, from: string, statement: string])[] = [
    ['config imports a room', 'config/site.ts', `import { a } from '../hal/ports/a.ts';`],
    ['a port imports a driver', 'hal/ports/axis.port.ts', `import type { A } from '../drivers/axis.ts';`],
    ['hal imports the controller', 'hal/drivers/axis.ts', `import { a } from '../../controller/safety/gate.ts';`],
    ['the controller imports a driver', 'controller/machines/lift.ts', `import { a } from '../../hal/drivers/axis.ts';`],
    ['the controller imports a driver, for its type alone', 'controller/machines/lift.ts', `import type { A } from '../../hal/drivers/axis.ts';`],
    ['the controller imports the simulator when asked', 'controller/api/x.ts', `await import('../../sim/plant/step.ts');`],
    ['a part of the controller imports the shell', 'controller/api/x.ts', `import { compose } from '../shell/compose.ts';`],
    ['the contract imports the controller', 'controller/api/contract/x.ts', `import { a } from '../../safety/gate.ts';`],
    ['the simulator imports the codec of hal', 'sim/devices/drive.ts', `import { lrc } from '../../hal/wire/lrc.ts';`],
    ['the oracle imports the interlocks', 'sim/oracle/lift.ts', `import { permit } from '../../controller/interlocks/permit.ts';`],
    ['the kiosk imports a route', 'kiosk/app/x.ts', `import { a } from '../../controller/api/routes.ts';`],
    ['the kiosk imports hal', 'kiosk/app/x.ts', `import type { Result } from '../../hal/ports/result.ts';`],
    ['the page imports its Electron shell', 'kiosk/app/x.ts', `import { a } from '../shell/window.ts';`],
    ['the Electron shell imports the page', 'kiosk/shell/x.ts', `import { a } from '../app/start.ts';`],
    ['the shell loads sim at start', 'controller/shell/up.ts', `import { step } from '../../sim/plant/step.ts';`],
    ['production imports a test', 'controller/shell/up.ts', `import { a } from '../safety/gate.test.ts';`],
    ['production imports what exists for tests', 'kiosk/app/x.ts', `import { a } from '../testing/launch.ts';`],
    ['a test of a driver imports the simulator', 'hal/drivers/axis.test.ts', `import { a } from '../../sim/plant/step.ts';`],
    ['a test of the simulator imports the launcher of the kiosk', 'sim/plant/x.test.ts', `import { a } from '../../kiosk/testing/launch.ts';`],
    ['a worker of another room is named by its address', 'kiosk/app/x.ts', `new Worker(new URL('../../hal/wire/w.ts', import.meta.url));`],
    ['a path is computed', 'hal/drivers/x.ts', `await import(name);`],
  ];
  for (const [why, from, statement] of refused) {
    it(`refuses when ${why}`, () => {
      const findings = judgeOne(from, statement);
      assert.equal(findings.length, 1);
      assert.match(findings[0] ?? '', new RegExp(`^${from}:1 imports`));
    });
  }

  const allowed: readonly (readonly [why: string, from: string, statement: string])[] = [
    ['hal imports config', 'hal/drivers/axis.ts', `import { a } from '../../config/schema/site.ts';`],
    ['the controller imports ports', 'controller/safety/gate.ts', `import { ok } from '../../hal/ports/result.ts';`],
    ['the shell loads sim when asked', 'controller/shell/up.ts', `await import('../../sim/plant/step.ts');`],
    ['the shell names a type of sim', 'controller/shell/up.ts', `import type { Plant } from '../../sim/plant/step.ts';`],
    ['the kiosk imports the contract', 'kiosk/app/x.ts', `import { a } from '../../controller/api/contract/tower.ts';`],
    ['a test imports the composed tower', 'sim/campaign/x.test.ts', `import { a } from '../../controller/shell/compose.ts';`],
    ['a browser test imports the launcher', 'kiosk/app/x.browser.test.ts', `import { a } from '../testing/launch.ts';`],
    ['a package is imported', 'hal/wire/x.ts', `import { SerialPort } from 'serialport';`],
  ];
  for (const [why, from, statement] of allowed) {
    it(`accepts that ${why}`, () => assert.deepEqual(judgeOne(from, statement), []));
  }
});

describe('cycles of imports', () => {
  it('are found through several files, and through types', () => {
    const cycles = findCycles(
      importsOf({
        'hal/a.ts': `import { b } from './b.ts';`,
        'hal/b.ts': `import type { C } from './c.ts';`,
        'hal/c.ts': `await import('./a.ts');`,
      }),
    );
    assert.deepEqual(cycles, ['cycle: hal/a.ts -> hal/b.ts -> hal/c.ts -> hal/a.ts']);
  });
  it('are found when a file imports itself', () => {
    assert.equal(findCycles(importsOf({ 'hal/a.ts': `import './a.ts';` })).length, 1);
  });
  it('are not seen where two ways lead to one file, or a worker is named by its address', () => {
    const cycles = findCycles(
      importsOf({
        'hal/a.ts': `import './b.ts'; import './c.ts';`,
        'hal/b.ts': `import './c.ts';`,
        'hal/c.ts': `new Worker(new URL('./a.ts', import.meta.url));`,
      }),
    );
    assert.deepEqual(cycles, []);
  });
});
