import { isTemplate } from '../base/document/phrase.ts';
import { parseDuration } from '../base/duration.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';
import type { Finding } from '../base/document/finding.ts';
import { clusterFindings } from './check-cluster-step.ts';
import { notifyFindings, urlFindings, WEB } from './check-notify.ts';
import { waitFindings, waitSettingsFindings } from './check-wait.ts';
import { items, mapping, type Outline, type StepOutline, text } from './outline.ts';
import { questionFindings } from './check-question.ts';
import { programTextAt } from './program-text.ts';

/** What a step says that cannot be meant, whatever its type. */
export function stepFindings(outline: Outline): Finding[] {
  const hasRollback = outline.spec['rollback'] !== undefined;
  return outline.steps.flatMap((step) => [
    ...interruptFindings(step),
    ...waitFindings(step),
    ...onErrorFindings(step, hasRollback),
    ...retryFindings(step),
    ...clusterFindings(step),
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
  if (probe !== undefined && type !== 'wait' && typeof onInterrupt === 'string' && onInterrupt !== 'verify') {
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
  docker: containerFindings,
  script: (settings, pointer) => pathFindings(settings['file'], `${pointer}/file`),
  http: (settings, pointer) => urlFindings(settings['url'], `${pointer}/url`, WEB),
  notify: notifyFindings,
  wait: waitSettingsFindings,
  prometheus: (settings, pointer) => [
    ...urlFindings(settings['url'], `${pointer}/url`, WEB),
    ...questionFindings(settings, pointer),
  ],
};

function settingsFindings(type: string | undefined, settings: JsonObject, pointer: string): Finding[] {
  const check = type !== undefined && Object.hasOwn(SETTINGS, type) ? SETTINGS[type] : undefined;
  return check?.(settings, pointer) ?? [];
}

/** In a container, what stands in the place of the image's entry point comes first. */
function programFindings(settings: JsonObject, pointer: string): Finding[] {
  const entrypoint = items(settings['entrypoint']);
  const argv = [...entrypoint, ...items(settings['command'])];
  return programTextAt(argv).flatMap((at): Finding[] => {
    const program = argv[at];
    const [key, index] = at < entrypoint.length ? ['entrypoint', at] : ['command', at - entrypoint.length];
    if (typeof program !== 'string' || !isTemplate(program)) return [];
    const message = 'A value inside program text could run as code: pass it by "env" and write "$NAME"';
    const within = { text: program, offset: program.indexOf('${{') };
    return [{ kind: 'template-in-program', message, pointer: pointerTo(pointer, key, index), within }];
  });
}

function containerFindings(settings: JsonObject, pointer: string): Finding[] {
  return [
    ...programFindings(settings, pointer),
    ...items(settings['volumes']).flatMap((volume, index) =>
      volumeFindings(volume, pointerTo(pointer, 'volumes', index)),
    ),
    ...items(settings['tmpfs']).flatMap((target, index) =>
      insideFindings(target, pointerTo(pointer, 'tmpfs', index)),
    ),
    ...insideFindings(settings['workdir'], `${pointer}/workdir`),
  ];
}

function volumeFindings(value: Json | undefined, pointer: string): Finding[] {
  const written = text(value);
  if (written === undefined || isTemplate(written)) return [];
  if (/^(?:\/|[A-Za-z0-9])[^:]*:\/[^:]*(?::r[ow])?$/.test(written)) return [];
  return [{ kind: 'bad-path', message: `"${written}" is not SOURCE:PATH or SOURCE:PATH:ro`, pointer }];
}

function insideFindings(value: Json | undefined, pointer: string): Finding[] {
  const written = text(value);
  if (written === undefined || isTemplate(written) || written.startsWith('/')) return [];
  return [{ kind: 'bad-path', message: `"${written}" is not an absolute path in the container`, pointer }];
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
