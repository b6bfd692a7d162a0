import type { Recognition } from '../../../../controller/api/contract/index.ts';
import { CarPortrait } from '../scene/car-portrait.tsx';

/** The customer's car: picture, name and plate. */
export function CarCard({ recognition }: { readonly recognition: Recognition }) {
  const { car } = recognition;
  const name = `${car.brand} ${car.model}`;
  return (
    <div className="car-card">
      <CarPortrait car={car} label={name} />
      <p className="car-name"><strong>{name}</strong> <span className="plate">{car.plate}</span></p>
    </div>
  );
}
