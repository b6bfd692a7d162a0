import { create } from 'qrcode';
import { useMemo } from 'react';

/** Quiet zone of a QR code: four modules, by its standard. */
const QUIET = 4;

/** A QR code as one path of squares: no canvas, no picture address, sharp at any size. Black on white under every skin. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    const dark = Array.from({ length: modules.size ** 2 }, (_, i) => i).filter((i) => modules.data[i] === 1);
    return { size: modules.size, path: dark.map((i) => `M${String(i % modules.size)} ${String(Math.floor(i / modules.size))}h1v1h-1z`).join('') };
  }, [text]);
  const full = String(size + 2 * QUIET);
  return (
    <svg className="qr" viewBox={`-${String(QUIET)} -${String(QUIET)} ${full} ${full}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect x={-QUIET} y={-QUIET} width={full} height={full} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
