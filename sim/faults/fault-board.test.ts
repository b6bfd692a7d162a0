import assert from 'node:assert/strict';
import { createTowerBench, registersOf } from '../devices/testing/tower-bench.ts';
import type { TowerBench } from '../devices/testing/tower-bench.ts';
import { VERBS } from './fault.ts';
import type { Verb } from './fault.ts';

/** The verbs that each kind of target knows, beside `ok`. What is not listed must be refused. */
const SUPPORTED: Readonly<Record<string, readonly Verb[]>> = {
  device: ['off', 'stuck', 'garbage', 'wrong', 'slow', 'delayed', 'intermittent', 'silent'],
  ioInput: ['off', 'stuck', 'wrong', 'delayed', 'intermittent'],
  ioOutput: ['off', 'stuck'],
  gpioInput: ['off', 'stuck', 'wrong', 'delayed', 'intermittent', 'silent'],
  gpioOutput: ['off', 'stuck'],
  bus: ['off', 'garbage', 'wrong', 'slow', 'delayed', 'intermittent', 'silent'],
  brake: ['stuck'],
  motor: ['off'],
  doorMotor: ['off', 'stuck', 'wrong'],
  bolt: ['stuck'],
  doorLock: ['off', 'stuck'],
};

function kindOf(bench: TowerBench, target: string): string {
  const { site } = bench;
  const [head = '', tail = ''] = target.split('/');
  if (head === 'bus') return 'bus';
  if (head === 'gpio') return site.gpio.lines.find((line) => line.name === tail)!.direction === 'in' ? 'gpioInput' : 'gpioOutput';
  if (tail === 'bolt') return tail;
  const device = site.devices.find((each) => each.id === head)!;
  if (tail === '') return 'device';
  if (device.document === 'axis-drive') return tail;
  if (device.document === 'door-operator') return tail === 'lock' ? 'doorLock' : 'doorMotor';
  return device.inputs!.includes(tail) ? 'ioInput' : 'ioOutput';
}

describe('faults by verb', () => {
  let bench: TowerBench;
  before(async () => {
    bench = await createTowerBench();
  });

  it('know every device, input, output, line, bus and mechanism of the site', () => {
    const targets = bench.sim.faults.targets();
    for (const some of ['lift', 'A.inner', 'io-carriage/lockPinIn', 'io-carriage/lockPin', 'gpio/A.innerLocked', 'gpio/watchdog', 'bus/drives', 'lift/brake', 'A.inner/lock']) {
      assert.ok(targets.includes(some), some);
    }
    assert.ok(targets.length > 80);
  });

  it('are, for every verb and target, either done and undone or refused without any change', () => {
    for (const target of bench.sim.faults.targets()) {
      const supported = SUPPORTED[kindOf(bench, target)]!;
      for (const verb of VERBS) {
        const injected = bench.sim.faults.inject({ target, verb });
        if (verb === 'ok') assert.ok(!injected.ok && injected.error.code === 'noEffect', `${target} ok`);
        else if (supported.includes(verb)) {
          assert.ok(injected.ok, `${target} ${verb}: ${injected.ok ? '' : injected.error.message}`);
          assert.deepEqual(bench.sim.faults.active(), [`${target}:${verb}`]);
          assert.ok(bench.sim.faults.inject({ target, verb: 'ok' }).ok);
        } else assert.ok(!injected.ok && injected.error.code === 'unsupported', `${target} ${verb}`);
        assert.deepEqual(bench.sim.faults.active(), []);
      }
    }
  });

  it('refuse what would change nothing', () => {
    const code = (spec: Parameters<typeof bench.sim.faults.inject>[0]) => {
      const injected = bench.sim.faults.inject(spec);
      return injected.ok ? 'done' : injected.error.code;
    };
    assert.equal(code({ target: 'lift9', verb: 'silent' }), 'noSuchTarget');
    assert.equal(code({ target: 'lift', verb: 'slow', ms: 0 }), 'noEffect');
    assert.equal(code({ target: 'lift', verb: 'wrong', amount: 0 }), 'noEffect');
    assert.equal(code({ target: 'lift', verb: 'intermittent', share: 0 }), 'noEffect');
    assert.equal(code({ target: 'lift', verb: 'silent' }), 'done');
    assert.equal(code({ target: 'lift', verb: 'silent' }), 'noEffect');
    assert.equal(code({ target: 'lift', verb: 'off' }), 'done');
    assert.equal(code({ target: 'lift', verb: 'garbage' }), 'noEffect');
    assert.equal(bench.sim.faults.clear('lift:garbage').ok, false);
    bench.sim.faults.clearAll();
    assert.deepEqual(bench.sim.faults.active(), []);
  });

  it('forbid skipping time only while chance or history is involved', () => {
    const quietWith = (verb: Verb) => {
      assert.ok(bench.sim.faults.inject({ target: 'lift', verb }).ok);
      const quiet = bench.sim.faults.quiet();
      bench.sim.faults.clearTarget('lift');
      return quiet;
    };
    assert.deepEqual([quietWith('silent'), quietWith('wrong'), quietWith('intermittent'), quietWith('garbage')], [true, true, false, false]);
  });
});

