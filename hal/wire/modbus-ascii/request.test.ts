import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { bitAt, exceptionOf, fitOf, longAt, signedLongAt, signedWordAt, wordAt, type Fit } from './answer.ts';
import { exchangeRegisters, frameOf, readBits, readRegisters, writeCoils, writeRegisters, type Request } from './request.ts';

/** The part of modbus-serial that is the oracle: it writes requests with a CRC to a port and takes the answer from it. */
interface OracleClient {
  writeFC1(unit: number, address: number, count: number, next: (error: Error | null) => void): void;
  writeFC2(unit: number, address: number, count: number, next: (error: Error | null) => void): void;
  writeFC3(unit: number, address: number, count: number, next: (error: Error | null) => void): void;
  writeFC4(unit: number, address: number, count: number, next: (error: Error | null) => void): void;
  writeFC15(unit: number, address: number, levels: boolean[], next: (error: Error | null) => void): void;
  writeFC16(unit: number, address: number, words: number[], next: (error: Error | null) => void): void;
  open(next: (error: Error | null) => void): void;
}

type OracleCall = (client: OracleClient) => void;
const Oracle = createRequire(import.meta.url)('modbus-serial') as new (port: object) => OracleClient;

/** The bytes, without CRC, that modbus-serial sends for a call. */
function oracleBytes(call: OracleCall): string {
  let sent = Buffer.alloc(0);
  const port = Object.assign(new EventEmitter(), {
    isOpen: true,
    open: (opened: () => void) => opened(),
    write: (bytes: Buffer) => (sent = Buffer.from(bytes)),
  });
  const client = new Oracle(port);
  client.open(() => undefined);
  call(client);
  return sent.subarray(0, -2).toString('hex');
}

const hex = (request: Request): string => Buffer.from(request.adu).toString('hex');
const ignore = (): void => undefined;
const unit = fc.integer({ min: 1, max: 247 });
const address = fc.integer({ min: 0, max: 0xffff });
const words = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 100 });

describe('Modbus requests', () => {
  it('are the golden frames of the register documents', () => {
    const frame = (request: Request): string => Buffer.from(frameOf(request)).toString('latin1');
    assert.equal(frame(readRegisters(1, 3, 0x0000, 9)), ':010300000009F3\r\n');
    assert.equal(frame(readBits(16, 2, 0x0000, 64)), ':100200000040AE\r\n');
    assert.equal(frame(readRegisters(48, 4, 0x0100, 5)), ':300401000005C6\r\n');
    assert.equal(frame(writeRegisters(1, 0x0240, [0x0002])), ':011002400001020002A8\r\n');
    assert.equal(frame(exchangeRegisters(3, 0x0100, 12, 0x0230, [1, 7])), ':03170100000C02300002040001000799\r\n');
  });

  it('are byte for byte what modbus-serial sends', () => {
    fc.assert(
      fc.property(unit, address, fc.integer({ min: 1, max: 125 }), words, fc.array(fc.boolean(), { minLength: 1, maxLength: 64 }), (u, a, count, w, levels) => {
        assert.equal(hex(readBits(u, 1, a, count)), oracleBytes((client) => client.writeFC1(u, a, count, ignore)));
        assert.equal(hex(readBits(u, 2, a, count)), oracleBytes((client) => client.writeFC2(u, a, count, ignore)));
        assert.equal(hex(readRegisters(u, 3, a, count)), oracleBytes((client) => client.writeFC3(u, a, count, ignore)));
        assert.equal(hex(readRegisters(u, 4, a, count)), oracleBytes((client) => client.writeFC4(u, a, count, ignore)));
        assert.equal(hex(writeCoils(u, a, levels)), oracleBytes((client) => client.writeFC15(u, a, levels, ignore)));
        assert.equal(hex(writeRegisters(u, a, w)), oracleBytes((client) => client.writeFC16(u, a, w, ignore)));
      }),
      { numRuns: 50 },
    );
  });

  it('refuse to grow beyond a frame', () => {
    assert.throws(() => writeRegisters(1, 0, new Array<number>(124).fill(0)), RangeError);
  });
});

describe('Modbus answers', () => {
  const fit = (request: Request, answer: string): Fit => {
    const bytes = Buffer.from(answer, 'hex');
    return fitOf(request, bytes, bytes.length);
  };
  const read = readRegisters(1, 3, 0, 2);
  const write = writeRegisters(1, 0x0220, [5]);

  it('fit only with the right unit, function, length and byte count', () => {
    assert.equal(fit(read, '01030400010002'), 'answer');
    assert.equal(fit(read, '02030400010002'), 'foreign');
    assert.equal(fit(read, '01040400010002'), 'unfit');
    assert.equal(fit(read, '0103020001'), 'unfit');
    assert.equal(fit(read, '01030300010002'), 'unfit');
  });

  it('to a write must echo its address and count', () => {
    assert.equal(fit(write, '011002200001'), 'answer');
    assert.equal(fit(write, '011002400001'), 'unfit');
    assert.equal(fit(write, '011002200002'), 'unfit');
  });

  it('may be an exception of this function, and of no other', () => {
    assert.equal(fit(write, '019004'), 'exception');
    assert.equal(exceptionOf(Buffer.from('019004', 'hex')), 4);
    assert.equal(fit(write, '018302'), 'unfit');
    assert.equal(fit(write, '01900400'), 'unfit');
  });

  it('read as words, signed and unsigned, and as bits', () => {
    const bytes = Buffer.from('fffe80000001a5', 'hex');
    assert.equal(wordAt(bytes, 0), 0xfffe);
    assert.equal(signedWordAt(bytes, 0), -2);
    assert.equal(longAt(bytes, 2), 0x8000_0001);
    assert.equal(signedLongAt(bytes, 2), -0x7fff_ffff);
    assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7].map((i) => bitAt(bytes, 6, i)), [true, false, true, false, false, true, false, true]);
  });
});
