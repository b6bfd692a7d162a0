import { Button } from 'react-aria-components/Button';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';

/** A large choice: picture, name and what it means. */
export function Tile({ icon, name, hint, onPress, isDisabled = false, id }: {
  readonly icon: IconName;
  readonly name: string;
  readonly hint: string;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  readonly id: string;
}) {
  return (
    <Button className="tile" onPress={onPress} isDisabled={isDisabled} data-action={id}>
      <Icon name={icon} />
      <span className="tile-words">
        <span className="tile-name">{name}</span>
        <span className="tile-hint">{hint}</span>
      </span>
    </Button>
  );
}
