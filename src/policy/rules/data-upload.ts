import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { ACCOUNTS, CREDENTIALS, LOGS, SETTINGS } from '../shell/places.ts';
import { typedInto } from '../shell/typed.ts';
import type { PackageView } from '../view/package-view.ts';
import type { ProgramView } from '../view/programs.ts';
import { isDeclared, isLoopback, networkCall } from './network-calls.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const dataUpload = shellRule(
  {
    id: 'data-upload',
    version: 2,
    title: 'Sends files or what programs write to another machine',
    severity: 'high',
    why: 'What has left does not come back, and who reads it there is not known here.',
    fix: 'Hand results on as outputs of the step; where they must go elsewhere, name that host under validation.network.egress.',
    reference: 'https://attack.mitre.org/tactics/TA0010/',
  },
  look,
);

function* look(command: ShellCommand, _program: ProgramView, view: PackageView): Iterable<Sign> {
  const call = networkCall(command);
  if (call === undefined && !isRemoteCopy(command)) return;
  const hosts = call?.hosts ?? [];
  if (hosts.length > 0 && hosts.every(isLoopback)) return;
  const program = programOf(command) || 'the shell';
  const worst = sensitiveIn([command, ...command.upstream, ...command.within]);
  if (worst !== undefined)
    yield { what: `${program} sends ${worst} to another machine.`, severity: 'critical' };
  else if (!isApproved(hosts, view)) yield* uploads(command, program);
}

/** What goes where the package says that it calls is part of what was approved. */
function isApproved(hosts: readonly string[], { wpk }: PackageView): boolean {
  const declared = wpk?.manifest.spec.validation?.network?.egress ?? [];
  return hosts.length === 0 ? declared.length > 0 : hosts.every((host) => isDeclared(host, declared));
}

function* uploads(command: ShellCommand, program: string): Iterable<Sign> {
  const packer = [...command.upstream, ...(program === 'ssh' ? [] : command.within)].find((before) =>
    PACKERS.test(programOf(before)),
  );
  if (packer !== undefined)
    yield { what: `What ${programOf(packer)} packs is sent to another machine by ${program}.` };
  else if (sends(command)) yield { what: `${program} sends a file to another machine.` };
  else if (storesInCloud(command)) yield { what: `${program} sends files into a cloud.`, severity: 'medium' };
}

const PACKERS =
  /^(?:tar|zip|gzip|bzip2|xz|7z[ar]?|cpio|dd|mysqldump|pg_dump(?:all)?|mongodump|find|env|printenv|set|history|ps|dump|rsync)$/;

function sensitiveIn(commands: readonly ShellCommand[]): string | undefined {
  for (const command of commands) {
    for (const { path, use } of filesOf(command)) {
      if (use !== 'read') continue;
      const credential = CREDENTIALS.find(([, place]) => isIn(path, place));
      if (credential !== undefined) return `${credential[0]} (${path})`;
      if (isIn(path, ACCOUNTS) || (isIn(path, SETTINGS) && path.split('/').length < 4) || isIn(path, LOGS))
        return path;
      if (path === '/' || path === '~') return path;
    }
  }
  return undefined;
}

const SENDING: Readonly<Record<string, RegExp>> = {
  curl: /^(?:-[a-zA-WYZ]*T|--upload-file(?:=.*)?|(?:[\w.-]+=)?@.+)$/,
  wget: /^--(?:post|body)-file=/,
  http: /@/,
  tftp: /^put$/,
};

function sends(command: ShellCommand): boolean {
  const [program, args] = [programOf(command), argsOf(command)];
  if (isRemoteCopy(command) || sendsToDevice(command)) return true;
  const option = Object.hasOwn(SENDING, program) ? SENDING[program] : undefined;
  if (option !== undefined && args.some((arg) => option.test(arg))) return true;
  if (/^(?:sftp|ftp|lftp|tftp)$/.test(program))
    return typedInto(command).some((text) => /(?:^|[\n;])\s*(?:m?put|mirror -R)\b/.test(text));
  if (!/^(?:nc|ncat|netcat|socat|telnet|openssl)$/.test(program)) return false;
  return command.reads.length > 0 && !command.reads.some((file) => file.startsWith('/dev/'));
}

/** `cat file > /dev/tcp/HOST/PORT` */
function sendsToDevice(command: ShellCommand): boolean {
  return (
    command.writes.some((file) => /^\/dev\/(?:tcp|udp)\//.test(file)) &&
    /^(?:cat|tar|dd|zip|gzip|base64|xxd|cp|tee)$/.test(programOf(command))
  );
}

const CLOUDS: Readonly<Record<string, RegExp>> = {
  aws: /^(?:cp|sync|mv|put-object)$/,
  gsutil: /^(?:cp|rsync|mv)$/,
  gcloud: /^(?:cp|rsync)$/,
  az: /^(?:upload|upload-batch)$/,
  rclone: /^(?:copy|sync|move|copyto|moveto|rcat)$/,
  s3cmd: /^(?:put|sync)$/,
  mc: /^(?:cp|mirror)$/,
};

function storesInCloud(command: ShellCommand): boolean {
  const verb = Object.hasOwn(CLOUDS, programOf(command)) ? CLOUDS[programOf(command)] : undefined;
  return (
    verb !== undefined &&
    argsOf(command)
      .slice(0, 4)
      .some((arg) => verb.test(arg))
  );
}

/** scp and rsync to HOST:PATH. */
function isRemoteCopy(command: ShellCommand): boolean {
  if (!/^(?:scp|rsync)$/.test(programOf(command))) return false;
  return /^(?:[\w.-]+@)?[\w.-]+:(?!\/\/)|^rsync:\/\//.test(argsOf(command).at(-1) ?? '');
}
