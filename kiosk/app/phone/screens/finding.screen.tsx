import { Button } from 'react-aria-components/Button';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Mirror } from '../../customer/screens/mirror.tsx';
import { ActionButton } from '../../look/button.tsx';
import { byBrand, shelfCar, variantIn } from '../flow/shelf.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { CarTile } from './car-tile.tsx';
import { Step } from './step.tsx';
import { VinField } from './vin-field.tsx';

/** Scan, photo, number: three ways to name a car that one stands in front of. */
function Ways() {
  const { say } = useWords();
  const { send, snapshot: { context: { scanWord } } } = usePhone();
  return (
    <section className="ways" aria-label={say('phone.find.ways')}>
      <div className="way-row">
        <ActionButton id="scan" onPress={() => { send({ type: 'scan.start' }); }}>{say('phone.find.scan')}</ActionButton>
        <FileTrigger
          acceptedFileTypes={['image/jpeg', 'image/png', 'image/webp']} defaultCamera="environment"
          onSelect={(files) => {
            const photo = files?.[0];
            if (photo !== undefined) send({ type: 'photo.taken', photo });
          }}
        >
          <Button className="button side" data-action="car-photo">{say('phone.find.photo')}</Button>
        </FileTrigger>
      </div>
      <p className="refusal" role="status">{scanWord !== undefined && `${say(scanWord)} ${say('phone.find.otherWays')}`}</p>
      <VinField />
    </section>
  );
}

function ScanningScreen() {
  const { say } = useWords();
  const { send, snapshot: { context: { stream } } } = usePhone();
  return (
    <Step title={say('phone.find.scanTitle')} line={say('phone.find.scanLine')}>
      <Mirror kind="pass" stream={stream} label={say('phone.find.scanView')} />
      <p className="hint" role="status">{say(stream === undefined ? 'phone.face.opening' : 'phone.find.scanning')}</p>
      <ActionButton id="scan-stop" onPress={() => { send({ type: 'scan.stop' }); }}>{say('phone.find.scanStop')}</ActionButton>
    </Step>
  );
}

/** What it may be: never more than three, and "none of these" beside them. */
function PickingScreen() {
  const { say, language } = useWords();
  const { send, snapshot: { context: { candidates, cars, catalogue } } } = usePhone();
  return (
    <Step title={say('phone.find.pickTitle')} line={say('phone.find.pickLine')}>
      {candidates.map(({ variantId, carIds }) => {
        const named = variantIn(catalogue, variantId, language);
        const here = cars.filter(({ carId }) => carIds.includes(carId));
        return (
          <section key={variantId} className="stack">
            <h2>{named === undefined ? variantId : `${named.brand} ${named.model} · ${named.kind}`}</h2>
            {here.length === 0
              ? <p className="muted">{say('phone.find.notHere')}</p>
              : <div className="cars">{here.map((car) => <CarTile key={car.carId} shown={shelfCar(car, catalogue, language)} />)}</div>}
          </section>
        );
      })}
      <ActionButton id="none-of-these" onPress={() => { send({ type: 'back' }); }}>{say('phone.find.none')}</ActionButton>
    </Step>
  );
}

/** P01. The three ways on top, and every car by brand below. */
export function FindingScreen() {
  const { say, language } = useWords();
  const { send, snapshot } = usePhone();
  const { cars, catalogue, refusal } = snapshot.context;
  if (snapshot.matches({ finding: 'scanning' })) return <ScanningScreen />;
  if (snapshot.matches({ finding: 'picking' })) return <PickingScreen />;
  const isLoading = snapshot.matches({ finding: 'loading' });
  const isLooking = snapshot.matches({ finding: 'asking' }) || snapshot.matches({ finding: 'recognising' });
  return (
    <Step title={say('phone.cars.title')} number={1} refusal={refusal}>
      {isLooking ? <p className="told" role="status">{say('phone.find.looking')}</p> : <Ways />}
      {cars.length === 0 && <p role="status">{say(isLoading ? 'phone.sending' : 'phone.cars.none')}</p>}
      {cars.length === 0 && !isLoading && <ActionButton id="again" onPress={() => { send({ type: 'again' }); }}>{say('phone.again')}</ActionButton>}
      {byBrand(cars.map((car) => shelfCar(car, catalogue, language))).map(([brand, ofBrand]) => (
        <section key={brand} className="stack">
          <h2>{brand}</h2>
          <div className="cars">{ofBrand.map((shown) => <CarTile key={shown.car.carId} shown={shown} />)}</div>
        </section>
      ))}
    </Step>
  );
}
