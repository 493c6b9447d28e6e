import { objectName } from '../../kubernetes/object-name.ts';
import type { ObjectName } from '../../model/live-plan.ts';
import type { Change } from './action.ts';

/** How a plan names the object of a change. */
export function plannedName({ target, plannedAs }: Pick<Change, 'target' | 'plannedAs'>): ObjectName {
  return objectName(plannedAs === undefined ? target : { ...target, name: plannedAs });
}
