/** Enough of a name for its owner to know it, too little for anybody else: "Lin Xiao" is "L** X**". */
export function maskedName(name: string): string {
  return name
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => `${String.fromCodePoint(word.codePointAt(0) ?? 0x2a)}**`)
    .join(' ');
}
