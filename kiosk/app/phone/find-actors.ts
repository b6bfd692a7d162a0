import { fromCallback, fromPromise } from 'xstate';
import { faultWord } from '../../face/face.port.ts';
import type { CarScan, CatalogueView } from '../../../controller/api/contract/index.ts';
import type { ScanEvent } from '../rim/pass-scanner.ts';
import type { ShrinkPhoto } from '../rim/rim.port.ts';
import { answered, refused } from '../tower-client/answer.ts';
import type { Answer } from '../tower-client/answer.ts';
import type { TowerClient } from '../tower-client/api-client.ts';
import { vehicleNamed, wishIn } from './flow/car-wish.ts';
import type { PhoneEvent, Shelf } from './flow/phone-context.ts';

/** Looks for a code on a car or a poster. Returns the function that ends it. */
export type CarCodes = (onEvent: (event: ScanEvent) => void) => () => void;

/** What finding a car is made of. */
export interface FindNeeds {
  readonly client: TowerClient;
  readonly carCodes: CarCodes;
  readonly shrinkPhoto: ShrinkPhoto;
}

/** Enough for a recogniser, and little enough for a phone far from a mast. */
const PHOTO_PX = 1280;

function scanned(event: ScanEvent): PhoneEvent {
  switch (event.kind) {
    case 'live':
      return { type: 'camera.live', stream: event.stream };
    case 'read':
      return { type: 'text.entered', text: event.payload };
    case 'fault':
      return { type: 'scan.failed', word: faultWord(event.code) };
  }
}

/** What the tower has to show. Without the catalogue the cars still have the names that the tower gives them. */
export async function loadShelf(client: TowerClient): Promise<Answer<Shelf>> {
  const [cars, catalogue] = await Promise.all([client.cars(), client.catalogue()]);
  return cars.ok ? answered({ cars: cars.value, catalogue: catalogue.ok ? catalogue.value : undefined }) : cars;
}

/** Effects that find a car. */
export const findActors = ({ client, carCodes, shrinkPhoto }: FindNeeds) => ({
  loadShelf: fromPromise<Answer<Shelf>>(() => loadShelf(client)),
  scanCode: fromCallback<PhoneEvent>(({ sendBack }) =>
    carCodes((event) => {
      sendBack(scanned(event));
    })),
  identify: fromPromise<Answer<CarScan>, { readonly text: string; readonly catalogue: CatalogueView | undefined }>(async ({ input }) => {
    const here = vehicleNamed(wishIn(input.text), input.catalogue);
    return here === undefined ? client.scanText(input.text) : answered(here);
  }),
  recognise: fromPromise<Answer<CarScan>, { readonly photo: Blob | undefined }>(async ({ input }) => {
    const small = input.photo === undefined ? undefined : await shrinkPhoto(input.photo, PHOTO_PX);
    return small === undefined ? refused('photoWrong', 'the file is no picture that this browser reads') : client.scanPhoto(small);
  }),
});
