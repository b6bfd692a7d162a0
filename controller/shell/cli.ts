import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { addChaos } from './cli-chaos.ts';
import { addDisk } from './cli-disk.ts';
import { addSpoilt } from './cli-spoilt.ts';
import { addWirings } from './cli-wirings.ts';
import { printOutcome, refused, type VerbOutcome } from './verbs/outcome.ts';

/** Runs the command line. Each verb's code is loaded only when it is asked for. */
export async function runCli(args: readonly string[]): Promise<void> {
  const program = createProgram();
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    const json = args.includes('--json');
    if (error instanceof CommanderError) {
      // The usage stands on stderr already; whoever asked for an object gets one.
      if (json && error.exitCode !== 0) printOutcome(refused(error.message.replace(/^error: /u, '')), json);
      process.exitCode = error.exitCode;
      return;
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    if (json) printOutcome(refused(error instanceof Error ? error.message : String(error)), json);
    // Not left to the event loop: what a bug left open may never end.
    process.exit(1);
  }
}

function createProgram(): Command {
  const program = new Command('carillon').description('Supervisory control, kiosk and simulator of a car vending tower').showHelpAfterError().exitOverride();
  addUp(program);
  addSim(program);
  addTools(program);
  addFigures(program);
  addPictures(program);
  addInternal(program);
  return program;
}

function addUp(program: Command): void {
  program
    .command('up')
    .description('runs a tower: simulator (or hardware), controller and kiosk; prints the addresses when ready')
    .option('--site <site>', 'preset or path of a site file', 'tmall-shanghai')
    .option('--hardware', 'drive the real tower instead of the simulator')
    .option('--pty', 'simulator as a process of its own behind real ptys')
    .option('--port <port>', 'port of the controller; the phone page and the backend take the next two; 0 takes free ones', portNumber)
    .option('--speed <factor>', 'speed of the simulator against the clock (with --pty at most 1: a busy machine may need less)', positiveNumber, 1)
    .option('--headless', 'open no window')
    .option('--data <folder>', 'where the journal stands (default: a fresh folder for the simulator)')
    .option('--no-demo', 'make no demonstration booking')
    .option('--no-backend', 'no reference backend beside the simulated tower: what costs something is refused')
    .action(async (options: Record<string, unknown>) => {
      const { up } = await import('./up/up.ts');
      process.exitCode = await up(options as unknown as Parameters<typeof up>[0]);
    });
}

function addSim(program: Command): void {
  const sim = program.command('sim').description('scenarios on virtual time');
  addCampaign(program, sim);
  addKioskRuns(program, sim);
  addSimList(sim);
  addSoak(sim);
  addPowercut(sim);
  sim
    .command('run <scenario>')
    .description('runs one scenario; exit 0 only if its expectations and every invariant held')
    .option('--site <site>', 'preset or path of a site file (default: the one that the scenario is about, else tmall-shanghai)')
    .option('--seed <n>', 'seed of everything that varies', wholeNumber, 1)
    .option('--trace <file>', 'write the plant truth as JSON lines')
    .option('--no-skip', 'do not skip idle time')
    .option('--json', 'one JSON object on stdout')
    .action(async (scenario: string, options: Record<string, unknown>) => {
      const { simRun } = await import('./verbs/sim-run.ts');
      finish(await simRun({ scenario, ...options } as unknown as Parameters<typeof simRun>[0]), options['json'] === true);
    });
  sim
    .command('gate')
    .description('random commands straight into the output gate of a tower without its safety relay; exit 0 only if nothing of motion and people broke')
    .option('--site <site>', 'preset or path of a site file', 'tmall-shanghai')
    .option('--minutes <n>', 'simulated minutes in all', wholeNumber, 100)
    .option('--seed <n>', 'first seed; each plays ten minutes', wholeNumber, 1)
    .option('--jobs <n>', 'processes side by side', wholeNumber, 1)
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simGate } = await import('./verbs/sim-gate.ts');
      finish(await simGate(options as unknown as Parameters<typeof simGate>[0]), options['json'] === true);
    });
  sim
    .command('tokens')
    .description("forged, altered, replayed and doubled tokens, passes and notices through the real routes; exit 0 only if none had an effect")
    .option('--site <site>', 'preset or path of a site file', 'tmall-shanghai')
    .option('--runs <n>', 'how many are sent in all', wholeNumber, 10_000)
    .option('--seed <n>', 'seed of everything that varies', wholeNumber, 1)
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simTokens } = await import('./verbs/sim-tokens.ts');
      finish(await simTokens(options as unknown as Parameters<typeof simTokens>[0]), options['json'] === true);
    });
  addFuzz(sim);
  addChaos(sim, { finish, wholeNumber, positiveNumber });
  addWirings(sim, { finish, wholeNumber });
  addDisk(sim, { finish, wholeNumber });
  sim
    .command('boundaries')
    .description('a stop, a kill and a power cut at every step boundary of every sequence, and each way on from there')
    .option('--site <site>', 'preset or path of a site file', 'tmall-shanghai')
    .option('--every <n>', 'visit one boundary of so many', wholeNumber, 1)
    .option('--how <interruption>', 'one interruption only: stop, kill or power')
    .option('--sequence <names>', 'these only, with commas between them: deliver, deliver-late, receive, dual-command, relocate, provide, stow, end-of-day, audit, cycleDoors, homing-lift …')
    .option('--way <way>', 'one way on only: complete, reverse or cancel')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simBoundaries } = await import('./verbs/sim-boundaries.ts');
      finish(await simBoundaries(options as unknown as Parameters<typeof simBoundaries>[0]), options['json'] === true);
    });
}

