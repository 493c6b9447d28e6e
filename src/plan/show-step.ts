import { formatDuration } from '../base/duration.ts';
import { ExpressionError } from '../base/expression/failure.ts';
import { resolveTemplates } from '../base/expression/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { StepType } from '../model/generated/manifest.ts';
import type { Concurrency, PlannedStep } from '../model/plan.ts';

/** What a step will do, as a person reads it before approving. A value that only the run knows stands as its `${{ }}`. */
export function showStep(step: Omit<PlannedStep, 'shows'>, inputs: JsonObject): readonly string[] {
  const known = resolveKnown(step.with, { inputs });
  const settings = isJsonObject(known) ? known : {};
  return [...SHOW[step.type](settings, step.action), ...showConditions(step), ...showPromises(step)];
}

const SHOW: Readonly<Record<StepType, (settings: JsonObject, action: string | null) => readonly string[]>> = {
  shell: (settings) => [`$ ${words(settings['command'])}`, ...showEnvironment(settings)],
  script: (settings) => {
    const command = [settings['interpreter'], settings['file'], ...list(settings['args'])].filter(
      (word) => word !== undefined,
    );
    return [`$ ${words(command)}`, ...showEnvironment(settings)];
  },
  http: ({ method = 'GET', url = '' }) => [`${text(method)} ${text(url)}`],
  wait: ({ duration, until }) => [duration === undefined ? `until ${text(until)}` : `for ${text(duration)}`],
  notify: ({ channel = 'terminal', message = '' }) => [`${text(channel)}: ${text(message)}`],
  approval: ({ message = '' }) => [`asks: ${text(message)}`],
  k8s: showAction,
  docker: showAction,
  prometheus: showAction,
  vault: showAction,
  workflow: showAction,
  recipe: showAction,
};

function showAction(settings: JsonObject, action: string | null): readonly string[] {
  return [`${action ?? ''} ${JSON.stringify(settings)}`.trim()];
}

function showEnvironment({ env, files, stdin, cwd }: JsonObject): string[] {
  return [
    ...(isJsonObject(env) ? [`env: ${Object.keys(env).join(', ')}`] : []),
    ...(isJsonObject(files) ? [`files: ${Object.keys(files).join(', ')}`] : []),
    ...(stdin === undefined ? [] : ['stdin: given']),
    ...(cwd === undefined ? [] : [`cwd: ${text(cwd)}`]),
  ];
}

function showConditions({ when, concurrency }: Omit<PlannedStep, 'shows'>): string[] {
  return [
    ...(when === null ? [] : [`when: ${when}`]),
    ...(concurrency === null ? [] : [showConcurrency(concurrency)]),
  ];
}

/** `at most 1 at once of db-main, else queue`. */
function showConcurrency({ key, limit, policy }: Concurrency): string {
  return `at most ${limit} at once of ${key}, else ${policy}`;
}

function showPromises({ timeoutMs, retry, onError }: Omit<PlannedStep, 'shows'>): string[] {
  const promises = [
    ...(timeoutMs === null ? [] : [`timeout ${formatDuration(timeoutMs)}`]),
    ...(retry.attempts === 1 ? [] : [`up to ${retry.attempts} attempts`]),
    ...(onError === 'fail' ? [] : [`on error: ${onError}`]),
  ];
  return promises.length === 0 ? [] : [promises.join(' · ')];
}

function resolveKnown(value: Json, scope: JsonObject): Json {
  if (Array.isArray(value)) return value.map((item) => resolveKnown(item, scope));
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveKnown(item, scope)]));
  try {
    return resolveTemplates(value, scope);
  } catch (error) {
    if (error instanceof ExpressionError) return value;
    throw error;
  }
}

/** argv as a shell would take it, so that words with spaces can be told from words. */
function words(command: Json | undefined): string {
  return list(command)
    .map(text)
    .map((word) => (/^[\w@%+=:,./{}$-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
