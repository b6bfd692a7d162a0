import assert from 'node:assert/strict';
import { headphonesAmong } from './headphones.ts';

const out = (id: string, label = '') => ({ id, label });

describe('headphones', () => {
  it('are known by the name of their output, in both languages', () => {
    assert.equal(headphonesAmong([out('1', 'HDMI'), out('2', 'USB Headset')], undefined), 'in');
    assert.equal(headphonesAmong([out('2', '耳机')], undefined), 'in');
    assert.equal(headphonesAmong([out('1', 'HDMI')], undefined), 'out');
  });

  it('are one output more than those that belong to the kiosk', () => {
    assert.equal(headphonesAmong([out('1')], 1), 'out');
    assert.equal(headphonesAmong([out('1'), out('2')], 1), 'in');
    assert.equal(headphonesAmong([out('default'), out('communications'), out('1')], 1), 'out');
  });

  it('are not known of where the browser shows no output, or no names and the site does not say how many are its own', () => {
    assert.equal(headphonesAmong([], 1), 'unknown');
    assert.equal(headphonesAmong([out('1'), out('2')], undefined), 'unknown');
  });
});
