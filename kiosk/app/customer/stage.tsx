import type { CarView } from '../../../controller/api/contract/index.ts';
import { placesOf } from '../../../config/places.ts';
import { useLive, useTower } from '../tower-client/use-live.ts';
import { useWords } from '../words/words.tsx';
import type { CustomerView } from './flow/customer-view.ts';
import { bareCell } from './flow/car-place.ts';
import { isStale } from './scene/shown-position.ts';
import { TowerScene } from './scene/tower-scene.tsx';
import { DriveGuide } from './screens/drive-in.screen.tsx';
import { Mirror } from './screens/mirror.tsx';
import { useServices, useTurns } from './services.tsx';

/** Screens on which the drawing is followed, so that its age is said. */
const MOVING: readonly CustomerView['screen'][] = ['K21', 'K22', 'K35', 'K38', 'K39'];
/** On the attract screen a different car shows itself every so often. */
const BREATHE_MS = 8000;

/** Level of the storey that the lift is nearest to, for the large numeral beside the drawing. */
function useLiftLevel(): string | undefined {
  const { live, site } = useServices();
  const height = useTower(live)?.axes['lift']?.positionMm;
  if (height === undefined) return undefined;
  return site.tower.levels.toSorted((a, b) => Math.abs(a.zMm - height) - Math.abs(b.zMm - height))[0]?.id;
}

function LevelCounter() {
  const { say } = useWords();
  const level = useLiftLevel();
  return level === undefined ? null : (
    <div className="level-counter"><span className="unseen">{say('scene.level', { level })}</span><span aria-hidden="true" className="numeral">{level}</span></div>
  );
}

/** Says it when what is drawn is not measured just now. */
function StaleNote() {
  const { say } = useWords();
  const { live, clock } = useServices();
  useTurns(clock, 1000);
  const state = useLive(live);
  if (!isStale(state, clock.nowMs())) return null;
  const seconds = Math.round((clock.nowMs() - state.heardAtMs) / 1000);
  return <p className="stale-note" role="status">{state.link === 'live' ? say('scene.stale') : say('link.lost', { seconds })}</p>;
}

/** Which car has its colour: the customer's own, or on the attract screen one after the other. */
function useShownCar(view: CustomerView, followedCarId: string | undefined): CarView | undefined {
  const { cars, clock, live } = useServices();
  const turn = useTurns(clock, BREATHE_MS);
  const tower = useTower(live);
  if (view.screen === 'K01') {
    const inside = cars.filter(({ carId }) => Object.values(tower?.cells ?? {}).some((cell) => cell.carId === carId));
    return inside[(turn * 5) % Math.max(1, inside.length)];
  }
  const own = view.screen === 'K17' || view.screen === 'K19' || view.screen === 'K30' ? view.recognition.car.carId : followedCarId;
  return own === undefined ? undefined : cars.find(({ carId }) => carId === own);
}

function CarName({ car }: { readonly car: CarView }) {
  const { say } = useWords();
  const { live, site } = useServices();
  const cells = useTower(live)?.cells ?? {};
  const cell = Object.entries(cells).find(([, view]) => view.carId === car.carId)?.[0];
  const level = placesOf(site).find(({ name }) => cell !== undefined && name === bareCell(cell))?.level;
  if (level === undefined) return null;
  return <p className="car-breath">{say('K01.carName', { brand: car.brand, model: car.model, level })}</p>;
}

/** The upper part of the screen: the tower, the camera's mirror, or where to drive. */
export function Stage({ view, followedCarId }: { readonly view: CustomerView; readonly followedCarId: string | undefined }) {
  const { say } = useWords();
  const services = useServices();
  const car = useShownCar(view, followedCarId);
  const count = useTower(services.live) === undefined ? 0 : Object.values(services.live.read().tower?.cells ?? {}).filter(({ carId }) => carId !== undefined).length;
  if (view.screen === 'K13') return <Mirror kind="face" stream={view.camera.stream} label={say('K13.mirror')} />;
  if (view.screen === 'K15') return <Mirror kind="pass" stream={view.camera.stream} label={say('K15.mirror')} />;
  if (view.screen === 'K31') return <DriveGuide advice={view.advice} />;
  const isMoving = MOVING.includes(view.screen);
  const caption = `${say('scene.inventory', { count })} ${car === undefined ? '' : `${say('scene.yourCar')}: ${car.brand} ${car.model}`}`;
  return (
    <>
      <TowerScene needs={services} ownCarId={car?.carId ?? followedCarId} isPaused={view.screen === 'K22'} caption={say('scene.label', { caption })} />
      {view.screen === 'K01' && car !== undefined && <CarName car={car} />}
      {(view.screen === 'K21' || (view.screen === 'K35' && view.isStoring)) && <LevelCounter />}
      {isMoving && <StaleNote />}
    </>
  );
}
