/** Where PagerDuty takes events (Events API v2) when a step names no other place. */
export const PAGERDUTY_EVENTS = 'https://events.pagerduty.com/v2/enqueue';
