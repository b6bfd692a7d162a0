import type { Actuator, Device, StillPermitted, WireFault } from './device.port.ts';
import type { Result } from './result.ts';

/** Main states of a CiA 402 drive (IEC 61800-7-201), in words. */
export type DriveState =
  | 'notReadyToSwitchOn' | 'switchOnDisabled' | 'readyToSwitchOn' | 'switchedOn'
  | 'operationEnabled' | 'quickStopActive' | 'faultReactionActive' | 'fault';

/** Process data of one axis. */
export interface AxisStatus {
  readonly drive: DriveState;
  readonly positionMm: number;
  readonly velocityMmPerS: number;
  /** Percent of rated torque, signed. */
  readonly torquePercent: number;
  readonly homed: boolean;
  readonly targetReached: boolean;
  /** Brake feedback contact. */
  readonly brakeReleased: boolean;
  /** Drive-enable input as the drive sees it (safe torque off not active). */
  readonly torqueEnabled: boolean;
  /** Sequence of the command that runs or ran last; 0 after a restart of the drive. */
  readonly executedSequence: number;
  /** 0 or the drive's error code of its register document. */
  readonly errorCode: number;
}

/** Profile position move (CiA 402 mode 1) or homing (mode 6). */
export type AxisCommand =
  | {
      readonly verb: 'moveTo';
      readonly targetMm: number;
      readonly velocityMmPerS: number;
      readonly accelerationMmPerS2: number;
      readonly jerkMmPerS3: number;
    }
  | { readonly verb: 'home' }
  | { readonly verb: 'resetFault' };

export type Axis = Actuator<AxisStatus, AxisCommand>;

/** Process data of a door operator. */
export interface DoorStatus {
  /** 0 closed to 1 open. */
  readonly position: number;
  readonly closed: boolean;
  readonly open: boolean;
  readonly locked: boolean;
  readonly motion: 'still' | 'opening' | 'closing';
  /** Safety edge or door-plane light curtain interrupted. */
  readonly obstructed: boolean;
  readonly executedSequence: number;
  readonly errorCode: number;
}

/** `open` unlocks, then opens. `close` closes, then locks. */
export type DoorCommand = { readonly verb: 'open' } | { readonly verb: 'close' };

export type Door = Actuator<DoorStatus, DoorCommand>;

/** Process data of an IO module: named inputs and the outputs as the module reads them back. */
export interface IoStatus {
  readonly inputs: Readonly<Record<string, boolean>>;
  readonly outputs: Readonly<Record<string, boolean>>;
}

/** A bistable output module: bolts, forks, lamps. Outputs keep their position without refresh. */
export interface IoModule extends Device<IoStatus> {
  /** Writes the named outputs by one command block if `permitted()` holds at that instant, then reads them back. */
  readonly write: (
    outputs: Readonly<Record<string, boolean>>,
    permitted: StillPermitted,
  ) => Promise<Result<void, WireFault>>;
}

/** Bay scale: load cells under the pallet table. */
export interface ScaleStatus {
  readonly massKg: number;
  /** The reading has not moved by more than the document's band for its settling time. */
  readonly settled: boolean;
  /** Beyond what the cells can bear; the mass is then at least the one shown. */
  readonly overload: boolean;
  /** Of `massKg`, what the two cells towards the shaft carry, and the two on the left as seen from the street. */
  readonly innerKg: number;
  readonly leftKg: number;
}
export type Scale = Device<ScaleStatus>;

/** Laser profile frame of a bay. */
export interface LaserFrameStatus {
  /** Nothing above the pallet surface anywhere in the bay. */
  readonly envelopeClear: boolean;
  /** Extent of what stands there; 0 when clear. */
  readonly lengthMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Overhang beyond the pallet at the shaft side and the street side. */
  readonly overhangInnerMm: number;
  readonly overhangOuterMm: number;
  /** Times that something passed the outer plane inwards and outwards since the frame started. */
  readonly passagesIn: number;
  readonly passagesOut: number;
  /** Lowest point under the body above the pallet; 0 when clear. */
  readonly clearanceMm: number;
  /** Middle of what stands there: from the middle of the pallet, towards the street positive; from the middle line, to the left as seen from the street positive. 0 when clear. */
  readonly offCentreMm: number;
  readonly sideMm: number;
  /** Edges jump between scans (spray, ice, snow): the extent is not to be believed. */
  readonly noisy: boolean;
}
export type LaserFrame = Device<LaserFrameStatus>;

/** Optical distance meter: an axis position that does not come from the drive. */
export interface DistanceStatus {
  readonly positionMm: number;
  /** Signal strength good enough to believe the number. */
  readonly valid: boolean;
}
export type DistanceMeter = Device<DistanceStatus>;

/** RFID reader on the carriage. */
export interface RfidStatus {
  /** Tag of the pallet in front of the antenna, or undefined when none is read. */
  readonly tag: number | undefined;
}
export type RfidReader = Device<RfidStatus>;

/** Weather station on the roof. */
export interface WeatherStatus {
  /** Highest three-second gust of the last minute. */
  readonly windMPerS: number;
}
export type WeatherStation = Device<WeatherStatus>;

/** All devices of a site, by the ids of its configuration. */
export interface TowerDevices {
  readonly axes: Readonly<Record<string, Axis>>;
  readonly doors: Readonly<Record<string, Door>>;
  readonly ioModules: Readonly<Record<string, IoModule>>;
  readonly scales: Readonly<Record<string, Scale>>;
  readonly laserFrames: Readonly<Record<string, LaserFrame>>;
  readonly distanceMeters: Readonly<Record<string, DistanceMeter>>;
  readonly rfidReaders: Readonly<Record<string, RfidReader>>;
  readonly weatherStations: Readonly<Record<string, WeatherStation>>;
  /** Starts the buses and the identification of every device; polling goes on for ever. */
  readonly start: () => void;
  /** Stop frame to every axis and door, next on each bus. */
  readonly stopAll: () => void;
  /** Milliseconds of memory to move when idle time is skipped. */
  readonly translateMs: (deltaMs: number) => void;
  /**
   * Nothing but steady polling goes on: every device live, nothing queued or in flight beside the poll round, and the
   * last complete round of each bus changed no process data. Then the next round is like the last one.
   */
  readonly isQuiet: () => boolean;
  /** Counters of the wire, for diagnostics and benchmarks. */
  readonly wireCounters: () => readonly BusCounters[];
  readonly close: () => void;
}

/** What a bus has counted since it started. */
export interface BusCounters {
  readonly busId: string;
  readonly requests: number;
  readonly timeouts: number;
  readonly garbled: number;
  readonly lateAnswers: number;
  readonly exceptions: number;
  /** Round trip of the last exchange. */
  readonly lastRoundTripMs: number;
  readonly worstRoundTripMs: number;
}