describe('faults at work', () => {
  let bench: TowerBench;
  beforeEach(async () => {
    bench = await createTowerBench();
  });
  const bits = async () => Number.parseInt((await bench.request('carriage', '100200000010')).slice(6, 8), 16);

  it('an input sticks, inverts, or loses its wire', async () => {
    // lockPinOut is the second input and true.
    assert.equal((await bits()) & 2, 2);
    for (const [verb, level] of [['off', 0], ['wrong', 0]] as const) {
      assert.ok(bench.sim.faults.inject({ target: 'io-carriage/lockPinOut', verb }).ok);
      assert.equal((await bits()) & 2, level, verb);
      bench.sim.faults.clearTarget('io-carriage/lockPinOut');
    }
    assert.ok(bench.sim.faults.inject({ target: 'io-carriage/lockPinOut', verb: 'stuck' }).ok);
    bench.sim.plant.lockPin.position = 1;
    assert.equal((await bits()) & 3, 3, 'stuck at true while the pin is in');
  });

  it('an output sticks while its module says otherwise, and follows again when it is mended', async () => {
    assert.ok(bench.sim.faults.inject({ target: 'io-carriage/lockPin', verb: 'stuck' }).ok);
    await bench.command('carriage', 16, [1, 1], { execute: false });
    assert.equal(await bench.request('carriage', '100100000008'), '10010101');
    assert.equal(bench.sim.inputs.lockPin.in, false);
    bench.sim.faults.clearTarget('io-carriage/lockPin');
    assert.equal(bench.sim.inputs.lockPin.in, true);
  });

  it('a line sticks, or cannot be read', () => {
    const line = bench.sim.gpio.input('A.innerLocked');
    bench.sim.gpio.sample();
    assert.equal(line.level(), true);
    const readAtMs = line.confirmedAtMs();
    assert.ok(bench.sim.faults.inject({ target: 'gpio/A.innerLocked', verb: 'silent' }).ok);
    bench.sim.gpio.sample();
    assert.deepEqual([line.level(), line.confirmedAtMs()], [undefined, readAtMs]);
    bench.sim.faults.clearTarget('gpio/A.innerLocked');
    assert.ok(bench.sim.faults.inject({ target: 'gpio/A.innerLocked', verb: 'stuck', level: false }).ok);
    bench.sim.gpio.sample();
    assert.equal(line.level(), false);
  });

  it('a drive-enable that is welded on keeps the drives enabled', async () => {
    await bench.enable();
    assert.ok(bench.sim.faults.inject({ target: 'gpio/driveEnable', verb: 'stuck' }).ok);
    assert.ok(bench.sim.gpio.output('driveEnable').write(false).ok);
    await bench.clock.runFor(20);
    const flags = registersOf(await bench.request('drives', '01030100000C'))[9]!;
    assert.equal(flags & 4, 4);
    bench.sim.faults.clearTarget('gpio/driveEnable');
    await bench.clock.runFor(20);
    assert.equal(registersOf(await bench.request('drives', '01030100000C'))[9]! & 4, 0);
  });

  it('a watchdog line that sticks trips the relay', async () => {
    await bench.enable();
    assert.equal(bench.sim.plant.relay.runEnabled, true);
    assert.ok(bench.sim.faults.inject({ target: 'gpio/watchdog', verb: 'stuck' }).ok);
    await bench.clock.runFor(150);
    assert.deepEqual([bench.sim.plant.relay.runEnabled, bench.sim.tripCause()], [false, 'watchdog']);
  });

  it('an encoder that has slipped shows another position than the distance meter', async () => {
    assert.ok(bench.sim.faults.inject({ target: 'lift', verb: 'wrong', amount: 30 }).ok);
    assert.equal(registersOf(await bench.request('drives', '01030100000C'))[5], 6300);
    assert.equal(registersOf(await bench.request('carriage', '140401000006'))[3], 6000);
  });

  it('a device without power is silent, and restarts with another boot id', async () => {
    const bootId = async () => registersOf(await bench.request('drives', '010300000009'))[8];
    const before = await bootId();
    assert.ok(bench.sim.faults.inject({ target: 'lift', verb: 'off' }).ok);
    assert.equal(await bench.request('drives', '010300000009'), '');
    bench.sim.faults.clearTarget('lift');
    const after = await bootId();
    assert.ok(after !== undefined && after !== before);
  });
});
