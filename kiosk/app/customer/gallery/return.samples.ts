import type { Recognition, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { deliveryAt } from '../../testing/delivery-script.ts';
import { inBay, returnTower } from '../../testing/return-script.ts';
import { sampleCollection } from '../../testing/sample-tower.ts';
import { sampleRecognition } from '../../testing/sample-visit.ts';
import type { CustomerView } from '../flow/customer-view.ts';
import type { ReturnQuestion } from '../flow/return-view.ts';
import type { SessionContext } from '../flow/session-context.ts';
import { longCar, refusalOf, returnScreen } from './moments.ts';
import { shownAs } from './sample.ts';
import type { Sample, SamplesOf, ViewId } from './sample.ts';

const { cell: _cell, ...known } = sampleRecognition;
const arriving: Recognition = { ...known, errand: 'bringBack' };
const late: Recognition = { ...arriving, car: longCar, late: { sinceUtcMs: Date.UTC(2026, 2, 17, 4), feeMinor: 19_800, nextRiseUtcMs: Date.UTC(2026, 2, 17, 6) } };
const carId = sampleCollection.carId;

/** On its way up, with the lift where it is measured between two levels. */
const rising = (({ returns, orders, cells }: TowerSnapshot): TowerSnapshot => ({ ...deliveryAt(24), collections: [], returns, orders, cells }))(returnTower({ phase: 'storing' }, []));

/** The screen that the flow shows for this tower. */
function at<Id extends ViewId>(screen: Id, tower: TowerSnapshot, change?: Partial<SessionContext>, question?: ReturnQuestion): Sample<Extract<CustomerView, { readonly screen: Id }>> {
  return { view: shownAs(screen, returnScreen(tower, change, question)), tower, frame: { followedCarId: carId } };
}

const findings = [
  { code: 'tooLong', at: 'rear', mend: 'shutTailgate', by: 240, unit: 'mm' },
  { code: 'tooWide', at: 'sides', mend: 'foldMirrors', by: 60, unit: 'mm' },
] as const;
const nobody = { presence: 'clear', radar: 'clear', crossings: 'clear', weight: 'clear' } as const;
const somebody = { presence: 'present', radar: 'unknown', crossings: 'present', weight: 'clear' } as const;

/** From the welcome back to the car in its place. */
export const returnSamples: SamplesOf<'K30' | 'K31' | 'K32' | 'K33' | 'K35' | 'K37' | 'K38' | 'K39'> = {
  K30: {
    usual: { view: { screen: 'K30', recognition: arriving, isStarting: false } },
    late: { view: { screen: 'K30', recognition: late, isStarting: false } },
    starting: { view: { screen: 'K30', recognition: arriving, isStarting: true } },
  },
  K31: {
    usual: at('K31', inBay({})),
    left: at('K31', inBay({ stage: 'guiding', advice: 'left' })),
    unknown: at('K31', inBay({ stage: 'guiding', advice: 'unknown' })),
    stop: at('K31', inBay({ stage: 'measuring', advice: 'stop' })),
    findings: at('K31', inBay({ stage: 'mending', advice: 'stop', findings: [...findings] })),
    refused: at('K31', inBay({ stage: 'mending', advice: 'stop', findings: [...findings] }), { refusal: refusalOf('offline') }),
  },
  K32: {
    usual: at('K32', inBay({ stage: 'gettingOut', advice: 'stop', channels: somebody })),
    clear: at('K32', inBay({ stage: 'gettingOut', advice: 'stop', channels: nobody })),
    refused: at('K32', inBay({ stage: 'gettingOut', advice: 'stop', channels: somebody }), { refusal: refusalOf('offline') }),
    fetch: at('K32', inBay({ stage: 'gettingOut', advice: 'stop', channels: somebody }, { outAgain: true })),
    rolls: at('K32', inBay({ stage: 'braking', advice: 'back' })),
    'child-inside': at('K32', returnTower({ phase: 'opening', refusal: 'somebodyInside' }, [])),
  },
  K33: {
    usual: at('K33', inBay({ stage: 'allClear', advice: 'stop', given: ['left'] })),
    giving: at('K33', inBay({ stage: 'allClear', advice: 'stop', given: ['left'] }), {}, 'giving'),
    refused: at('K33', inBay({ stage: 'allClear', advice: 'stop', given: [] }), { refusal: refusalOf('offline') }),
    'no-key': at('K33', inBay({ stage: 'allClear', advice: 'stop', given: ['left'] }), { allClearKey: undefined }),
    again: at('K33', inBay({ stage: 'allClear', advice: 'stop', given: [] }, { outAgain: true })),
    proving: at('K33', inBay({ stage: 'proving', advice: 'stop', given: ['left', 'kiosk'] })),
  },
  K35: {
    usual: at('K35', rising),
    checking: at('K35', returnTower({ phase: 'checking' }, [])),
    'stop-failed': at('K35', rising, { stop: 'failed' }),
  },
  K37: {
    usual: { view: { screen: 'K37', refusal: refusalOf('noCellFits') } },
    possible: { view: { screen: 'K37', refusal: refusalOf('noEmptyPallet'), isPossible: true } },
    offline: { view: { screen: 'K37', refusal: refusalOf('offline') } },
  },
  K38: {
    usual: at('K38', returnTower({ phase: 'fetching' })),
    again: at('K38', returnTower({ phase: 'bringing', outAgain: true })),
    queued: at('K38', returnTower({ phase: 'queued' }, ['cancel'])),
    asked: { view: { screen: 'K38', step: 'asked', frame: { bay: '', refusal: undefined, mayWithdraw: false, stop: 'none', again: undefined, isOutAgain: false, mayShowCondition: false } } },
  },
  K39: {
    usual: at('K39', returnTower({ phase: 'leaving', refusal: 'tooHeavy' })),
    over: at('K39', returnTower({ phase: 'shutting', refusal: 'tooHeavy' }, [])),
  },
};
