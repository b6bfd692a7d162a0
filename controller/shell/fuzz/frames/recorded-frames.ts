import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { BytePipe, OpenPipe } from '../../../../hal/ports/byte-pipe.port.ts';
import { createSimulation } from '../../simulation/simulation.ts';
import { createStage, openTower } from '../../simulation/stage.ts';

/** A request of the controller and the answer that a device gave to it, both whole. */
export interface RecordedExchange {
  readonly request: Buffer;
  readonly answer: Buffer;
}

const WRITE = ':..10';
/** So many reads of a line are enough: they differ in their values alone. */
const MOST_READS = 400;
const DELIVERY_MS = 120_000;

interface Listening {
  readonly exchanges: RecordedExchange[];
  readonly pipes: Readonly<Record<string, OpenPipe>>;
}

/** Keeps every exchange that changes something, and enough of the others. */
function listenTo(lines: Readonly<Record<string, OpenPipe>>, exchanges: RecordedExchange[]): Listening['pipes'] {
  const isWrite = new RegExp(`^${WRITE}`, 'u');
  return Object.fromEntries(Object.entries(lines).map(([bus, open]): [string, OpenPipe] => {
    let asked: Buffer | undefined;
    let reads = 0;
    const keep = (answer: Buffer): void => {
      if (asked === undefined) return;
      const changes = isWrite.test(asked.toString('latin1'));
      if (!changes) reads += 1;
      if (changes || reads <= MOST_READS) exchanges.push({ request: asked, answer });
      asked = undefined;
    };
    const listening = (pipe: BytePipe): BytePipe => ({
      ...pipe,
      write: (bytes) => {
        asked = Buffer.from(bytes);
        pipe.write(bytes);
      },
      onBytes: (listener) => {
        pipe.onBytes((bytes) => {
          keep(Buffer.from(bytes));
          listener(bytes);
        });
      },
    });
    return [bus, async () => {
      const opened = await open();
      return opened.ok ? { ok: true, value: listening(opened.value) } : opened;
    }];
  }));
}

/** What really passes over the lines of a tower that opens in the morning and brings a car: all the frames that there are, with their checks and sequences. */
export async function recordFrames(site: Site, stock: Stock, seed: number): Promise<readonly RecordedExchange[]> {
  const exchanges: RecordedExchange[] = [];
  const simulation = await createSimulation({ site, stock, seed, skipIdle: false, onLines: (lines) => listenTo(lines, exchanges) });
  try {
    if (!(await openTower(simulation))) throw new Error('the tower that is listened to did not open');
    const { stage } = createStage(simulation, site, stock);
    const asked = await stage.tower.collect({ collectionId: 'listened', bookingId: undefined, carId: stock.cars[0]?.id ?? '' });
    if (!asked.ok) throw new Error(`the tower that is listened to brought nothing: ${asked.error.code}`);
    await simulation.clock.runFor(DELIVERY_MS);
  } finally {
    await simulation.close();
  }
  return exchanges;
}
