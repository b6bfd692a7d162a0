const PATHS = {
  face: 'M24 10c-6 0-10 4.500-10 11v5c0 7 4.500 12 10 12s10-5 10-12v-5c0-6.500-4-11-10-11zM19.500 23v1.500M28.500 23v1.500M20 31c2.500 2 5.500 2 8 0M6 14V8a2 2 0 0 1 2-2h6M34 6h6a2 2 0 0 1 2 2v6M42 34v6a2 2 0 0 1-2 2h-6M14 42H8a2 2 0 0 1-2-2v-6',
  pass: 'M8 8h12v12H8zM28 8h12v12H28zM8 28h12v12H8zM13 13h2v2h-2zM33 13h2v2h-2zM13 33h2v2h-2zM28 28h4v4h-4zM36 28h4M28 36v4M34 36h6v4h-2',
  code: 'M6 12h36v24H6zM13 20h2M21 20h2M29 20h2M35 20h1M13 26h2M21 26h2M29 26h2M35 26h1M16 31h16',
  car: 'M6 30v-5l4-2 5-8h17l6 8 4 2v5h-4M10 30H6M18 30h12M14 30a4 4 0 1 0 0 .01M34 30a4 4 0 1 0 0 .01',
  carBack: 'M6 34v-4l4-2 5-7h17l6 7 4 2v4h-4M10 34H6M18 34h12M14 34a4 4 0 1 0 0 .01M34 34a4 4 0 1 0 0 .01M24 3v11M19 9l5 5 5-5',
  dot: 'M24 18a6 6 0 1 1 0 12 6 6 0 0 1 0-12z',
  coin: 'M24 4v9M19 9l5 5 5-5M24 19a12 12 0 1 1 0 24 12 12 0 0 1 0-24zM24 26v10',
  stop: 'M11 11h26v26H11z',
  display: 'M8 34 17 12h2l9 22M11 27h14M31 34l5.500-14h2L44 34M33 30h9',
  back: 'M28 12 16 24l12 12',
  check: 'M12 25l8 8 16-18',
  hat: 'M12 30c0-9 5-15 12-15s12 6 12 15M5 31c6 4 32 4 38 0M8 42 40 8',
  alone: 'M24 8a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM12 42v-7c0-6 5-10 12-10s12 4 12 10v7',
  look: 'M24 16a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM24 21.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5zM6 12h8l3-4h14l3 4h8v28H6z',
  arrowUp: 'M24 42V8M10 22 24 8l14 14',
  arrowDown: 'M24 6v34M10 26l14 14 14-14',
  arrowLeft: 'M42 24H8M22 10 8 24l14 14',
  arrowRight: 'M6 24h34M26 10l14 14-14 14',
  halt: 'M17 6h14l11 11v14l-11 11H17L6 31V17zM16 24h16',
  liftUp: 'M8 44V6h32v38M14 30h20v8H14zM24 25V12M18 18l6-6 6 6',
  liftDown: 'M8 44V6h32v38M14 12h20v8H14zM24 25v13M18 32l6 6 6-6',
  take: 'M5 34h18v5H5zM30 34h13v5H30zM8 30v-4l3-5h9l3 5v4zM43 20H30M35 14l-6 6 6 6',
  intoBay: 'M26 6h16v36H26zM4 24h26M23 16l8 8-8 8',
  door: 'M8 42V8h32v34M14 42V26h20v16M24 22V11M19 16l5-5 5 5',
  home: 'M6 42V20L24 7l18 13v22M14 38v-6l4-7h12l4 7v6zM14 34h20',
  bell: 'M24 6v3M12 34V22a12 12 0 0 1 24 0v12l4 4H8zM20 42h8',
  card: 'M6 12h36v24H6zM6 19h36M12 29h8',
  lost: 'M20 8a12 12 0 1 1 0 24 12 12 0 0 1 0-24zM29 29l12 12M16.500 16.500c0-5 7-5 7 0 0 2.500-3.500 2.500-3.500 5M20 25.500v.01',
  warning: 'M24 7 43 40H5zM24 19v10M24 34v.01',
  help: 'M24 6a18 18 0 1 1 0 36 18 18 0 0 1 0-36zM18.500 19c0-7.500 11-7.500 11 0 0 4-5.500 4-5.500 8.500M24 33.500v.01',
  pause: 'M16 10h5v28h-5zM27 10h5v28h-5z',
  play: 'M16 9l22 15-22 15z',
  again: 'M38 24a14 14 0 1 1-4-10M38 8v8h-8',
  eye: 'M4 24c9-15 31-15 40 0-9 15-31 15-40 0zM24 18a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM8 42 40 6',
} as const;
/** Name of a drawing. */
export type IconName = keyof typeof PATHS;

/** A line drawing of 48 by 48; it never carries a meaning alone. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 48 48" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
