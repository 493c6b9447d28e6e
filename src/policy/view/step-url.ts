import { PAGERDUTY_EVENTS } from '../../model/notify.ts';
import type { StepView } from './steps.ts';

/** Where a step of type http or notify sends to, as far as it is written; undefined where it calls nobody. */
export function urlOf({ type, with: settings }: StepView): string | undefined {
  if (type !== 'http' && type !== 'notify') return undefined;
  const { url, channel } = settings;
  if (typeof url === 'string') return url;
  return type === 'notify' && channel === 'pagerduty' ? PAGERDUTY_EVENTS : undefined;
}
