import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const containerExec = shellRule(
  {
    id: 'container-exec',
    version: 1,
    title: 'Acts inside a container that is running',
    severity: 'medium',
    why: 'What is done by hand in a running container is in no manifest and no image: it is gone with the next restart, and until then the container is not what was reviewed.',
    fix: 'Change the image or the manifest; for a question, ask the API or a metric.',
    reference: 'https://attack.mitre.org/techniques/T1609/',
  },
  look,
);

const ENGINES = /^(?:kubectl|oc|docker|podman|nerdctl|crictl|ctr|docker-compose)$/;
const ENTERS = new Set(['exec', 'attach', 'cp', 'debug', 'rsh', 'commit']);

function* look(command: ShellCommand): Iterable<Sign> {
  const program = programOf(command);
  if (!ENGINES.test(program)) return;
  const verb = argsOf(command)
    .slice(0, 6)
    .find((arg) => ENTERS.has(arg));
  if (verb !== undefined) yield { what: `${program} ${verb} reaches into a running container.` };
}
