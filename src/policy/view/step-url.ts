import { PAGERDUTY_EVENTS } from '../../model/notify.ts';
import type { StepView } from './steps.ts';

/**
 * Where a step of type http, notify or prometheus sends to, as far as it is written; undefined where it calls nobody, or
 * whom the operator's settings say.
 */
export function urlOf({ type, with: settings }: StepView): string | undefined {
  if (type !== 'http' && type !== 'notify' && type !== 'prometheus') return undefined;
  const { url, channel } = settings;
  if (typeof url === 'string') return url;
  return type === 'notify' && channel === 'pagerduty' ? PAGERDUTY_EVENTS : undefined;
}
