/** What the pages need of the browser, as ports: the rest of the app sees only these and can be run without one. */

/** Time of the page. */
export interface PageClock {
  /** Monotonic ms. */
  readonly nowMs: () => number;
  /** Wall-clock time, UTC ms: for words only, never for a decision about motion. */
  readonly utcMs: () => number;
  readonly setTimeout: (fn: () => void, delayMs: number) => unknown;
  readonly clearTimeout: (id: unknown) => void;
}

/** One request to the controller. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path on our own origin. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A `Blob` is sent as it is, under its own type; anything else as JSON. */
  readonly body?: unknown;
  readonly timeoutMs: number;
}

/** What came back; `unreachable` covers no connection, a time-out and an answer that is not JSON. */
export type HttpOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unreachable'; readonly message: string };

/** Sends one request; never rejects. */
export type HttpPort = (request: HttpRequest) => Promise<HttpOutcome>;

/** What a socket tells its owner. */
export interface SocketListeners {
  readonly onOpen: () => void;
  readonly onMessage: (text: string) => void;
  /** Once, however the connection ended. */
  readonly onClosed: () => void;
}

/** An open or opening WebSocket; what is sent before it is open is dropped. */
export interface Socket {
  readonly send: (text: string) => void;
  readonly close: () => void;
}

/** Opens a WebSocket on our own origin. */
export type SocketPort = (path: string, listeners: SocketListeners) => Socket;

/** A fresh id for a request that must not be done twice. */
export type NewRequestId = () => string;

/** Makes a JPEG of a picture, its longer side at most `longestPx`, without anything that was written beside it (place, time, device). Undefined when it is no picture. */
export type ShrinkPhoto = (photo: Blob, longestPx: number) => Promise<Blob | undefined>;

/** Where the kiosk's key is kept between two loads of the page, and nothing else. */
export interface KeyStore {
  readonly read: () => string | undefined;
  readonly write: (key: string) => void;
}

/** Hands a file that the page has made to the browser's downloads. */
export type SaveFile = (file: Blob, fileName: string) => void;

/** One text that a person has asked this phone to keep; nothing else is kept. Where the browser keeps nothing, `write` says so. */
export interface OneTextStore {
  readonly read: () => string | undefined;
  readonly write: (text: string) => boolean;
  readonly erase: () => void;
}

/** The browser's own list of places. `push` adds one; `onPopped` hears how many are left below, and returns the function that ends it. */
export interface PlaceHistory {
  readonly push: (depth: number) => void;
  readonly pop: (steps: number) => void;
  readonly onPopped: (listener: (depth: number) => void) => () => void;
}

/** Calls back each time the page is seen again after another one was. Returns the function that ends it. */
export type PageShown = (listener: () => void) => () => void;

/** Calls back once a picture of the screen, with monotonic ms. Returns the function that ends it. */
export type FrameLoop = (onFrame: (nowMs: number) => void) => () => void;

/** Fetches a file from our own origin with these headers and gives it to the browser's downloads. False when it did not come. */
export type DownloadPort = (path: string, headers: Readonly<Record<string, string>>, fileName: string) => Promise<boolean>;

/** The machine's graphics. What could not keep up once is not asked again as long as the page lives. */
export interface GpuPort {
  readonly probe: () => { readonly hasWebGl2: boolean; readonly renderer: string | undefined };
  readonly isGivenUp: () => boolean;
  readonly giveUp: () => void;
}
