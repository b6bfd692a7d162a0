import { done, fault, ok } from '../../../ports.ts';
import type { Result } from '../../../ports.ts';
import type { ContractProvider, ContractState } from '../../providers/contracts.port.ts';
import type { ProviderFault } from '../../providers/payments.port.ts';

/** What happens to one request. `late`: it arrives when `arrive` is called, long after its asker has given up. */
export type ContractFate = 'well' | 'requestLost' | 'answerLost' | 'late';

/** A maker of contracts with a script. */
export interface ScriptedContracts extends ContractProvider {
  readonly script: ContractFate[];
  /** What really stands, by purchase. */
  readonly contracts: ReadonlyMap<string, ContractState['state']>;
  /** Contracts that were really made; one for a purchase at most. */
  readonly made: readonly string[];
  /** The buyer signs, when there is something to sign. */
  readonly sign: (purchaseId: string) => void;
  readonly arrive: () => void;
}

const gone = fault('unreachable', 'There was no answer. Nobody knows what came of it.');
const unknown = fault('refused', 'There is no such contract here.');

/** A provider that does what its script says. */
export function createScriptedContracts(): ScriptedContracts {
  const contracts = new Map<string, ContractState['state']>();
  const made: string[] = [];
  const script: ContractFate[] = [];
  let onTheirWay: (() => unknown)[] = [];
  const say = (purchaseId: string): Result<ContractState, ProviderFault> => {
    const state = contracts.get(purchaseId);
    return state === undefined ? unknown : ok({ state, contractRef: `c-${purchaseId}`, signUrl: `https://sign.example/${purchaseId}` });
  };
  const suffer = async <T>(act: () => Result<T, ProviderFault>): Promise<Result<T, ProviderFault>> => {
    switch (script.shift() ?? 'well') {
      case 'well':
        return act();
      case 'requestLost':
        return gone;
      case 'answerLost': {
        const lost = act();
        return lost.ok ? gone : lost;
      }
      case 'late':
        onTheirWay.push(act);
        return gone;
    }
  };
  return {
    script, contracts, made,
    offer: ({ purchaseId }) =>
      suffer(() => {
        if (!contracts.has(purchaseId)) {
          contracts.set(purchaseId, 'offered');
          made.push(purchaseId);
        }
        return say(purchaseId);
      }),
    look: (purchaseId) => suffer(() => say(purchaseId)),
    withdraw: (purchaseId) =>
      suffer(() => {
        if (contracts.get(purchaseId) !== 'offered' && contracts.get(purchaseId) !== 'declined') return unknown;
        contracts.set(purchaseId, 'declined');
        return done;
      }),
    sign: (purchaseId) => {
      if (contracts.get(purchaseId) === 'offered') contracts.set(purchaseId, 'signed');
    },
    arrive: () => {
      const late = onTheirWay;
      onTheirWay = [];
      for (const act of late) act();
    },
  };
}
