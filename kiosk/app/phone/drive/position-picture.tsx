import type { PhotoPosition } from '../../../../controller/api/contract/index.ts';

/** The car from above, and what of it the photo shows; the wheel for the inside and dials for the dashboard. */
const SHOWN: Readonly<Record<Exclude<PhotoPosition, 'dashboard'>, string>> = {
  front: 'M24 6h32q6 0 8 10v8H16v-8q2-10 8-10z',
  rear: 'M16 96h48v10q-2 8-8 8H24q-6 0-8-8z',
  left: 'M16 24h14v72H16z',
  right: 'M50 24h14v72H50z',
  inside: 'M26 40h28v44H26z',
};

/** Drawn beside the name of the place, so it says nothing of its own. */
export function PositionPicture({ position }: { readonly position: PhotoPosition }) {
  if (position === 'dashboard') {
    return (
      <svg className="position-picture" viewBox="0 0 80 120" aria-hidden="true">
        <path className="outline" d="M4 84q0-40 36-40t36 40z" />
        <circle className="shown" cx="26" cy="70" r="11" />
        <circle className="shown" cx="54" cy="70" r="11" />
        <path className="outline" d="M26 70l6-6M54 70l-4-8" />
      </svg>
    );
  }
  return (
    <svg className="position-picture" viewBox="0 0 80 120" aria-hidden="true">
      <path className="outline" d="M24 6h32q8 2 8 18v82q-2 8-8 8H24q-6 0-8-8V24q0-16 8-18z" />
      <path className="outline" d="M22 38q18-8 36 0l-4 12H26zM26 84h28l4 12H22z" />
      <path className="shown" d={SHOWN[position]} />
    </svg>
  );
}
