import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createBackButton } from './back-button.ts';

/** The browser's list, the shown entry last; a press of the phone's button takes it away. */
function setUp(answer: () => void = () => undefined) {
  const list = [0];
  let listener: (depth: number) => void = () => undefined;
  const press = (steps = 1): void => {
    list.splice(Math.max(1, list.length - steps));
    listener(list.at(-1) ?? 0);
  };
  const onBack = sinon.spy(answer);
  const button = createBackButton({
    push: (depth) => void list.push(depth),
    pop: press,
    onPopped: (heard) => {
      listener = heard;
      return () => undefined;
    },
  }, onBack);
  return { list, press, onBack, button };
}

describe("the phone's own back button", () => {
  it('leads back one place a press, and leaves the page from a root', () => {
    const before = ['P00', 'P01', 'P02'];
    const { list, press, onBack, button } = setUp(() => {
      const screen = before.pop() ?? 'P00';
      button.shown(screen, screen === 'P00');
    });
    button.shown('P00', true);
    for (const screen of ['P01', 'P02', 'P03']) button.shown(screen, false);
    assert.deepEqual(list, [0, 1, 2, 3]);
    for (const left of [3, 2, 1]) {
      press();
      assert.equal(list.length, left);
    }
    sinon.assert.callCount(onBack, 3);
    press();
    sinon.assert.callCount(onBack, 3);
  });
  it('does not leave the page from a place within the flow that was opened by a link', () => {
    const { list, press, onBack, button } = setUp();
    button.shown('P01', false);
    assert.deepEqual(list, [0, 1]);
    press();
    sinon.assert.calledOnce(onBack);
  });
  it('keeps an entry for the next press when the first one led back within its screen', () => {
    const { list, press, onBack, button } = setUp();
    button.shown('P00', true);
    button.shown('P05', false);
    press();
    assert.deepEqual(list, [0, 1]);
    press();
    sinon.assert.calledTwice(onBack);
  });
  it('empties the list at a root, so that the next press leaves, and takes that for no press', () => {
    const { list, onBack, button } = setUp();
    button.shown('P00', true);
    button.shown('P01', false);
    button.shown('P02', false);
    button.shown('home', true);
    assert.deepEqual(list, [0]);
    sinon.assert.notCalled(onBack);
    button.shown('P01', false);
    assert.deepEqual(list, [0, 1]);
  });
});
