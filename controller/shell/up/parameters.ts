import type { BackendAccess } from '../../bookings/backend/backend-access.ts';

/** How the controller process reaches its tower. */
export type Wiring =
  /** Simulator in the same process, on a paced virtual clock. */
  | { readonly kind: 'inProcess'; readonly speed: number; readonly seed: number; readonly controlSocket: string }
  /** Simulator in a process of its own, behind ptys and a socket for the lines; at `speed` (1) times the machine's time. */
  | { readonly kind: 'pty'; readonly speed?: number; readonly ports: Readonly<Record<string, string>>; readonly gpioSocket: string }
  /** The real tower. */
  | { readonly kind: 'hardware' };

/** What `up` hands to the controller process. */
export interface ControllerParameters {
  readonly site: string;
  readonly wiring: Wiring;
  readonly dataFolder: string;
  readonly port: number | undefined;
  readonly phonePort: number | undefined;
  /** Lets the kiosk window open its session. */
  readonly kioskKey: string;
  /** Only for the simulated tower: the technician's PIN of this run. */
  readonly simulatedPin: string | undefined;
  /** The PIN of a second one, who signs where no sensor proves what the first says. */
  readonly simulatedSecondPin: string | undefined;
  /** Fill an empty journal with the demonstration stock. Never for a real tower. */
  readonly seedStock: boolean;
  /** The backend that was started beside a simulated tower. A real one has it from its site and its secret from a file. */
  readonly backend?: BackendAccess | undefined;
}

/** What the controller process says to `up` when it is ready, or why it is not. */
export type ControllerNews =
  | {
      readonly kind: 'ready';
      readonly controllerUrl: string;
      readonly phoneUrl: string;
      readonly demoMember: { readonly memberId: string; readonly signInCode: string } | undefined;
      /** Why a process that must keep real time has no real-time priority. */
      readonly ordinaryPriority: string | undefined;
    }
  | { readonly kind: 'refused'; readonly message: string };

/** What the controller process says while it runs: a simulated tower has let this much time pass at once. */
export interface TimePassed {
  readonly kind: 'passed';
  readonly ms: number;
}

/** What `up` hands to the simulator process. */
export interface SimulatorParameters {
  readonly site: string;
  readonly seed: number;
  readonly folder: string;
  /** Of its time against the clock, at most 1. The controller's must be the same. */
  readonly speed: number;
}

export type SimulatorNews =
  | { readonly kind: 'ready'; readonly ports: Readonly<Record<string, string>>; readonly gpioSocket: string; readonly controlSocket: string }
  | { readonly kind: 'refused'; readonly message: string };

/** What `up` hands to the process of the reference backend. */
export interface BackendParameters {
  readonly site: string;
  readonly folder: string;
  /** 0 takes any. */
  readonly port: number;
}

export type BackendNews =
  | { readonly kind: 'ready'; readonly url: string; readonly issuer: string; readonly key: { readonly kid: string; readonly x: string }; readonly secret: string }
  | { readonly kind: 'refused'; readonly message: string };

/** What `up` tells the backend while it runs: where its tower listens, and how much time it has let pass at once. */
export type BackendOrder = { readonly towerUrl: string } | { readonly passedMs: number };
