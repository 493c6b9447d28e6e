import os from 'node:os';
import { textOf } from '../../../base/json.ts';
import { PAGERDUTY_EVENTS } from '../../../model/notify.ts';
import type { Channel } from './channel.ts';
import { post } from './post.ts';

/** The longest summary that PagerDuty takes. */
const LONGEST_SUMMARY = 1024;

/** An event of PagerDuty's Events API v2. Without a `dedupKey` all events of one run are one incident. */
export const pagerduty: Channel = async ({ step, message, settings }, context) => {
  const action = textOf(settings['eventAction'] ?? 'trigger');
  const dedupKey = textOf(settings['dedupKey'] ?? context.run);
  const event = {
    routing_key: textOf(settings['routingKey']),
    event_action: action,
    dedup_key: dedupKey,
    ...(action === 'trigger' && {
      payload: {
        summary: message.slice(0, LONGEST_SUMMARY),
        source: os.hostname(),
        severity: settings['severity'] ?? 'error',
        component: step,
        custom_details: settings['payload'] ?? { message, run: context.run, step },
      },
    }),
  };
  const url = textOf(settings['url'] ?? PAGERDUTY_EVENTS);
  return { ...(await post({ url, body: event, receiver: 'PagerDuty' }, context)), dedupKey };
};
