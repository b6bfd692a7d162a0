import type { StartOrder } from '../../../../controller/api/contract/index.ts';

/** Kinds that a technician begins here. */
export const START_KINDS = ['relocate', 'provide', 'stow', 'receive', 'audit', 'cycleDoors'] as const satisfies readonly StartOrder['kind'][];
export type StartKind = (typeof START_KINDS)[number];
export type OrderField = 'palletId' | 'carId' | 'bay' | 'toCell' | 'cell';

/** What has been chosen so far; empty text is nothing. */
export type OrderDraft = { readonly [F in OrderField]?: string };

interface Field {
  readonly field: OrderField;
  readonly isNeeded: boolean;
}

const needed = (field: OrderField): Field => ({ field, isNeeded: true });
const possible = (field: OrderField): Field => ({ field, isNeeded: false });

/** What each kind asks for. */
export const ORDER_FIELDS: Readonly<Record<StartKind, readonly Field[]>> = {
  relocate: [needed('palletId'), possible('toCell')],
  provide: [needed('bay'), possible('palletId')],
  stow: [needed('bay'), possible('toCell')],
  receive: [needed('carId'), possible('bay')],
  audit: [possible('cell')],
  cycleDoors: [needed('bay')],
};

/** The order that a draft makes; undefined while something that its kind needs is missing. */
export function newOrderOf(kind: StartKind, draft: OrderDraft): StartOrder | undefined {
  const given = (field: OrderField): string | undefined => (draft[field] === '' ? undefined : draft[field]);
  if (ORDER_FIELDS[kind].some(({ field, isNeeded }) => isNeeded && given(field) === undefined)) return undefined;
  const only = <F extends OrderField>(field: F): { readonly [K in F]?: string } => (given(field) === undefined ? {} : { [field]: given(field) }) as { readonly [K in F]?: string };
  const [palletId = '', carId = '', bay = '', cell] = [given('palletId'), given('carId'), given('bay'), given('cell')];
  switch (kind) {
    case 'relocate':
      return { kind, palletId, ...only('toCell') };
    case 'provide':
      return { kind, bay, ...only('palletId') };
    case 'stow':
      return { kind, bay, ...only('toCell') };
    case 'receive':
      return { kind, carId, ...only('bay') };
    case 'audit':
      return { kind, ...(cell === undefined ? {} : { cells: [cell] }) };
    case 'cycleDoors':
      return { kind, bay };
  }
}
