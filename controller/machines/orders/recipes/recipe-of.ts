import type { OrderRecord } from '../../../journal/order-record.ts';
import type { Recipe } from '../recipe.ts';
import { auditRecipe } from './audit.recipe.ts';
import { cycleDoorsRecipe } from './cycle-doors.recipe.ts';
import { deliverBackRecipe } from './deliver-back.recipe.ts';
import type { Pantry } from './pantry.ts';
import { provideRecipe } from './provide.recipe.ts';
import { receiveRecipe } from './receive.recipe.ts';
import { relocateRecipe } from './relocate.recipe.ts';
import { stowRecipe } from './stow.recipe.ts';

/** The phases of an order as it stands now. A delivery has a machine of its own; only its way back is a recipe. */
export function recipeOf(record: OrderRecord, pantry: Pantry): Recipe {
  switch (record.kind) {
    case 'deliver': return deliverBackRecipe(record, pantry);
    case 'receive': return receiveRecipe(record, pantry);
    case 'relocate': return relocateRecipe(record, pantry);
    case 'provide': return provideRecipe(record, pantry);
    case 'stow': return stowRecipe(record, pantry);
    case 'audit': return auditRecipe(record, pantry);
    case 'cycleDoors': return cycleDoorsRecipe(record);
  }
}
