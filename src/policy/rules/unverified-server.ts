import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const unverifiedServer = shellRule(
  {
    id: 'unverified-server',
    version: 2,
    title: 'Trusts whoever answers',
    severity: 'high',
    why: 'Without the check of its certificate or key, a server is whoever stands in between: what is sent can be read there, and what comes back be made up.',
    fix: 'Give the certificate of the authority (curl --cacert) or the known key of the host, and leave the check on.',
    reference: 'https://attack.mitre.org/techniques/T1557/',
  },
  look,
);

const OPTIONS: Readonly<Record<string, RegExp>> = {
  curl: /^(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure|--proxy-insecure)$/,
  wget: /^--no-check-certificate$/,
  http: /^--verify=no$/,
  ssh: /StrictHostKeyChecking=(?:no|off)|UserKnownHostsFile=\/dev\/null/i,
  scp: /StrictHostKeyChecking=(?:no|off)|UserKnownHostsFile=\/dev\/null/i,
  sftp: /StrictHostKeyChecking=(?:no|off)/i,
  rsync: /StrictHostKeyChecking=(?:no|off)/i,
  git: /sslVerify[= ]*(?:false|0)/i,
  pip: /^--trusted-host(?:=.*)?$/,
  pip3: /^--trusted-host(?:=.*)?$/,
  apt: /^--allow-(?:unauthenticated|insecure-repositories)$/,
  'apt-get': /^--allow-(?:unauthenticated|insecure-repositories)$/,
  yum: /^--nogpgcheck$/,
  dnf: /^--(?:nogpgcheck|no-gpgchecks)$/,
  apk: /^--allow-untrusted$/,
  kubectl: /^--insecure-skip-tls-verify(?:=true)?$/,
  helm: /^--(?:insecure-skip-tls-verify|kube-insecure-skip-tls-verify)$/,
  npm: /^strict-ssl$|^--strict-ssl=false$/,
  docker: /^--tls-verify=false$/,
  podman: /^--tls-verify=false$/,
  ncat: /^--ssl-trustfile$/,
};

const VARIABLES = /^(?:NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY|GIT_SSL_NO_VERIFY|CURL_INSECURE)$/;

function* look(command: ShellCommand): Iterable<Sign> {
  const program = programOf(command);
  const option = Object.hasOwn(OPTIONS, program) ? OPTIONS[program] : undefined;
  if (option !== undefined && argsOf(command).some((arg) => option.test(arg)))
    yield {
      what: `${program} does not check who answers.`,
      // A host key that is not known yet is taken at the first call anyway.
      ...(/^(?:ssh|scp|sftp|rsync)$/.test(program) && { severity: 'medium' as const }),
    };
  const variable = command.assigns.find(
    ({ name, value }) => VARIABLES.test(name) && /^(?:0|1|true)$/.test(value),
  );
  if (variable !== undefined) yield { what: `${variable.name} switches the check of servers off.` };
}
