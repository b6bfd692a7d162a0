import type { Catalogue } from '../../../config/catalogue/catalogue.schema.ts';
import { variantsOf } from '../../../config/catalogue/load-catalogue.ts';
import { judgeVin } from '../../../config/catalogue/vin.ts';
import type { CarScan, VehicleView } from '../../api/contract/index.ts';
import { ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { CarRecogniser } from '../providers/recogniser.port.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Showroom } from './showroom.ts';

/** Says which car somebody stands before. It offers and never decides. */
export interface CarScans {
  /** From a VIN, or a link that carries one in its fragment. Refusals: `vinWrong`, `scanUnknown`. */
  readonly byText: (text: string) => Promise<Result<CarScan, Refusal>>;
  /** From a photo, when the site has a recogniser. Refusals: `photoWrong`, `recogniserMissing`, `recogniserFailed`, `scanUnknown`. */
  readonly byPhoto: (photo: Uint8Array) => Promise<Result<CarScan, Refusal>>;
}

/** What the scans work with. */
export interface CarScanParts {
  readonly catalogue: Catalogue;
  readonly showroom: Pick<Showroom, 'vehicles'>;
  readonly recogniser: CarRecogniser | undefined;
}

/** More is no help to somebody who stands before one car. */
const MOST_CANDIDATES = 3;

const unknown = () => refuse('scanUnknown', 'Nothing in the catalogue of this tower fits. Nothing was chosen. Scan it again, or choose from the list.');

/** The VIN in a link's fragment (`…#car=<VIN>`), or the text itself. The link is never followed. */
function carOf(text: string): string {
  const link = text.trim();
  return URL.canParse(link) ? (new URLSearchParams(new URL(link).hash.slice(1)).get('car') ?? link) : link;
}

/** JPEG files begin with these three bytes (ITU-T T.81, B.1.1.3: start of image, then a marker). */
const isJpeg = (photo: Uint8Array): boolean => photo.length > 100 && photo[0] === 0xff && photo[1] === 0xd8 && photo[2] === 0xff;

function candidate(variantId: string, vehicles: readonly VehicleView[]): CarScan['candidates'][number] {
  return { variantId, carIds: vehicles.filter((vehicle) => vehicle.variantId === variantId).map(({ carId }) => carId) };
}

/** The scans of one tower. */
export function createCarScans({ catalogue, showroom, recogniser }: CarScanParts): CarScans {
  const variants = variantsOf(catalogue).map(({ variant }) => variant);
  return {
    byText: async (text) => {
      const judged = judgeVin(carOf(text));
      if (!judged.ok) return refuse('vinWrong', 'This is not a vehicle number, or a character of it is wrong. Nothing was chosen. Compare it once more.');
      const vehicles = await showroom.vehicles();
      if (!vehicles.ok) return vehicles;
      const very = vehicles.value.find(({ vin }) => vin === judged.vin);
      if (very !== undefined) return ok({ exact: true, candidates: [{ variantId: very.variantId, carIds: [very.carId] }] });
      const variant = variants.find(({ vinPrefix }) => judged.vin.startsWith(vinPrefix));
      return variant === undefined ? unknown() : ok({ exact: false, candidates: [candidate(variant.id, vehicles.value)] });
    },
    byPhoto: async (photo) => {
      if (!isJpeg(photo)) return refuse('photoWrong', 'This is not a JPEG picture. Nothing was chosen. Take it once more.');
      if (recogniser === undefined) return refuse('recogniserMissing', 'This site has nobody who recognises photos. Nothing was chosen. Scan the code on the car, or choose from the list.');
      const named = await recogniser.name(photo);
      if (!named.ok) return refuse('recogniserFailed', 'The photo could not be recognised just now. Nothing was chosen. Scan the code on the car, or choose from the list.');
      const vehicles = await showroom.vehicles();
      if (!vehicles.ok) return vehicles;
      const known = new Set(named.value.map(({ variantId }) => variantId).filter((wanted) => variants.some(({ id }) => id === wanted)));
      const candidates = [...known].slice(0, MOST_CANDIDATES).map((variantId) => candidate(variantId, vehicles.value));
      return candidates.length === 0 ? unknown() : ok({ exact: false, candidates });
    },
  };
}
