import assert from 'node:assert/strict';
import { statement } from '../../journal/statements.ts';
import { granted } from '../../journal/testing/journal-bench.ts';
import { CUT } from '../money/testing/power-cut.ts';
import { openPurchaseBench } from './testing/purchase-bench.ts';
import type { PurchaseBench } from './testing/purchase-bench.ts';
import type { ContractFate } from './testing/scripted-contracts.ts';

const CAR = 'SH-05';
const HOUR_MS = 3_600_000;
/** A request that is lost, and an answer that is, look like a cut before and after the provider has heard it; one that arrives late does not. */
const FATES: readonly ContractFate[] = ['well', 'late'];
const LOST: readonly ContractFate[] = ['requestLost', 'answerLost'];

/** What people do, whatever the tower answers; each may be done again after a cut. */
type Deed = (bench: PurchaseBench) => Promise<unknown>;
const reserve: Deed = (bench) => bench.start().reserve('lin', 'p-1', { carId: CAR });
const handOff: Deed = (bench) => bench.start().handOff('lin', 'p-1');
const sign: Deed = async (bench) => bench.contracts.sign('p-1');
const cancel: Deed = (bench) => bench.start().cancel('lin', 'p-1');
const work: Deed = (bench) => bench.start().work();
const lockEnds: Deed = async (bench) => bench.later(bench.parts.site.booking.beyond.priceLockHours * HOUR_MS);
const goOut: Deed = async (bench) => {
  await bench.addBooking({ bookingId: 'b-1', state: 'out' });
  await bench.move(CAR, 'outside');
};
/** The car leaves when there is a booking that fetches it. */
const collect: Deed = async (bench) => {
  if (bench.read(statement('booking.live')).some((row) => row['carId'] === CAR && row['state'] === 'booked')) await bench.collect(CAR);
};

/** Does a deed; after a cut the tower starts again, its own work goes on, and the person asks once more. */
async function insist(bench: PurchaseBench, deed: Deed): Promise<boolean> {
  try {
    await deed(bench);
    return false;
  } catch (error) {
    assert.equal(error, CUT);
  }
  bench.neverCut();
  await work(bench);
  await deed(bench);
  return true;
}

interface Story {
  readonly before: readonly Deed[];
  readonly deeds: readonly Deed[];
  readonly ends: 'sold' | 'cancelled' | 'lapsed';
}

/** Holds journal and provider against each other when all is over. */
function judge(bench: PurchaseBench, { ends }: Story): void {
  const [purchase] = bench.read(statement('purchase.one', { purchaseId: 'p-1' }));
  const events = bench.events();
  const isSold = ends === 'sold';
  assert.equal(purchase?.['state'], ends);
  assert.equal(bench.contracts.contracts.get('p-1') ?? 'declined', isSold ? 'signed' : 'declined', 'the contract says the same as the journal');
  assert.ok(bench.contracts.made.length <= 1, 'one contract');
  assert.equal(events.filter((type) => type === 'car.sold').length, isSold ? 1 : 0, 'told once');
  assert.equal(events.filter((type) => type === 'purchase.ended').length, isSold ? 0 : 1, 'told once');
  assert.equal(bench.read(statement('car.placed', { carId: CAR }))[0]?.['soldUtcMs'] !== null, isSold);
  assert.equal(bench.read(statement('car.all')).some(({ carId }) => carId === CAR), !isSold, 'out of the inventory exactly when it is sold');
  if (isSold) assert.equal(bench.read(statement('booking.live')).filter(({ carId }) => carId === CAR).length, 0, 'no drive is left open');
  assert.equal(bench.read(statement('purchase.promised')).length, isSold ? 1 : 0);
}

async function play(story: Story, cutAfter: number, fates: readonly ContractFate[]): Promise<boolean> {
  const bench = await openPurchaseBench();
  try {
    for (const deed of story.before) await deed(bench);
    bench.contracts.script.push(...fates);
    bench.cutAfter(cutAfter);
    let wasCut = false;
    for (const deed of story.deeds) wasCut = (await insist(bench, deed)) || wasCut;
    bench.neverCut();
    // Everything goes well from here on: what is late arrives, the provider answers, the person asks once more.
    bench.contracts.script.length = 0;
    bench.contracts.arrive();
    for (const deed of [...story.deeds, work, ...story.deeds.slice(-1), work]) await deed(bench);
    granted(await bench.start().work());
    judge(bench, story);
    return wasCut;
  } finally {
    bench.journal.remove();
  }
}

describe('a car leaves the inventory exactly once', function () {
  this.timeout(240_000);
  const stories: Readonly<Record<string, Story>> = {
    'out with its buyer': { before: [goOut], deeds: [reserve, handOff, sign, work], ends: 'sold' },
    'fetched from the tower': { before: [], deeds: [reserve, handOff, sign, work, collect, work], ends: 'sold' },
    'cancelled after the contract was made': { before: [], deeds: [reserve, handOff, cancel], ends: 'cancelled' },
    'lapsed without a signature': { before: [], deeds: [reserve, handOff, lockEnds, work], ends: 'lapsed' },
  };
  for (const [name, story] of Object.entries(stories)) {
    it(`${name}, with requests and answers lost`, async () => {
      for (const first of LOST) for (const second of LOST) await play(story, Number.POSITIVE_INFINITY, [first, second]);
    });
    for (const fate of FATES) {
      it(`${name}, with the power cut between any two steps, the first request ${fate}`, async () => {
        let cuts = 0;
        for (let at = 0; ; at += 1) {
          if (!(await play(story, at, [fate]))) break;
          cuts += 1;
        }
        assert.ok(cuts >= 6, `only ${String(cuts)} boundaries were cut at`);
      });
    }
  }
  it('also when the buyer asks twice at once for everything', async () => {
    const bench = await openPurchaseBench();
    const purchases = bench.start();
    await Promise.all([purchases.reserve('lin', 'p-1', { carId: CAR }), purchases.reserve('lin', 'p-1', { carId: CAR })]);
    await Promise.all([purchases.handOff('lin', 'p-1'), purchases.handOff('lin', 'p-1'), purchases.work()]);
    bench.contracts.sign('p-1');
    await Promise.all([purchases.work(), purchases.one('lin', 'p-1'), purchases.look('p-1'), bench.start().work()]);
    assert.equal(bench.read(statement('booking.live')).filter(({ carId }) => carId === CAR).length, 1, 'one booking fetches it');
    await bench.collect(CAR);
    await Promise.all([purchases.work(), bench.start().work(), purchases.one('lin', 'p-1')]);
    judge(bench, { before: [], deeds: [], ends: 'sold' });
    bench.journal.remove();
  });
});
