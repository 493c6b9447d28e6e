import { programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn, isOnHost } from '../shell/paths.ts';
import { DISKS, ENGINE_SOCKETS } from '../shell/places.ts';
import { byTool, forAll, has, type Tools, verbOf, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const containerEscape = shellRule(
  {
    id: 'container-escape',
    version: 2,
    title: 'Reaches from a container to its node',
    severity: 'critical',
    why: "The engine's socket, the namespaces of process 1 and the disk of the host are the known ways out of a container; beyond them are all other containers.",
    fix: 'Ask the Kubernetes API for what is needed, with a Role that allows that alone.',
    reference: 'https://attack.mitre.org/techniques/T1611/',
  },
  look,
);

const TOOLS: Tools = {
  nsenter: (args) =>
    entersFirst(args)
      ? { what: 'nsenter goes into the namespaces of process 1, the node itself.' }
      : undefined,
  chroot: (args) =>
    isHostRoot(verbOf(args))
      ? { what: `chroot goes into ${verbOf(args)}, where a container is given its host.` }
      : undefined,
  unshare: when(/^-[a-zA-Z]*[rU]|^--map-root-user/, {
    what: 'unshare makes it root in namespaces of its own.',
    severity: 'high',
  }),
  debugfs: (args) =>
    args.some((arg) => isIn(arg, DISKS)) ? { what: 'debugfs reads a disk past all rights.' } : undefined,
  ...forAll(
    'ctr nerdctl podman',
    () => (args) =>
      args.some((arg) => /(?:^|,)(?:src|source)=\/(?:,|$)/.test(arg))
        ? { what: 'It starts a container that is given the root of its host.' }
        : undefined,
  ),
  ...forAll(
    'lxc incus',
    () => (args) =>
      args.some((arg) => /^security\.privileged=(?:true|1)$/.test(arg)) ||
      (args.includes('disk') && args.includes('source=/'))
        ? { what: 'It starts a container that is root on its host.' }
        : undefined,
  ),
  docker: (args, command) => {
    const remote = args.find((arg) => /^(?:-H|--host=?)?tcp:\/\/(?!localhost|127\.)/.test(arg));
    return remote !== undefined ||
      command.assigns.some(({ name, value }) => name === 'DOCKER_HOST' && value.startsWith('tcp:'))
      ? {
          what: 'It gives orders to the container engine of another machine: that is root there.',
          severity: 'high',
        }
      : undefined;
  },
  kubectl: byOverrides,
  oc: byOverrides,
  mount: mounted,
  ...forAll('deepce deepce.sh cdk amicontained botb peirates kubeletctl ctrsploit', (program) => () => ({
    what: `${program} is made to leave containers.`,
  })),
};

const LOOKS_ONLY = /^(?:echo|ls|test|\[|stat|readlink)$/;

function* look(command: ShellCommand): Iterable<Sign> {
  yield* byTool(TOOLS, command);
  for (const { path, use } of filesOf(command)) {
    if (use !== 'read' && /\/(?:release_agent|notify_on_release)$/.test(path))
      yield { what: `It has a cgroup run a program on the node (${path}).` };
  }
  if (!LOOKS_ONLY.test(programOf(command)))
    yield* byWord([...command.argv, ...command.reads, ...command.writes]);
}

function* byWord(words: readonly string[]): Iterable<Sign> {
  if (words.some((word) => isIn(word.replace(/^unix:\/\//, ''), ENGINE_SOCKETS)))
    yield { what: 'It speaks to a container engine by its socket: that is root on the node.' };
  const onHost = words.find((word) => /^\/proc\/1\/(?:root|cwd|ns)(?:\/|$)/.test(word));
  if (onHost !== undefined) yield { what: `It goes to the file system of the node by ${onHost}.` };
}

function entersFirst(args: readonly string[]): boolean {
  const target = args.findIndex((arg) => /^(-t|--target)$/.test(arg));
  return (
    args[target + 1] === '1' ||
    args.some((arg) => /^(-t1|--target=1)$/.test(arg) || /\/proc\/1\/ns/.test(arg))
  );
}

function isHostRoot(path: string): boolean {
  return isOnHost(path) || /^\/(?:mnt|media|host\w*|rootfs)(?:\/\w*)?\/?$/.test(path);
}

/** kubectl run --overrides='{"spec":{"hostPID":true,…}}' */
function byOverrides(args: readonly string[]): Sign | undefined {
  const text = args.join(' ').slice(0, 20_000);
  if (/["']?(?:hostPID|hostNetwork|hostIPC|privileged)["']?\s?:\s?true|["']?hostPath["']?\s?:/.test(text))
    return { what: 'It starts a pod that shares the node.' };
  return verbOf(args) === 'debug' && args.some((arg) => arg.startsWith('node/'))
    ? { what: 'It opens a shell on a node.' }
    : undefined;
}

/** A container that mounts a disk reads the files of its host. */
function mounted(args: readonly string[]): Sign | undefined {
  if (args.includes('cgroup') || has(args, /^cgroup2?$|rdma/))
    return { what: 'It mounts control groups, the first step of a known way out.', severity: 'high' };
  return args.some((arg) => isIn(arg, DISKS))
    ? { what: 'It mounts a disk of the machine.', severity: 'medium' }
    : undefined;
}
