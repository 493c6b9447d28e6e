import { suggest } from '../base/suggest.ts';
import type { Finding } from '../base/document/finding.ts';
import { items, mapping, type Outline, text } from './outline.ts';
import { isTemplate } from '../base/document/phrase.ts';

/** Hosts, dates, references and steps that a package names outside its steps. */
export function valueFindings(outline: Outline): Finding[] {
  return [
    ...egressFindings(outline),
    ...exceptionFindings(outline),
    ...secretFindings(outline),
    ...rollbackFindings(outline),
    ...triggerNames(outline),
  ];
}

function egressFindings({ spec }: Outline): Finding[] {
  const egress = items(mapping(mapping(spec['validation'])['network'])['egress']);
  return egress.flatMap((entry, i): Finding[] => {
    if (typeof entry !== 'string' || isTemplate(entry) || isHostAndPort(entry)) return [];
    const message = `"${entry}" is no host:port, such as prometheus.monitoring.svc:9090`;
    return [
      {
        kind: 'bad-egress',
        message,
        pointer: `/spec/validation/network/egress/${i}`,
        ...portSuggestion(entry),
      },
    ];
  });
}

function isHostAndPort(entry: string): boolean {
  const [, host = '', port = ''] = /^(\[[0-9A-Fa-f:.]+\]|[^:/\s@]+):(\d{1,5})$/.exec(entry) ?? [];
  const named = /^(\*\.)?[A-Za-z0-9_]([-A-Za-z0-9_.]{0,251}[A-Za-z0-9])?$/.test(host) || host.startsWith('[');
  return named && Number(port) >= 1 && Number(port) <= 65_535;
}

/** A URL, or a host alone: what it would be as host:port. */
function portSuggestion(entry: string): { suggestion?: string } {
  const url = URL.parse(entry.includes('://') ? entry : `https://${entry}`);
  if (url === null || url.hostname === '' || !/^https?:$/.test(url.protocol)) return {};
  const suggestion = `${url.hostname}:${url.port || (url.protocol === 'http:' ? '80' : '443')}`;
  return isHostAndPort(suggestion) ? { suggestion } : {};
}

function exceptionFindings({ spec, steps }: Outline): Finding[] {
  const names = steps.flatMap(({ name }) => name ?? []);
  return items(mapping(spec['validation'])['exceptions']).flatMap((item, i): Finding[] => {
    const { expires, step } = { expires: text(mapping(item)['expires']), step: text(mapping(item)['step']) };
    const pointer = `/spec/validation/exceptions/${i}`;
    const findings: Finding[] = [];
    if (expires !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(expires) && !isDay(expires)) {
      findings.push({
        kind: 'bad-date',
        message: `There is no day ${expires}`,
        pointer: `${pointer}/expires`,
      });
    }
    if (step !== undefined && !names.includes(step)) {
      const meant = suggest(step, names);
      const message = `There is no step "${step}"`;
      const suggestion = meant === undefined ? {} : { suggestion: meant };
      findings.push({ kind: 'unknown-step', message, pointer: `${pointer}/step`, ...suggestion });
    }
    return findings;
  });
}

function isDay(written: string): boolean {
  const day = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
}

function secretFindings({ spec }: Outline): Finding[] {
  const secrets = items(mapping(mapping(spec['runtime'])['requirements'])['secrets']);
  return secrets.flatMap((secret, i): Finding[] => {
    if (typeof secret !== 'string' || /^(vault|env|file):\/\/./.test(secret)) return [];
    const message = `"${secret}" is no reference to a secret: vault://…, env://NAME or file://…`;
    return [{ kind: 'bad-reference', message, pointer: `/spec/runtime/requirements/secrets/${i}` }];
  });
}

function rollbackFindings({ spec }: Outline): Finding[] {
  const rollback = spec['rollback'];
  if (rollback === undefined || rollback === null || typeof rollback !== 'object') return [];
  const { auto, handlers } = { auto: mapping(rollback)['auto'], handlers: mapping(rollback)['handlers'] };
  if (auto === true || handlers !== undefined) return [];
  const message = '"rollback" does nothing: it has neither auto: true nor handlers';
  return [{ kind: 'rollback-empty', message, pointer: '/spec/rollback', place: 'key' }];
}

function triggerNames({ triggers }: Outline): Finding[] {
  const names = new Set<string>();
  return triggers.flatMap(({ body, pointer }) => {
    const name = text(body['name']);
    if (name === undefined || !names.has(name)) {
      if (name !== undefined) names.add(name);
      return [];
    }
    return [
      {
        kind: 'duplicate-name',
        message: `There are two triggers with the name "${name}"`,
        pointer: `${pointer}/name`,
      },
    ];
  });
}
