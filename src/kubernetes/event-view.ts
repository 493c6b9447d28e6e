import type { JsonObject } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { numberAt, textAt } from './parts.ts';

/** An event, as people read it. */
export interface EventView {
  /** Normal or Warning. */
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  /** RFC 3339; '' where it does not say. */
  readonly lastSeen: string;
  /** KIND/NAME of what it is about. */
  readonly object: string;
}

export function eventViewOf(event: KubeObject): EventView {
  return {
    type: textAt(event, 'type') || 'Normal',
    reason: textAt(event, 'reason'),
    message: textAt(event, 'message'),
    count: numberAt(event, 'series', 'count') || numberAt(event, 'count') || 1,
    lastSeen: lastSeenOf(event),
    object: `${textAt(event, 'involvedObject', 'kind')}/${textAt(event, 'involvedObject', 'name')}`,
  };
}

/** The old recorders say it in one field, the new ones in two others. */
function lastSeenOf(event: JsonObject): string {
  const times = [
    textAt(event, 'series', 'lastObservedTime'),
    textAt(event, 'lastTimestamp'),
    textAt(event, 'eventTime'),
    textAt(event, 'metadata', 'creationTimestamp'),
  ];
  return times.find((time) => time !== '') ?? '';
}

/** Newest last, and none that was last seen before `sinceMs` (epoch). */
export function newestLast(events: readonly EventView[], sinceMs: number | null): readonly EventView[] {
  return events
    .map((event) => ({ event, at: Date.parse(event.lastSeen) || 0 }))
    .filter(({ at }) => sinceMs === null || at >= sinceMs)
    .toSorted((one, other) => one.at - other.at)
    .map(({ event }) => event);
}

/** As a line for people. */
export function showEvent({ lastSeen, type, reason, object, message, count }: EventView): string {
  return `${lastSeen} ${type} ${reason} ${object}: ${message}${count > 1 ? ` (${count} times)` : ''}`;
}
