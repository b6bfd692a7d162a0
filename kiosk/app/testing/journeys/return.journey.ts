import assert from 'node:assert/strict';
import { ok } from '../fake-reply.ts';
import { SAMPLE_CODE, SAMPLE_RETURN } from '../fake-tower.ts';
import { onDrive, recognisedByCode } from './visit.ts';
import type { Journey } from './visit.ts';
import { inBay, returnTower } from '../return-script.ts';
import { restingTower } from '../sample-tower.ts';

/** Bring back. */
export const returnJourneys: readonly Journey[] = [
  {
    tells: 'brings a car back, in another language from the middle on, and with a look into the help while the tower looks at the car',
    make: async (visit) => {
      const { tower, hands, on, reads, page } = visit;
      tower.recognise = () => ok(onDrive);
      await recognisedByCode(visit, 'bring-back', SAMPLE_CODE);
      await on('K30');
      await hands.press('language-zh');
      await reads('车上一共几个人');
      await hands.press('people-2');
      await on('K38');
      tower.show(inBay({}));
      await on('K31');
      await hands.press('help');
      await on('K60');
      await hands.press('topic-bringBack');
      await hands.press('help-close');
      await on('K31');
      tower.show(inBay({ stage: 'gettingOut', advice: 'stop', channels: { presence: 'present', radar: 'unknown', crossings: 'present', weight: 'clear' } }));
      await on('K32');
      tower.show(inBay({ stage: 'allClear', advice: 'stop', given: ['left'] }));
      await on('K33');
      const given = page.waitForResponse((response) => response.url().endsWith(`/returns/${SAMPLE_RETURN}/all-clears`));
      await hands.hold('all-clear', () => given);
      tower.show(returnTower({ phase: 'checking' }, []));
      await on('K35');
      tower.show(restingTower);
      await on('K36');
      await hands.press('finish');
      await on('K01');
      const begun = tower.asked.filter(({ path }) => path === '/api/v1/returns');
      assert.deepEqual(begun.map(({ body }) => body), [{ by: 'ticket', ticket: onDrive.ticket, people: 2 }]);
    },
  },
];
