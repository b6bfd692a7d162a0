import assert from 'node:assert/strict';
import fc from 'fast-check';
import sinon from 'sinon';
import { carriageAxesOf, stationMm } from '../../config/axes.ts';
import { loadSite } from '../../config/load-site.ts';
import { placesOf } from '../../config/places.ts';
import { done, fault } from '../ports.ts';
import { createFence } from './fence.ts';
import { createPlaceTowards } from './place-towards.ts';
import { createLeases } from './leases.ts';

function bench(image: Parameters<typeof createLeases>[1] = []) {
  const journal = { grant: sinon.stub().resolves(done), release: sinon.stub().resolves(done) };
  return { journal, leases: createLeases(journal, image) };
}

async function taken(leases: ReturnType<typeof createLeases>, holder: string) {
  const answer = await leases.take(['carriage', 'bay:A'], holder);
  assert.ok(answer.ok, answer.ok ? '' : answer.error.message);
  return answer.value;
}

describe('leases of carriage and bays', () => {
  it('go on from the number that the journal has: a lease of before a crash is never current again', async () => {
    const { leases } = bench([{ resource: 'carriage', number: 41 }]);
    assert.ok(!leases.isCurrent({ resource: 'carriage', number: 41, holder: 'c1' }));
    assert.deepEqual((await taken(leases, 'c2')).map(({ number }) => number), [42, 1]);
  });

  it('are durable before they count', async () => {
    const { leases, journal } = bench();
    journal.grant.callsFake(() => {
      assert.equal(leases.holderOf('carriage'), undefined);
      return Promise.resolve(done);
    });
    await taken(leases, 'c1');
    assert.equal(leases.holderOf('carriage'), 'c1');
  });

  it('are taken all or none, and by one at a time', async () => {
    const { leases } = bench();
    await taken(leases, 'c1');
    const second = await leases.take(['bay:B', 'carriage'], 'c2');
    assert.ok(!second.ok && second.error.code === 'taken');
    assert.equal(leases.holderOf('bay:B'), undefined);
  });

  it('end with a stop, also one that comes while they are being written', async () => {
    const { leases, journal } = bench();
    const [carriage] = await taken(leases, 'c1');
    leases.revokeAll();
    assert.ok(carriage && !leases.isCurrent(carriage));
    journal.grant.callsFake(() => {
      leases.revokeAll();
      return Promise.resolve(done);
    });
    const late = await leases.take(['carriage'], 'c1');
    assert.ok(!late.ok && late.error.code === 'revoked');
    assert.equal(leases.holderOf('carriage'), undefined);
  });

  it('are not given when they cannot be written, and their number is not used again', async () => {
    const { leases, journal } = bench();
    journal.grant.onFirstCall().resolves(fault('full', 'no space'));
    const first = await leases.take(['carriage'], 'c1');
    assert.ok(!first.ok && first.error.code === 'journalUnavailable');
    assert.equal((await taken(leases, 'c2'))[0]?.number, 2);
  });

  it('of before release nothing of after', async () => {
    const { leases, journal } = bench();
    const old = await taken(leases, 'c1');
    leases.revokeAll();
    await taken(leases, 'c1');
    assert.ok((await leases.release(old)).ok);
    sinon.assert.notCalled(journal.release);
    assert.equal(leases.holderOf('carriage'), 'c1');
  });

  it('whatever is done with them, numbers only grow and at most one lease of a resource is current', async () => {
    const deed = fc.constantFrom('take1', 'take2', 'release', 'stop');
    await fc.assert(fc.asyncProperty(fc.array(deed, { maxLength: 30 }), async (deeds) => {
      const { leases } = bench();
      const given: { resource: 'carriage'; number: number; holder: string }[] = [];
      for (const one of deeds) {
        if (one === 'stop') leases.revokeAll();
        else if (one === 'release') assert.ok((await leases.release(given.slice(-1))).ok);
        else {
          const answer = await leases.take(['carriage'], one);
          if (answer.ok) for (const { number, holder } of answer.value) given.push({ resource: 'carriage', number, holder });
        }
        const numbers = given.map(({ number }) => number);
        assert.deepEqual(numbers, [...new Set(numbers)].sort((a, b) => a - b));
        assert.ok(given.filter(leases.isCurrent).length <= 1);
      }
    }));
  });
});

