import assert from 'node:assert/strict';
import { phoneBench, sampleBooking } from '../testing/phone-bench.ts';
import { driveWishOf } from './phone-context.ts';

const SIGNED = { memberId: 'm', signInCode: 's' };

describe('a code of the kiosk that leads to a drive', () => {
  it('opens its photos, or its receipt, once its member has signed in', async () => {
    for (const [show, page] of [['receipt', 'P15'], ['handOver', 'P12'], ['return', 'P12']] as const) {
      const b = phoneBench(undefined, undefined, undefined, driveWishOf('b', show));
      assert.equal(b.screen(), 'P03', 'the address opens nothing by itself');
      await b.send({ type: 'signIn', ...SIGNED });
      assert.deepEqual([b.screen(), b.context().booking?.bookingId, b.context().driveWish], [page, sampleBooking.bookingId, undefined]);
    }
  });

  it('leads to the list for somebody whose drive it is not', async () => {
    const b = phoneBench(undefined, undefined, undefined, driveWishOf('of-somebody-else', 'receipt'));
    await b.send({ type: 'signIn', ...SIGNED });
    assert.deepEqual([b.screen(), b.context().booking], ['home', undefined]);
  });

  it('is nothing without a drive', () => {
    assert.equal(driveWishOf(null, 'receipt'), undefined);
    assert.equal(driveWishOf('', null), undefined);
  });
});
