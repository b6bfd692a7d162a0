import type { CarView } from '../../../controller/api/contract/index.ts';
import { placesOf } from '../../../config/places.ts';
import { useLivePart } from '../tower-client/use-live.ts';
import { useWords } from '../words/words.tsx';
import type { CustomerView } from './flow/customer-view.ts';
import { bareCell } from './flow/car-place.ts';
import type { Display } from './flow/session-context.ts';
import { BayPicture } from './scene/bay-picture.tsx';
import { GlassOrLines } from './scene/glass-or-lines.tsx';
import { isStale, newsAtMs } from './scene/shown-position.ts';
import { LevelCounter, LookUpWords } from './scene/stage-words.tsx';
import { StepLadder } from './scene/step-ladder.tsx';
import { useCalm } from './scene/use-calm.ts';
import { DriveGuide } from './screens/drive-in.screen.tsx';
import { Mirror } from './screens/mirror.tsx';
import { useServices, useTurns } from './services.tsx';

/** Screens on which the drawing is followed, so that its age is said. */
const MOVING: readonly CustomerView['screen'][] = ['K21', 'K22', 'K24', 'K35', 'K38', 'K39'];
/** Screens that say what the tower sees of a bay: nothing of it is heard without a connection. */
const SEEING: readonly CustomerView['screen'][] = ['K26', 'K31', 'K32', 'K33'];
/** Screens of a car under way: without motion, they are a ladder of steps. */
const UNDER_WAY: readonly CustomerView['screen'][] = ['K21', 'K22', 'K35'];
/** Screens on which the glass may stand: one car, for as long as its journey takes. */
const IN_GLASS: readonly CustomerView['screen'][] = ['K20', 'K21', 'K22', 'K35', 'K36'];
/** Over a journey that goes on: its drawing stays above. */
const HELP: readonly CustomerView['screen'][] = ['K60', 'K61', 'K62'];
/** On the attract screen a different car shows itself every so often (kiosk reference F.7). */
const BREATHE_MS = 20_000;

/** Says it when what is drawn is not measured just now, or (`isDrawn` false) that nothing is heard. */
function StaleNote({ isDrawn = true }: { readonly isDrawn?: boolean }) {
  const { say } = useWords();
  const { live, clock } = useServices();
  useTurns(clock, 1000);
  // Looked at once a second and when the connection changes; what comes twenty times a second says nothing about its own age.
  useLivePart(live, ({ link }) => link);
  const state = live.read();
  if (!isStale(state, clock.nowMs()) || (!isDrawn && state.link === 'live')) return null;
  const seconds = Math.round((clock.nowMs() - newsAtMs(state)) / 1000);
  return <p className="stale-note" role="status">{state.link === 'live' ? say('scene.stale') : say('link.lost', { seconds })}</p>;
}

/** Which car has its colour: the customer's own, or on the attract screen one after the other. */
function useShownCar(view: CustomerView, followedCarId: string | undefined): CarView | undefined {
  const { cars, clock, live } = useServices();
  const turn = useTurns(clock, BREATHE_MS);
  const here = useLivePart(live, ({ tower }) => Object.values(tower?.cells ?? {}).flatMap(({ carId }) => carId ?? []));
  if (view.screen === 'K01') {
    const inside = cars.filter(({ carId }) => here.includes(carId));
    return inside[(turn * 5) % Math.max(1, inside.length)];
  }
  if ('car' in view) return cars.find(({ carId }) => carId === view.car.carId);
  const own = view.screen === 'K17' || view.screen === 'K19' || view.screen === 'K30' || view.screen === 'K50' ? view.recognition.car.carId : followedCarId;
  return own === undefined ? undefined : cars.find(({ carId }) => carId === own);
}

function CarName({ car }: { readonly car: CarView }) {
  const { say } = useWords();
  const { live, site } = useServices();
  const cell = useLivePart(live, ({ tower }) => Object.entries(tower?.cells ?? {}).find(([, each]) => each.carId === car.carId)?.[0]);
  const level = placesOf(site).find(({ name }) => cell !== undefined && name === bareCell(cell))?.level;
  if (level === undefined) return null;
  return <p className="car-breath" key={car.carId}>{say('K01.carName', { brand: car.brand, model: car.model, level })}</p>;
}

/** A pause takes the light; the ring of safety is drawn only while the tower proves that it stands. */
const lightOf = (view: CustomerView): 'on' | 'paused' | 'safe' =>
  view.screen !== 'K22' ? 'on' : view.pause.stillness === 'still' ? 'safe' : 'paused';

/** The upper part of the screen: the tower, its bay, the camera's mirror, or where to drive. */
export function Stage({ view, followedCarId, display }: { readonly view: CustomerView; readonly followedCarId: string | undefined; readonly display: Display }) {
  const { say } = useWords();
  const { live } = useServices();
  const car = useShownCar(view, followedCarId);
  const count = useLivePart(live, ({ tower }) => Object.values(tower?.cells ?? {}).filter(({ carId }) => carId !== undefined).length);
  const calm = useCalm(display);
  if (view.screen === 'K13') return <Mirror kind="face" stream={view.camera.stream} label={say('K13.mirror')} />;
  if (view.screen === 'K15') return <Mirror kind="pass" stream={view.camera.stream} label={say('K15.mirror')} />;
  const isDrawn = MOVING.includes(view.screen) || (HELP.includes(view.screen) && followedCarId !== undefined);
  const note = (isDrawn || SEEING.includes(view.screen)) && <StaleNote isDrawn={isDrawn} />;
  if (view.screen === 'K31') return <><DriveGuide advice={view.advice} />{note}</>;
  if (view.screen === 'K24') return <><BayPicture bay={view.bay} car={car} mayEnter={view.mayEnter} />{note}</>;
  const ownCarId = car?.carId ?? followedCarId;
  const caption = `${say('scene.inventory', { count })} ${car === undefined ? '' : `${say('scene.yourCar')}: ${car.brand} ${car.model}`}`;
  const light = lightOf(view);
  const isMoving = view.screen === 'K21' || (view.screen === 'K35' && view.isStoring);
  if (calm.isStill && UNDER_WAY.includes(view.screen)) return <><StepLadder car={car} light={light} caption={say('scene.label', { caption })} />{note}</>;
  return (
    <>
      <GlassOrLines ownCarId={ownCarId} light={light} caption={say('scene.label', { caption })} mayBeGlass={!calm.isStill && !calm.isStrong && IN_GLASS.includes(view.screen)} />
      {view.screen === 'K01' && car !== undefined && <CarName car={car} />}
      {view.screen === 'K21' && <LookUpWords carId={ownCarId} />}
      {isMoving && <LevelCounter />}
      {note}
    </>
  );
}
