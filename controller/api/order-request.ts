/** What a person asks of the tower besides a collection. `orderId`: chosen by whoever asks; the same id is the same request. */
export type OrderRequest = { readonly orderId: string } & (
  /** A car comes back. Without a bay the tower chooses one. `people`: how many are in it, as they say; unknown without, and a member of staff answers for the count. */
  | { readonly kind: 'receive'; readonly carId: string; readonly bookingId?: string | undefined; readonly bay?: string | undefined; readonly people?: number | undefined }
  /** A car that stands in its cell comes to a bay once more, for whoever has left something in it, and goes in again by the checks of one that comes back; or it is driven out. */
  | { readonly kind: 'recall'; readonly carId: string }
  /** A pallet goes to another cell; without `toCell` home, or where that is too small for its car to the smallest that takes it. Also one that lies on the carriage. */
  | { readonly kind: 'relocate'; readonly palletId: string; readonly toCell?: string | undefined }
  /** An empty pallet comes to a bay: this one, or the nearest. */
  | { readonly kind: 'provide'; readonly bay: string; readonly palletId?: string | undefined }
  /** The pallet in a bay goes to a cell; without `toCell` home, or to the nearest free one, with a car to the smallest that takes it. The car is measured before. */
  | { readonly kind: 'stow'; readonly bay: string; readonly toCell?: string | undefined }
  /** Cells are visited, all without `cells`; with `tags` each pallet is taken out and read. */
  | { readonly kind: 'audit'; readonly cells?: readonly string[] | undefined; readonly tags?: boolean | undefined }
  /** The outer door of a bay opens and shuts once. */
  | { readonly kind: 'cycleDoors'; readonly bay: string }
);