function addPowercut(sim: Command): void {
  sim
    .command('powercut')
    .description('the power is cut at every boundary of every sequence (journal, frames, outputs, charts, contacts), and inside the recovery; exit 0 only if nothing is lost, moves by itself or stays behind, and no boundary is missing')
    .option('--site <site>', 'preset or path of a site file', 'tmall-shanghai')
    .option('--sequence <names>', 'these only, with commas between them')
    .option('--every <n>', 'visit one instant of so many', wholeNumber, 1)
    .option('--variants <names>', 'what loses its power: all, pc, drives, with commas between them', 'all')
    .option('--off-ms <ms>', 'for so long', wholeNumber, 5000)
    .option('--from <k>', 'the first boundary of each sequence that is visited', wholeNumber, 1)
    .option('--to <k>', 'and the last', wholeNumber, Number.MAX_SAFE_INTEGER)
    .option('--inside <n>', 'a second cut inside the recovery at one boundary of so many; 0 at none', wholeNumber, 10)
    .option('--resume <file>', 'write each visit down there, and go on from it')
    .option('--jobs <n>', 'processes side by side', wholeNumber, 2)
    .option('--keep', 'the boundaries found now are those that later runs must find')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simPowercut } = await import('./verbs/sim-powercut.ts');
      finish(await simPowercut(options as unknown as Parameters<typeof simPowercut>[0]), options['json'] === true);
    });
}

/** What takes hours. */
function addSoak(sim: Command): void {
  addSpoilt(sim, { finish, wholeNumber });
  sim
    .command('soak')
    .description('days of traffic with the faults of the field on one tower; exit 0 only if nothing broke, and availability, alarms, memory and journal keep their limits')
    .option('--site <site>', 'preset or path of a site file', 'tmall-shanghai')
    .option('--days <n>', 'simulated days', wholeNumber, 30)
    .option('--from-hour <n>', 'hour of the first day at which it begins', wholeNumber, 0)
    .option('--profile <name>', 'quiet (4 cars an hour at the peak), mall (12) or rush (40)', 'mall')
    .option('--seed <n>', 'seed of everything that varies', wholeNumber, 1)
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simSoak } = await import('./verbs/sim-soak.ts');
      finish(await simSoak(options as unknown as Parameters<typeof simSoak>[0]), options['json'] === true);
    });
}

function addFuzz(sim: Command): void {
  sim
    .command('fuzz')
    .description('damaged frames in both directions, requests, live messages, configuration files, codes and journals; exit 0 only if nothing broke, hung, grew or had an effect')
    .option('--site <site>', 'preset or path of a site file', 'tmall-shanghai')
    .option('--what <parts>', 'these only, with commas between them: frames, api, live, config, qr, journal')
    .option('--frames <n>', 'frames in both directions together', wholeNumber, 1_000_000)
    .option('--requests <n>', 'requests; as many live messages and codes, and a hundredth of files', wholeNumber, 10_000)
    .option('--seed <n>', 'seed of everything that varies', wholeNumber, 1)
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simFuzz } = await import('./verbs/sim-fuzz.ts');
      finish(await simFuzz(options as unknown as Parameters<typeof simFuzz>[0]), options['json'] === true);
    });
}

function addSimList(sim: Command): void {
  sim
    .command('list')
    .description('every scenario with its sentence')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simList } = await import('./verbs/sim-list.ts');
      finish(await simList(), options['json'] === true);
    });
}

