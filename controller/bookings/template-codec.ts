/** A face template as bytes: 128 numbers of 32 bits, low byte first. */
export function templateToBytes(vector: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((part, index) => bytes.writeFloatLE(part, index * 4));
  return bytes;
}

/** The numbers again. */
export function templateFromBytes(bytes: Uint8Array): readonly number[] {
  const buffer = Buffer.from(bytes);
  return Array.from({ length: Math.floor(buffer.length / 4) }, (_, index) => buffer.readFloatLE(index * 4));
}
