/** CRC-32 of IEEE 802.3 (reflected 0x04C11DB7), byte by byte. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function feed(crc: number, byte: number): number {
  return (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
}

/** CRC-32 over 16-bit registers, high byte of each first, as the register documents ask for command blocks. Unsigned. */
export function crc32OfRegisters(registers: ArrayLike<number>, count: number): number {
  let crc = 0xffffffff;
  for (let i = 0; i < count; i += 1) {
    const register = registers[i] ?? 0;
    crc = feed(feed(crc, register >>> 8), register & 0xff);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
