import type { ComponentProps } from 'react';
import type { WordId } from '../../../../config/words/index.ts';
import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import type { LiveState } from '../../tower-client/live-store.ts';
import type { SelfTestScreen } from '../boot/self-test.screen.tsx';
import type { CustomerView } from '../flow/customer-view.ts';
import type { Display } from '../flow/session-context.ts';
import type { Frame } from '../frame.tsx';

/** Screens that a view names. */
export type ViewId = CustomerView['screen'];
/** What lies over a screen, or comes before the first one. */
export type OtherId = 'K00' | 'K03' | 'K80' | 'K83';
export type ScreenId = ViewId | OtherId;

type FrameProps = ComponentProps<typeof Frame>;

/** A moment in which a screen is shown. No language, size or colour: each is drawn in all of them. */
export interface Sample<View extends CustomerView = CustomerView> {
  readonly view: View;
  /** The tower meanwhile; at rest and full of cars without it. */
  readonly tower?: TowerSnapshot;
  /** Whether the tower is heard; it is, without it. */
  readonly link?: LiveState['link'];
  /** What else the frame shows; without it nothing does. */
  readonly frame?: Partial<Omit<FrameProps, 'view' | 'display' | 'session'>>;
  /** How else this customer has it: what the look of the picture does not say. */
  readonly display?: Pick<Display, 'isSpoken' | 'isStill'>;
  /** The line for who does not hear, by its words; with it the page can be heard. */
  readonly caption?: WordId;
  /** Controls that are pressed one after the other before it is looked at, by their `data-action`. */
  readonly press?: readonly string[];
}

/** The page before the controller has been heard. */
export interface BootSample {
  readonly boot: Omit<ComponentProps<typeof SelfTestScreen>, 'language' | 'manner'>;
}

/** Every moment of a screen that differs in what has to find room. `usual` is the one that is drawn everywhere. */
type Named<One> = Readonly<Record<'usual', One>> & Readonly<Record<string, One>>;

/** The samples of some screens. */
export type SamplesOf<Id extends ScreenId> = {
  readonly [Each in Id]: Named<Each extends 'K00' ? BootSample : Each extends ViewId ? Sample<Extract<CustomerView, { readonly screen: Each }>> : Sample>;
};

/** A view that a flow has made, as the view of the screen that it must be. Throws when it is another one: the sample tells a wrong story. */
export function shownAs<Id extends ViewId>(screen: Id, view: CustomerView): Extract<CustomerView, { readonly screen: Id }> {
  if (view.screen !== screen) throw new Error(`the sample of ${screen} shows ${view.screen}`);
  return view as Extract<CustomerView, { readonly screen: Id }>;
}
