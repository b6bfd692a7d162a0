import assert from 'node:assert/strict';
import sinon from 'sinon';
import { faceTemplateSchema } from '../../controller/api/contract/requests.schema.ts';
import { enrolFromPicture, MAX_PICTURE_BYTES, withTemplate } from './enrolment.ts';
import { GOOD_FACE, reading, template } from './face-fixtures.ts';
import { pictureProblem } from './picture-refusal.ts';
import { templateDistance } from './template-distance.ts';

describe('enrolment', () => {
  it('makes templates of the shape that the controller takes', () => {
    assert.equal(faceTemplateSchema.safeParse(template()).success, true);
  });

  it('refuses a file that is too large without reading it', async () => {
    const measurePicture = sinon.stub();
    const huge = new Blob([]);
    sinon.stub(huge, 'size').value(MAX_PICTURE_BYTES + 1);
    const outcome = await enrolFromPicture({ measurePicture }, huge);
    assert.equal(outcome.ok ? 'ok' : outcome.error.code, 'notAPicture');
    assert.equal(measurePicture.callCount, 0);
  });

  it('keeps templates of one person and begins again when somebody else steps in', () => {
    const first = withTemplate([], template(0.1));
    const second = withTemplate(first, template(0.105));
    assert.equal(second.length, 2);
    assert.deepEqual(withTemplate(second, template(0.2)), [template(0.2)]);
  });
});

describe('picture problem', () => {
  it('accepts a good face anywhere in the picture', () => {
    assert.equal(pictureProblem(reading({ face: { ...GOOD_FACE, centre: { x: 0.1, y: 0.9 } } })), null);
  });

  it('names what is wrong', () => {
    const problemOf = (changes: Partial<typeof GOOD_FACE>) => pictureProblem(reading({ face: { ...GOOD_FACE, ...changes } }));
    assert.equal(problemOf({ eyeDistancePx: 30 }), 'tooSmall');
    assert.equal(problemOf({ yaw: 0.4 }), 'turnedAway');
    assert.equal(problemOf({ meanLuma: 10 }), 'tooDark');
    assert.equal(problemOf({ meanLuma: 240 }), 'tooBright');
    assert.equal(problemOf({ sharpness: 0.001 }), 'blurred');
    assert.equal(pictureProblem(reading({ faceCount: 2 })), 'moreThanOneFace');
    assert.equal(pictureProblem(reading({ faceCount: 0, face: null })), 'noFace');
    assert.equal(pictureProblem(reading({ faceCount: 0, face: null, meanLuma: 3 })), 'tooDark');
  });
});

describe('template distance', () => {
  it('is Euclidean, and infinite across versions', () => {
    assert.ok(Math.abs(templateDistance(template(0), template(0.1)) - Math.sqrt(1.28)) < 1e-9);
    assert.equal(templateDistance(template(0.1), template(0.1, 'another.2')), Number.POSITIVE_INFINITY);
  });
});