/** What needs a browser. */
function addKioskRuns(program: Command, sim: Command): void {
  program
    .command('monkey')
    .description('random touches and keys on the kiosk of a running simulated tower; exit 0 only if nothing got out, nothing illegal was accepted, and the controller went on')
    .option('--touches <n>', 'touches and keys in all', wholeNumber, 100_000)
    .option('--seed <n>', 'seed of what is done', wholeNumber, 1)
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { monkey } = await import('./verbs/monkey.ts');
      finish(await monkey(options as unknown as Parameters<typeof monkey>[0]), options['json'] === true);
    });
  sim
    .command('kiosk-kills')
    .description("kills the kiosk's page in mid-delivery, again and again; exit 0 only if up brings it back in time on the right screen and the tower does not notice")
    .option('--kills <n>', 'how often', wholeNumber, 50)
    .option('--seed <n>', 'seed of the pauses between them', wholeNumber, 1)
    .option('--speed <factor>', 'speed of the simulator against the clock: a slow one leaves more of a delivery', positiveNumber, 0.25)
    .option('--hang', 'stop the process of the page instead of ending it')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simKioskKills } = await import('./verbs/sim-kiosk-kills.ts');
      finish(await simKioskKills(options as unknown as Parameters<typeof simKioskKills>[0]), options['json'] === true);
    });
}

function addCampaign(program: Command, sim: Command): void {
  sim
    .command('campaign')
    .description('random faults of the catalogue on towers at work, and the way back to ready; exit 0 only if nothing broke and no fault was without effect')
    .option('--runs <n>', 'runs in all', wholeNumber, 100)
    .option('--seed <n>', 'first seed; each is one run', wholeNumber, 1)
    .option('--jobs <n>', 'processes side by side', wholeNumber, 1)
    .option('--site <site>', 'one preset only (default: the seeds choose)')
    .option('--results <file>', 'write down what has been played, and go on from it')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { simCampaign } = await import('./verbs/sim-campaign.ts');
      finish(await simCampaign(options as unknown as Parameters<typeof simCampaign>[0]), options['json'] === true);
    });
  program
    .command('replay <what>')
    .description('one run of a campaign again: its seed, or the file of its plan')
    .option('--trace <file>', 'write the plant truth as JSON lines')
    .option('--shrink <file>', 'make a failure as small as it gets, and write its plan')
    .option('--json', 'one JSON object on stdout')
    .action(async (what: string, options: { trace?: string; shrink?: string; json?: boolean }) => {
      const { replay } = await import('./verbs/replay.ts');
      finish(await replay({ what, ...options }), options.json === true);
    });
}

function addTools(program: Command): void {
  program
    .command('verify')
    .argument('<what>', 'interlocks')
    .description('holds the interlock table against its independent statement')
    .option('--site <site>', 'preset or path of a site file', 'tmall-shanghai')
    .option('--random <n>', 'random combinations over all motions', wholeNumber, 10_000_000)
    .option('--seed <n>', 'repeats the same random combinations', wholeNumber, 1)
    .option('--json', 'one JSON object on stdout')
    .action(async (what: string, options: { site: string; random: number; seed: number; json?: boolean }) => {
      const { verify } = await import('./verbs/verify.ts');
      finish(verify(what, options.site, { randomRuns: options.random, seed: options.seed }), options.json === true);
    });
  program
    .command('why <motion>')
    .description('why a motion is not permitted now, from the running controller')
    .option('--url <url>', 'address of the controller', 'http://127.0.0.1:8460')
    .option('--json', 'one JSON object on stdout')
    .action(async (motion: string, options: { url: string; json?: boolean }) => {
      const { why } = await import('./verbs/why.ts');
      finish(await why(motion, options.url), options.json === true);
    });
  program
    .command('bench')
    .description('benchmarks, as ratios where a reference exists')
    .option('--only <name>', 'one of them')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { only?: string; json?: boolean }) => {
      const { bench } = await import('./bench/bench.ts');
      finish(await bench(options.only), options.json === true);
    });
  program
    .command('db')
    .argument('<verb>', 'check, backup or restore')
    .argument('<journal>', 'the journal file')
    .argument('[file]', 'the backup file')
    .option('--site <site>', 'site that the journal must belong to', 'tmall-shanghai')
    .option('--json', 'one JSON object on stdout')
    .action(async (verb: string, journal: string, file: string | undefined, options: { site: string; json?: boolean }) => {
      const { db } = await import('./verbs/db.ts');
      finish(await db(verb, journal, file, options.site), options.json === true);
    });
  program
    .command('config')
    .argument('<what>', 'schema (JSON Schema of a site file) or check')
    .argument('[site]', 'preset or path', 'tmall-shanghai')
    .option('--json', 'one JSON object on stdout')
    .action(async (what: string, site: string, options: { json?: boolean }) => {
      const { config } = await import('./verbs/config.ts');
      finish(config(what, site), options.json === true);
    });
}

