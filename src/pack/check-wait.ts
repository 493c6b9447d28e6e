import type { Finding } from '../base/document/finding.ts';
import { isTemplate } from '../base/document/phrase.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { mapping, type StepOutline, text } from './outline.ts';

/** A condition and the step's probe belong together, and a wait goes on by itself after a crash. */
export function waitFindings({ body, type, pointer }: StepOutline): Finding[] {
  if (type !== 'wait') return [];
  const isConditional = mapping(body['with'])['condition'] !== undefined;
  const hasProbe = body['probe'] !== undefined;
  if (isConditional && !hasProbe) {
    const message = 'The condition needs a "probe": what looks at the world, again and again';
    return [{ kind: 'probe-missing', message, pointer: `${pointer}/with/condition` }];
  }
  if (!isConditional && hasProbe) {
    const message = 'The probe of a wait step is asked only for a "condition", which is not there';
    return [{ kind: 'probe-unused', message, pointer: `${pointer}/probe`, place: 'key' }];
  }
  if (hasProbe && body['onInterrupt'] === 'verify') {
    const message = 'A wait goes on waiting after a crash: its probe says whether the condition holds';
    return [{ kind: 'bad-choice', message, pointer: `${pointer}/onInterrupt`, suggestion: 'retry' }];
  }
  return [];
}

/** What the settings of a wait step say beyond their schema. */
export function waitSettingsFindings(settings: JsonObject, pointer: string): Finding[] {
  const isConditional = settings['condition'] !== undefined;
  const unread = ['every', 'for'].filter((key) => !isConditional && settings[key] !== undefined);
  return [
    ...instantFindings(settings['until'], `${pointer}/until`),
    ...unread.map((key): Finding => {
      const message = `"${key}" is about a condition, which is not there`;
      return { kind: 'unused-key', message, pointer: `${pointer}/${key}`, place: 'key' };
    }),
  ];
}

function instantFindings(value: Json | undefined, pointer: string): Finding[] {
  const written = text(value);
  if (written === undefined || isTemplate(written)) return [];
  const formed = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(written);
  if (formed && !Number.isNaN(Date.parse(written))) return [];
  return [
    {
      kind: 'bad-date',
      message: `"${written}" is no time of RFC 3339, such as 2027-01-31T02:00:00Z`,
      pointer,
    },
  ];
}
