import type { MessagePort } from 'node:worker_threads';
import type { BackendAccess } from '../../bookings/backend/backend-access.ts';

/** What the API's thread is started with. */
export interface ApiWorkerData {
  /** Id or path of the site file. */
  readonly site: string;
  readonly port: number;
  readonly phonePort: number;
  readonly kioskKey: string;
  readonly technicianPin: string | undefined;
  /** Of a second technician, who signs as well where no sensor proves what the first one says. */
  readonly secondPin: string | undefined;
  readonly seedDemoMember: boolean;
  readonly staticRoot: string;
  readonly keyFolder: string;
  readonly backend?: BackendAccess | undefined;
  /** Time that a simulated tower has let pass at once, for the clocks of this thread; left out at a real one. */
  readonly lapse?: SharedArrayBuffer | undefined;
  readonly store: MessagePort;
  readonly tower: MessagePort;
}

/** A member for demonstrations, with the code to sign in by. */
export interface DemoMember {
  readonly memberId: string;
  readonly signInCode: string;
}

/** The API's thread to its owner. */
export type ApiNews =
  | { readonly kind: 'ready'; readonly controllerUrl: string; readonly phoneUrl: string; readonly demoMember: DemoMember | undefined }
  | { readonly kind: 'refused'; readonly message: string };

/** The owner to the API's thread. */
export interface ApiOrder {
  readonly kind: 'close';
}
