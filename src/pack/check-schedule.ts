import { Cron } from 'croner';
import { suggest } from '../base/suggest.ts';
import type { Finding } from '../base/document/finding.ts';
import { type Outline, text } from './outline.ts';

/** Cron lines that say nothing, or never come true, and time zones that do not exist. */
export function scheduleFindings({ triggers }: Outline): Finding[] {
  return triggers
    .filter(({ body }) => body['type'] === 'schedule')
    .flatMap(({ body, pointer }) => [
      ...cronFindings(text(body['cron']), `${pointer}/cron`),
      ...zoneFindings(text(body['timezone']), `${pointer}/timezone`),
    ]);
}

function cronFindings(cron: string | undefined, pointer: string): Finding[] {
  if (cron === undefined) return [];
  const fields = cron.trim().split(/\s+/).length;
  if (fields !== 5) {
    const message = `"${cron}" has ${fields === 1 ? 'one field' : `${fields} fields`}; a cron line has five: minute hour day month weekday`;
    return [{ kind: 'bad-cron', message, pointer }];
  }
  try {
    const fires = new Cron(cron, { mode: '5-part', paused: true, timezone: 'UTC' }).nextRun();
    return fires === null ? [{ kind: 'bad-cron', message: `"${cron}" never comes true`, pointer }] : [];
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message.replace(/^Cron\w+: /, '') : '';
    return [{ kind: 'bad-cron', message: `"${cron}" is no cron line: ${reason}`, pointer }];
  }
}

function zoneFindings(zone: string | undefined, pointer: string): Finding[] {
  if (zone === undefined || isZone(zone)) return [];
  const meant = suggest(zone, Intl.supportedValuesOf('timeZone'));
  const message = `There is no time zone "${zone}"`;
  return [{ kind: 'bad-timezone', message, pointer, ...(meant !== undefined && { suggestion: meant }) }];
}

/** IANA names and UTC; offsets such as +02:00 know no summer time and are none. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