/** Pictures of what people see. */
function addPictures(program: Command): void {
  program
    .command('pictures')
    .description('every screen of the kiosk in both languages and orientations, as usual, with the largest letters and the strongest contrast; exit 0 only if nothing is cut off, covered, small or hard to read')
    .option('--out <folder>', 'where the pictures go, with index.html and contact sheets; without it they are only checked')
    .option('--screen <ids>', 'these only, with commas between them, as in K21,K22')
    .option('--sample <names>', 'these moments only; usual is the one that every screen has')
    .option('--language <languages>', 'zh, en, pseudo (longer than any translation)')
    .option('--orientation <orientations>', 'portrait, landscape')
    .option('--style <styles>', 'size of the letters and skin, as in s-light, xl-hc-dark')
    .option('--inches <diagonals>', 'diagonals of the screen, as in 15.6,43')
    .option('--reach <reaches>', 'usual, low')
    .option('--every', 'all sizes, skins, diagonals and reaches, and the pseudo-locale as well')
    .option('--no-axe', 'do not ask axe: quicker')
    .option('--jobs <n>', 'pages side by side', wholeNumber, 2)
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Record<string, unknown>) => {
      const { pictures } = await import('./verbs/pictures.ts');
      finish(await pictures(options as unknown as Parameters<typeof pictures>[0]), options['json'] === true);
    });
}

/** What the simulated tower achieves, against physics and against what is published of the real ones. */
function addFigures(program: Command): void {
  program
    .command('limit')
    .description('each cell: achieved delivery time, the physical limit, their ratio; the critical path of the worst cell')
    .option('--site <site>', 'preset or path of a site file', 'tmall-shanghai')
    .option('--cell <cell>', 'one cell only')
    .option('--seed <n>', 'seed of everything that varies', wholeNumber, 1)
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { site: string; cell?: string; seed: number; json?: boolean }) => {
      const { limit } = await import('./verbs/limit.ts');
      finish(await limit(options.site, options.cell, options.seed), options.json === true);
    });
  program
    .command('presets')
    .description('every preset delivers and receives every cell; its published figures, met or missed')
    .option('--site <site>', 'one preset only')
    .option('--seed <n>', 'seed of everything that varies', wholeNumber, 1)
    .option('--no-returns', 'deliveries only')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { site?: string; seed: number; returns: boolean; json?: boolean }) => {
      const { presets } = await import('./verbs/presets.ts');
      finish(await presets(options.site, options.seed, options.returns), options.json === true);
    });
}

/** Processes that `up` starts; not for people. Their parameters come from it, by message. */
function addInternal(program: Command): void {
  program
    .command('run-controller', { hidden: true })
    .action(async () => {
      const [{ runController }, { parametersFromParent }] = await Promise.all([import('./up/run-controller.ts'), import('./up/told.ts')]);
      // Not left to the event loop: a serial port or a pty that hangs must not keep a process that has ended its work.
      process.exit(await runController(await parametersFromParent()));
    });
  program
    .command('run-simulator', { hidden: true })
    .action(async () => {
      const [{ runSimulator }, { parametersFromParent }] = await Promise.all([import('./up/run-simulator.ts'), import('./up/told.ts')]);
      process.exit(await runSimulator(await parametersFromParent()));
    });
  program
    .command('run-backend', { hidden: true })
    .action(async () => {
      const [{ runBackend }, { parametersFromParent }] = await Promise.all([import('./up/run-backend.ts'), import('./up/told.ts')]);
      process.exit(await runBackend(await parametersFromParent()));
    });
}

function finish(outcome: VerbOutcome, json: boolean): void {
  printOutcome(outcome, json);
  process.exitCode = outcome.ok ? 0 : 1;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('must be a whole number, 0 or more');
  return value;
}

/** Phone page and backend take the next two. */
const MAX_PORT = 65_533;

function portNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > MAX_PORT) throw new InvalidArgumentError(`must be a port from 0 to ${String(MAX_PORT)}`);
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('must be a number above 0');
  return value;
}
