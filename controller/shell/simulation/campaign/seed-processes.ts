import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CampaignReport } from './campaign-report.ts';

/** Seeds that follow each other; on one preset, or on that which each seed chooses. */
export interface SeedRange {
  readonly from: number;
  readonly runs: number;
  readonly site?: string;
}

/** A process that plays ranges of seeds, one at a time. */
export interface SeedProcess {
  /** The report of a range; undefined when the process broke off in it. */
  readonly play: (range: SeedRange) => Promise<CampaignReport | undefined>;
  readonly end: () => void;
}

/**
 * Young objects of a run die before they have to be moved: with Node's own limit a twentieth of a run's processor time goes into moving them.
 */
const FLAGS = ['--max-semi-space-size=64'] as const;
const PLAYER = fileURLToPath(new URL('./seed-player.ts', import.meta.url));

/** Starts one. */
export function startSeedProcess(): SeedProcess {
  const child = fork(PLAYER, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [...process.execArgv, ...FLAGS] });
  let answer: ((report: CampaignReport | undefined) => void) | undefined;
  let isGone = false;
  const settle = (report: CampaignReport | undefined): void => {
    answer?.(report);
    answer = undefined;
  };
  const gone = (): void => {
    isGone = true;
    settle(undefined);
  };
  child.on('message', (report) => { settle(report as CampaignReport); });
  child.on('error', gone);
  child.on('exit', gone);
  return {
    play: (range) => new Promise((resolve) => {
      if (isGone) {
        resolve(undefined);
        return;
      }
      answer = resolve;
      child.send(range);
    }),
    end: () => { if (child.connected) child.disconnect(); },
  };
}
