/** The part of a look that is heard. */
interface Audible {
  readonly isSpoken?: boolean;
}

/** A look, for somebody with headphones: whoever has plugged them in listens. */
export const forListener = <D extends Audible>(display: D, hasHeadphones: boolean): D => (hasHeadphones ? { ...display, isSpoken: true } : display);

/** Headphones plugged in or taken out. What was said to one person is not said to everybody: without them speech ends, until somebody asks for it here. */
export const withHeadphones = <D extends Audible>({ display }: { readonly display: D }, areIn: boolean): { readonly hasHeadphones: boolean; readonly display: D } =>
  ({ hasHeadphones: areIn, display: { ...display, isSpoken: areIn } });
