import { fault, ok } from '../../../ports.ts';
import type { Result } from '../../../ports.ts';
import type { PaymentProvider, PaymentState, ProviderFault } from '../../providers/payments.port.ts';

/** What happens to one request. `late`: it arrives when `arrive` is called, long after its asker has given up. */
export type Fate = 'well' | 'requestLost' | 'answerLost' | 'late' | 'refused';

/** What really became of one amount at the provider. */
export interface Account {
  state: PaymentState['state'];
  readonly amountMinor: number;
  /** How often the amount was really reserved, taken and given back. */
  holds: number;
  captures: number;
  releases: number;
}

/** A provider with a script. */
export interface ScriptedProvider extends PaymentProvider {
  /** Fates of the next requests, in order; then everything goes well. */
  readonly script: Fate[];
  readonly accounts: ReadonlyMap<string, Account>;
  /** The requests that were heard, as `verb id`. */
  readonly heard: readonly string[];
  /** What a hold comes to: held at once unless told otherwise. */
  readonly rule: { onHold: 'held' | 'asked' | 'declined' };
  /** The person agrees, or does not, on the provider's page. */
  readonly decide: (paymentId: string, agrees: boolean) => void;
  /** Everything that was on its way arrives. */
  readonly arrive: () => void;
}

type Answer = Result<PaymentState, ProviderFault>;

const gone = fault('unreachable', 'There was no answer. Nobody knows what came of it.');
const unknown = fault('refused', 'There is no such payment here.');

/** The provider's own books: each verb of one id has one effect, as the port asks. */
function createBooks(accounts: Map<string, Account>, rule: ScriptedProvider['rule']) {
  const say = (paymentId: string, { state }: Account): Answer =>
    ok({ state, providerRef: `ref-${paymentId}`, ...(state === 'asked' && { checkoutUrl: `https://pay.example/${paymentId}` }) });
  return {
    hold: (paymentId: string, amountMinor: number): Answer => {
      const known = accounts.get(paymentId);
      if (known !== undefined) return say(paymentId, known);
      const account: Account = { state: rule.onHold, amountMinor, holds: rule.onHold === 'held' ? 1 : 0, captures: 0, releases: 0 };
      accounts.set(paymentId, account);
      return say(paymentId, account);
    },
    look: (paymentId: string): Answer => {
      const account = accounts.get(paymentId);
      return account === undefined ? unknown : say(paymentId, account);
    },
    capture: (paymentId: string): Answer => {
      const account = accounts.get(paymentId);
      if (account === undefined) return unknown;
      if (account.state === 'held') [account.state, account.captures] = ['captured', account.captures + 1];
      return say(paymentId, account);
    },
    release: (paymentId: string): Answer => {
      const account = accounts.get(paymentId);
      if (account === undefined) return unknown;
      if (account.state === 'held' || account.state === 'asked') [account.state, account.releases] = ['released', account.releases + 1];
      return say(paymentId, account);
    },
  };
}

function refuseHold(accounts: Map<string, Account>, paymentId: string): void {
  if (!accounts.has(paymentId)) accounts.set(paymentId, { state: 'declined', amountMinor: 0, holds: 0, captures: 0, releases: 0 });
}

/** A provider that does what its script says. */
export function createScriptedProvider(): ScriptedProvider {
  const accounts = new Map<string, Account>();
  const rule: ScriptedProvider['rule'] = { onHold: 'held' };
  const script: Fate[] = [];
  const heard: string[] = [];
  let onTheirWay: (() => unknown)[] = [];
  const books = createBooks(accounts, rule);
  const suffer = async (what: string, act: () => Answer): Promise<Answer> => {
    heard.push(what);
    switch (script.shift() ?? 'well') {
      case 'well':
        return act();
      case 'requestLost':
        return gone;
      case 'answerLost': {
        const lost = act();
        return lost.ok ? gone : unknown;
      }
      case 'late':
        onTheirWay.push(act);
        return gone;
      case 'refused':
        // What is refused once is refused for good: a request of the same id that is still on its way brings nothing either.
        if (what.startsWith('hold ')) refuseHold(accounts, what.slice('hold '.length));
        return what.startsWith('hold ') ? act() : unknown;
    }
  };
  return {
    script, accounts, heard, rule,
    hold: ({ paymentId, amountMinor }) => suffer(`hold ${paymentId}`, () => books.hold(paymentId, amountMinor)),
    look: (paymentId) => suffer(`look ${paymentId}`, () => books.look(paymentId)),
    capture: (paymentId) => suffer(`capture ${paymentId}`, () => books.capture(paymentId)),
    release: (paymentId) => suffer(`release ${paymentId}`, () => books.release(paymentId)),
    decide: (paymentId, agrees) => {
      const account = accounts.get(paymentId);
      if (account?.state !== 'asked') return;
      account.state = agrees ? 'held' : 'declined';
      if (agrees) account.holds += 1;
    },
    arrive: () => {
      const late = onTheirWay;
      onTheirWay = [];
      for (const act of late) act();
    },
  };
}
