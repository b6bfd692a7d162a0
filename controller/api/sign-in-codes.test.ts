import assert from 'node:assert/strict';
import { done } from '../ports.ts';
import { MEMBER, demoSite, openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';

const MINUTE_MS = 60_000;

describe('signing in with a code by message', () => {
  let bench: ApiBench;
  let sent: { readonly memberId: string; readonly text: string }[];
  const messages = {
    send: async (message: { readonly memberId: string; readonly text: string }) => {
      sent.push(message);
      return done;
    },
  };
  const askCode = (memberId: string): Promise<Heard> => bench.post('/api/v1/sign-in-codes', undefined, { memberId });
  const signIn = (signInCode: string, memberId = MEMBER): Promise<Heard> => bench.post('/api/v1/sessions', undefined, { role: 'phone', memberId, signInCode });
  const codeOf = (text: string | undefined): string => /(?<code>\d{6})/u.exec(text ?? '')?.groups?.['code'] ?? '';
  const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  /** The newest code, as soon as it has been carried. */
  const nextCode = async (): Promise<string> => {
    const before = sent.length;
    assert.equal((await askCode(MEMBER)).status, 202);
    for (let turn = 0; turn < 40 && sent.length === before; turn += 1) await bench.get('/api/v1/health');
    return codeOf(sent.at(-1)?.text);
  };
  beforeEach(async () => {
    sent = [];
    bench = await openApiBench({ providers: { messages } });
  });
  afterEach(() => bench.close());

  it('opens one session, beside the code of the invitation', async () => {
    const code = await nextCode();
    assert.match(code, /^\d{6}$/u);
    assert.equal((await signIn(`${code.slice(0, 3)} ${code.slice(3)}`)).status, 201);
    assert.equal(problemOf(await signIn(code)), 'signInWrong', 'it is used up');
    assert.equal((await signIn(bench.signInCode)).status, 201);
  });
  it('answers the same whether or not there is such a member', async () => {
    const [known, unknown] = [await askCode(MEMBER), await askCode('nobody')];
    assert.deepEqual([known.status, known.body], [unknown.status, unknown.body]);
    for (let turn = 0; turn < 10; turn += 1) await bench.get('/api/v1/health');
    assert.deepEqual(sent.map(({ memberId }) => memberId), [MEMBER]);
  });
  it('holds ten minutes', async () => {
    const code = await nextCode();
    bench.later(10 * MINUTE_MS);
    assert.equal(problemOf(await signIn(code)), 'signInWrong');
    bench.later(MINUTE_MS);
    const second = await nextCode();
    bench.later(10 * MINUTE_MS - 1);
    assert.equal((await signIn(second)).status, 201);
  });
  it('ends after five wrong ones, each counted before it is judged, and rests', async () => {
    const code = await nextCode();
    for (let wrong = 0; wrong < 5; wrong += 1) assert.equal(problemOf(await signIn(otherThan(code))), 'signInWrong');
    assert.equal(problemOf(await signIn(code)), 'signInWrong');
    bench.later(9 * MINUTE_MS);
    assert.equal(problemOf(await signIn(code)), 'signInWrong', 'the right one opens nothing any more');
  });
  it('ends with its tries also where the rest is shorter than its time', async () => {
    await bench.close();
    bench = await openApiBench({ providers: { messages }, site: demoSite((site) => ({ ...site, identity: { ...site.identity, lockoutMs: MINUTE_MS } })) });
    const code = await nextCode();
    for (let wrong = 0; wrong < 5; wrong += 1) assert.equal(problemOf(await signIn(otherThan(code))), 'signInWrong');
    bench.later(2 * MINUTE_MS);
    assert.equal(problemOf(await signIn(code)), 'signInWrong');
    assert.equal((await signIn(bench.signInCode)).status, 201, 'the invitation opens');
  });
  it('counts tries that arrive together one by one', async () => {
    const code = await nextCode();
    const heard = await Promise.all([...Array.from({ length: 5 }, () => signIn(otherThan(code))), signIn(code)]);
    assert.deepEqual(heard.filter(({ status }) => status === 201).length, 0);
  });
  it('lets the newest one open alone', async () => {
    const [first, second] = [await nextCode(), await nextCode()];
    if (first !== second) assert.equal(problemOf(await signIn(first)), 'signInWrong');
    assert.equal((await signIn(second)).status, 201);
  });
  it('says by nothing whether there is such a member: not by what is left, not by when it rests', async () => {
    for (const [wrong, other] of [['WRONGWRONG', 'nobody'], ['123456', 'no-other']] as const) {
      for (let ask = 0; ask < 7; ask += 1) {
        const [known, unknown] = [await signIn(wrong), await signIn(wrong, other)];
        assert.equal(known.status, unknown.status);
        assert.deepEqual(known.body, unknown.body, `${wrong} ${String(ask)}`);
        bench.later(MINUTE_MS / 2);
      }
      bench.later(60 * MINUTE_MS);
    }
  });
  it('is nobody else’s', async () => {
    const code = await nextCode();
    assert.equal(problemOf(await signIn(code, 'nobody')), 'signInWrong');
  });
  it('sends a member no flood, and says so to nobody', async () => {
    const answers: number[] = [];
    for (let ask = 0; ask < 8; ask += 1) answers.push((await askCode(MEMBER)).status);
    assert.deepEqual(new Set(answers), new Set([202]));
    for (let turn = 0; turn < 20; turn += 1) await bench.get('/api/v1/health');
    assert.equal(sent.length, 3);
    for (let ask = 0; ask < 8; ask += 1) answers.push((await askCode(`m-${String(ask)}`)).status);
    assert.ok(answers.includes(429), 'whoever asks for everybody is slowed down');
  });
  it('stands in no log', async () => {
    const code = await nextCode();
    assert.equal(problemOf(await signIn(code, 'nobody')), 'signInWrong');
    assert.equal(problemOf(await bench.post('/api/v1/sessions', undefined, { role: 'phone', memberId: 5, signInCode: code })), 'malformed');
    assert.equal((await signIn(code)).status, 201);
    assert.ok(!JSON.stringify(bench.logged).includes(code));
  });
});
