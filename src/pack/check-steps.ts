import { isTemplate } from '../base/document/phrase.ts';
import { parseDuration } from '../base/duration.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';
import type { Finding } from '../base/document/finding.ts';
import { items, mapping, type Outline, type StepOutline, text } from './outline.ts';
import { questionFindings } from './check-question.ts';
import { programTextAt } from './program-text.ts';

/** What a step says that cannot be meant, whatever its type. */
export function stepFindings(outline: Outline): Finding[] {
  const hasRollback = outline.spec['rollback'] !== undefined;
  return outline.steps.flatMap((step) => [
    ...interruptFindings(step),
    ...onErrorFindings(step, hasRollback),
    ...retryFindings(step),
    ...settingsFindings(step.type, mapping(step.body['with']), `${step.pointer}/with`),
    ...settingsFindings(
      probeType(step),
      mapping(mapping(step.body['probe'])['with']),
      `${step.pointer}/probe/with`,
    ),
  ]);
}

function probeType({ body }: StepOutline): string | undefined {
  return text(mapping(body['probe'])['type'] ?? 'shell');
}

function interruptFindings({ body, type, pointer }: StepOutline): Finding[] {
  const { onInterrupt, probe } = { onInterrupt: body['onInterrupt'], probe: body['probe'] };
  if (onInterrupt === 'verify' && probe === undefined && type !== 'k8s' && type !== undefined) {
    const message = `onInterrupt: verify needs a "probe": nothing is built in that looks at what a ${type} step did`;
    return [{ kind: 'probe-missing', message, pointer: `${pointer}/onInterrupt` }];
  }
  if (probe !== undefined && typeof onInterrupt === 'string' && onInterrupt !== 'verify') {
    const message = `The probe is never asked: onInterrupt is ${onInterrupt}`;
    return [
      {
        kind: 'probe-unused',
        message,
        pointer: `${pointer}/probe`,
        place: 'key',
        suggestion: 'onInterrupt: verify',
      },
    ];
  }
  return [];
}

function onErrorFindings({ body, phase, pointer }: StepOutline, hasRollback: boolean): Finding[] {
  const findings: Finding[] = [];
  if (body['onError'] === 'rollback' && (phase === 'rollback' || !hasRollback)) {
    const message =
      phase === 'rollback'
        ? 'A step of the rollback cannot roll back'
        : 'onError: rollback, but the package has no "rollback"';
    findings.push({ kind: 'rollback-missing', message, pointer: `${pointer}/onError` });
  }
  if (body['parallel'] !== undefined && body['forEach'] === undefined) {
    const message = '"parallel" says how many items of forEach run at once; there is no forEach';
    findings.push({
      kind: 'parallel-without-foreach',
      message,
      pointer: `${pointer}/parallel`,
      place: 'key',
    });
  }
  return findings;
}

function retryFindings({ body, pointer }: StepOutline): Finding[] {
  const backoff = mapping(mapping(body['retry'])['backoff']);
  const [initial, max] = [durationOf(backoff['initial']), durationOf(backoff['max'])];
  if (initial === undefined || max === undefined || initial <= max) return [];
  const message = 'The first pause is longer than the longest';
  return [{ kind: 'bad-duration', message, pointer: `${pointer}/retry/backoff/initial` }];
}

function durationOf(value: Json | undefined): number | undefined {
  const written = text(value);
  return written !== undefined && /^\d{1,9}(ms|s|m|h|d)$/.test(written) ? parseDuration(written) : undefined;
}

/** What a step's `with` says beyond its schema, by type. */
const SETTINGS: Readonly<Record<string, (settings: JsonObject, pointer: string) => Finding[]>> = {
  shell: (settings, pointer) => [
    ...programFindings(settings, pointer),
    ...pathFindings(settings['cwd'], `${pointer}/cwd`),
  ],
  script: (settings, pointer) => pathFindings(settings['file'], `${pointer}/file`),
  http: (settings, pointer) => urlFindings(settings['url'], `${pointer}/url`),
  notify: notifyFindings,
  wait: (settings, pointer) => instantFindings(settings['until'], `${pointer}/until`),
  prometheus: (settings, pointer) => [
    ...urlFindings(settings['url'], `${pointer}/url`),
    ...questionFindings(settings, pointer),
  ],
};

function settingsFindings(type: string | undefined, settings: JsonObject, pointer: string): Finding[] {
  const check = type !== undefined && Object.hasOwn(SETTINGS, type) ? SETTINGS[type] : undefined;
  return check?.(settings, pointer) ?? [];
}

function programFindings(settings: JsonObject, pointer: string): Finding[] {
  const argv = items(settings['command']);
  return programTextAt(argv).flatMap((index): Finding[] => {
    const program = argv[index];
    if (typeof program !== 'string' || !isTemplate(program)) return [];
    const message = 'A value inside program text could run as code: pass it by "env" and write "$NAME"';
    const within = { text: program, offset: program.indexOf('${{') };
    return [{ kind: 'template-in-program', message, pointer: pointerTo(pointer, 'command', index), within }];
  });
}

function pathFindings(value: Json | undefined, pointer: string): Finding[] {
  const path = text(value);
  if (path === undefined || isTemplate(path)) return [];
  const outside = /^([/\\]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..');
  return outside
    ? [
        {
          kind: 'bad-path',
          message: `"${path}" leads outside: the path is a relative one, without ..`,
          pointer,
        },
      ]
    : [];
}

function urlFindings(value: Json | undefined, pointer: string): Finding[] {
  const written = text(value);
  if (written === undefined || isTemplate(written) || written === '') return [];
  const url = URL.parse(written);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return [{ kind: 'bad-url', message: `"${written}" is no http or https URL`, pointer }];
  }
  const message = 'A URL must not hold a user name or password: use a header with a secret';
  return url.username + url.password === '' ? [] : [{ kind: 'bad-url', message, pointer }];
}

function notifyFindings(settings: JsonObject, pointer: string): Finding[] {
  const { channel, url } = { channel: settings['channel'], url: settings['url'] };
  if (channel === 'webhook' && url === undefined) {
    return [
      { kind: 'missing-key', message: '"with" lacks "url": where the webhook is', pointer, place: 'key' },
    ];
  }
  return urlFindings(url, `${pointer}/url`);
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