describe('the fence at the gate', () => {
  async function fenced(outOfService: readonly string[] = []) {
    const { leases } = bench();
    const [carriage, bay] = await taken(leases, 'c1');
    assert.ok(carriage && bay);
    const fence = createFence({ leases, isOutOfService: (place) => outOfService.includes(place), placeTowards: (mm) => (mm < 0 ? 'cell:2-1L' : 'cell:2-1R'), pushesInto: () => undefined, opensBehind: () => false });
    return { leases, carriage, bay, refusal: fence.refusal };
  }
  const lift = { motion: 'lift.move', holder: 'c1', targetMm: 3000 } as const;

  it('lets the holder pass, and nobody else', async () => {
    const { refusal, carriage, leases } = await fenced();
    assert.equal(refusal({ ...lift, leases: [carriage] }), undefined);
    assert.match(refusal({ ...lift, holder: 'c2', leases: [] }) ?? '', /no lease/u);
    assert.match(refusal({ ...lift, holder: undefined, leases: [] }) ?? '', /held by c1/u);
    leases.revokeAll();
    assert.match(refusal({ ...lift, leases: [carriage] }) ?? '', /is over/u);
    assert.equal(refusal({ ...lift, holder: undefined, leases: [] }), undefined, 'a person moves what nobody holds');
  });

  it('asks for the bay as well where a bay is moved, and never for the way out', async () => {
    const { refusal, carriage, bay } = await fenced();
    const reach = { motion: 'shuttle.bay:A', holder: 'c1', targetMm: -5800 } as const;
    assert.match(refusal({ ...reach, leases: [carriage] }) ?? '', /bay:A/u);
    assert.equal(refusal({ ...reach, leases: [carriage, bay] }), undefined);
    assert.equal(refusal({ motion: 'outer.open:A', holder: 'c9', leases: [], targetMm: undefined }), undefined);
  });

  it('keeps everything out of a place that is out of service, judged by where the carriage stands', async () => {
    const { refusal, carriage, bay } = await fenced(['cell:2-1L', 'bay:A']);
    const reach = (targetMm: number) => refusal({ motion: 'shuttle.cell', holder: 'c1', leases: [carriage], targetMm });
    assert.match(reach(-5800) ?? '', /out of service/u);
    assert.equal(reach(5800), undefined);
    for (const motion of ['shuttle.bay:A', 'inner.open:A'] as const) assert.match(refusal({ motion, holder: 'c1', leases: [carriage, bay], targetMm: -5800 }) ?? '', /out of service/u);
    for (const motion of ['inner.close:A', 'outer.close:A', 'outer.open:A', 'shuttle.retract'] as const) assert.equal(refusal({ motion, holder: 'c1', leases: [carriage, bay], targetMm: 0 }), undefined, motion);
  });

  it('leaves a place that is out of service to the hand that mends it', async () => {
    const { leases } = bench();
    const { refusal } = createFence({ leases, isOutOfService: () => true, placeTowards: () => 'cell:2-1L', pushesInto: () => undefined, opensBehind: () => false });
    for (const motion of ['inner.stepOpen:A', 'outer.stepClose:A'] as const) assert.equal(refusal({ motion, holder: undefined, leases: [], targetMm: undefined }), undefined, motion);
    assert.equal(refusal({ motion: 'shuttle.jog', holder: undefined, leases: [], targetMm: -5800 }), undefined);
  });

  it('lets the shuttle reach out only towards a place that the tower has', () => {
    for (const name of ['tmall-guangzhou', 'carvana-san-antonio', 'autobahn-singapore']) {
      const loaded = loadSite(name);
      assert.ok(loaded.ok);
      const site = loaded.value;
      const { strokeMm } = site.axes.shuttle;
      const at = new Map<string, number>();
      const drive = (id: string) => ({ observed: () => ({ value: { positionMm: at.get(id) } }) });
      const placeTowards = createPlaceTowards(site, { axes: Object.fromEntries(carriageAxesOf(site).map((id) => [id, drive(id)])) } as never);
      const { refusal } = createFence({ leases: bench().leases, isOutOfService: () => false, placeTowards, pushesInto: () => undefined, opensBehind: () => false });
      let [reached, refused] = [0, 0];
      for (const level of placesOf(site)) {
        for (const position of placesOf(site)) {
          const z = stationMm(site, 'lift', level);
          at.set('lift', z);
          for (const id of carriageAxesOf(site)) if (id !== 'lift') at.set(id, stationMm(site, id, position));
          for (const targetMm of [-strokeMm, strokeMm]) {
            const isPlace = placesOf(site).some((place) => place.zMm === z && place.xMm === position.xMm && place.turnDeg === position.turnDeg && place.reachMm === targetMm);
            for (const motion of ['shuttle.cell', 'shuttle.jog'] as const) assert.equal(refusal({ motion, holder: undefined, leases: [], targetMm }) === undefined, isPlace, `${name} ${level.id} ${position.id} ${String(targetMm)}`);
            if (isPlace) reached += 1;
            else refused += 1;
          }
        }
      }
      assert.ok(reached > 0 && refused > 0, name);
    }
  });
});
