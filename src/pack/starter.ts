/** The files of a new package: small, whole, and a place to begin. */
export function starterFiles(name: string, author: string): { path: string; text: string; mode: number }[] {
  return [
    { path: `${name}.wpk.yaml`, text: manifest(name, author), mode: 0o644 },
    { path: 'README.md', text: readme(name), mode: 0o644 },
    { path: 'scripts/look.sh', text: LOOK, mode: 0o755 },
    { path: 'test/run.sh', text: test(name), mode: 0o755 },
  ];
}

function manifest(name: string, author: string): string {
  return `apiVersion: v1
kind: WorkflowPackage
metadata:
  name: ${name}
  version: 0.1.0
  author: ${JSON.stringify(author)}
  description: Keep a copy of a file, and prove that it is the same.
spec:
  runtime:
    type: shell
    requirements: { tools: [sh, cp, cmp, wc] }

  inputs: # JSON Schema of what a run is given
    type: object
    required: [file]
    additionalProperties: false
    properties:
      file: { type: string, pattern: ^/, description: The file to keep a copy of; an absolute path. }

  safety: { mode: manual } # a person approves each run

  handlers: # the steps; a graph through needs
    - name: look
      type: script
      with:
        file: scripts/look.sh
        env: { FILE: "\${{ inputs.file }}" } # values reach a program by its environment
      outputs: { bytes: { type: integer } }
      timeout: 30s
      onInterrupt: retry # it changes nothing

    - name: copy
      needs: [look]
      when: steps.look.outputs.bytes > 0
      with:
        command: [cp, --, "\${{ inputs.file }}", "\${{ inputs.file }}.copy"]
      timeout: 2m
      onInterrupt: verify # after a crash, ask the probe: exit 0 is done, 1 is not done
      probe:
        with:
          command: [sh, -c, 'cmp -s "$FILE" "$FILE.copy" || exit 1']
          env: { FILE: "\${{ inputs.file }}" }
        timeout: 1m

    - name: compare
      needs: [copy]
      with:
        command: [cmp, "\${{ inputs.file }}", "\${{ inputs.file }}.copy"]
      timeout: 1m
      onInterrupt: retry

    - name: report
      type: notify
      needs: [look, compare]
      with: { message: "Kept \${{ steps.look.outputs.bytes }} bytes of \${{ inputs.file }}" }

  rollback: # how to undo what the steps change
    handlers:
      - name: remove-copy
        with:
          command: [rm, -f, --, "\${{ inputs.file }}.copy"]
        timeout: 30s
        onInterrupt: retry

  validation:
    limits: { timeout: 5m, memory: 256Mi, outputBytes: 1Mi }
    network: { egress: [] } # none
`;
}

const LOOK = `#!/bin/sh
# Says how large $FILE is: the JSON object in $ATOMCTL_OUTPUT is the step's outputs.
set -eu
[ -r "$FILE" ] || { echo "$FILE cannot be read" >&2; exit 1; }
bytes=$(wc -c < "$FILE" | tr -d ' ')
printf '{"bytes": %s}\\n' "$bytes" > "$ATOMCTL_OUTPUT"
`;

function test(name: string): string {
  return `#!/bin/sh
# The test of ${name}: sh test/run.sh. Needs atomctl on PATH, or its path in $ATOMCTL.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
atomctl=\${ATOMCTL:-atomctl}

"$atomctl" validate "$here"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'hello' > "$work/file"
FILE="$work/file" ATOMCTL_OUTPUT="$work/out" sh "$here/scripts/look.sh"
[ "$(cat "$work/out")" = '{"bytes": 5}' ] || { echo "look.sh said: $(cat "$work/out")" >&2; exit 1; }
echo "${name}: passed"
`;
}

function readme(name: string): string {
  return `# ${name}

Keeps a copy of a file beside it, and proves that the two are the same. Change \`${name}.wpk.yaml\` into
what you need; \`atomctl explain\` says what each field means.

\`\`\`sh
atomctl validate ${name}              # every problem, with its place
sh ${name}/test/run.sh                # the test of this package
atomctl dry-run ${name}               # what it could do, and how risky that is
atomctl run ${name} --key atomctl.key -i file="$PWD/notes.txt"   # with a key that you trust
atomctl pack ${name}                  # one file to sign and hand on
\`\`\`
`;
}
