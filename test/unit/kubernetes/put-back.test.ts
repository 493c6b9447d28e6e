import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../src/kubernetes/field-changes.ts';
import { fieldsOf, setOf } from '../../../src/kubernetes/field-set.ts';
import { showPath } from '../../../src/kubernetes/field-value.ts';
import { givenBack } from '../../../src/kubernetes/give-back.ts';
import { managersOf } from '../../../src/kubernetes/managers.ts';
import { putBack } from '../../../src/kubernetes/put-back.ts';
import type { KubeObject } from '../../../src/model/cluster.ts';
import {
  leavesOf,
  objectOf,
  type Owners,
  patched,
  type Written,
  writtenBy,
  writtenIn,
} from '../../support/owned-object.ts';

const US = 'atomctl:shop';
const texts = fc.constantFrom('1', '2', '3');
const mapping = fc.dictionary(fc.constantFrom('a', 'b', 'a/b~c'), texts, { maxKeys: 3 });
const container = fc.record({ image: texts, args: fc.array(texts, { maxLength: 2 }) });
const written: fc.Arbitrary<Written> = fc.record({
  labels: mapping,
  data: mapping,
  containers: fc.dictionary(fc.constantFrom('x', 'y', 'z'), container, { maxKeys: 3 }),
});
const NOTHING: Written = { labels: {}, data: {}, containers: {} };

/** Made by one, changed by us, and then by whoever comes. */
function history(made: Written, ours: Written, ...theirs: readonly Written[]) {
  const first = writtenBy('maker', { before: NOTHING, after: made }, new Map());
  const second = writtenBy(US, { before: made, after: ours }, first);
  const last = theirs.reduce<{ at: Written; owners: Owners }>(
    ({ at, owners }, next) => ({ at: next, owners: writtenBy('eve', { before: at, after: next }, owners) }),
    { at: ours, owners: second },
  );
  return {
    before: objectOf(made, first),
    after: objectOf(ours, second),
    live: objectOf(last.at, last.owners),
    now: last.at,
  };
}

function undo(before: KubeObject, after: KubeObject, live: KubeObject) {
  const changes = changesBetween({ before, after, manager: US, drops: 'any' });
  const undoing = { live, before, changes, manager: US };
  const { patch, left } = putBack(undoing);
  const result = patched(live, patch);
  return { result, left, managedFields: givenBack({ ...undoing, live: result }) };
}

const ownersOf = (object: KubeObject) =>
  managersOf(object).map(({ name, fields }) => [name, [...fieldsOf(fields)].map(String).toSorted()]);

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Whether a path says that a mapping is there: it comes and goes with what is in it. */
const isMapping = (path: string) => path === '["f:data"]' || path === '["f:metadata","f:labels"]';

/** The container that a path lies in. */
const itemOf = (path: string) => /"k:[^\]]*?}"/.exec(path)?.[0];

describe('putting fields back', () => {
  it('gives the object back as it was, and its owners, where nobody else changed it', () => {
    fc.assert(
      fc.property(written, written, (made, ours) => {
        const { before, after, live } = history(made, ours);
        const { result, left, managedFields } = undo(before, after, live);
        const { managedFields: _, ...metadata } = { ...Object(before['metadata']) };
        expect(left).toEqual([]);
        expect(result).toMatchObject({ ...before, metadata });
        expect(writtenIn(result)).toEqual(made);
        const owned =
          managedFields === null ? result : { ...result, metadata: { ...metadata, managedFields } };
        // Nobody owns a field: the server would take an empty list for a wish to forget all.
        const isOwned = ownersOf(before).length > 0;
        expect(isOwned ? ownersOf(owned) : []).toEqual(ownersOf(before));
      }),
    );
  });

  it('never overwrites what another changed since, and puts everything else back', () => {
    fc.assert(
      fc.property(
        written,
        written,
        fc.array(written, { minLength: 1, maxLength: 2 }),
        (made, ours, theirs) => {
          const { before, after, live, now } = history(made, ours, ...theirs);
          const { result, left } = undo(before, after, live);
          const [was, run, then] = [leavesOf(made), leavesOf(ours), leavesOf(now)];
          const is = leavesOf(writtenIn(result));
          const paths = new Set([...was.keys(), ...run.keys(), ...then.keys()]);
          const eves = new Set(
            managersOf(live).flatMap(({ name, fields }) =>
              name === 'eve' ? [...fieldsOf(fields)].map((path) => JSON.stringify(path)) : [],
            ),
          );
          const touched = [...paths].filter((path) => eves.has(path) || !same(run.get(path), then.get(path)));
          const items = new Set(touched.map(itemOf).filter((item) => item !== undefined));
          for (const path of touched.filter((one) => then.has(one) || !isMapping(one))) {
            const isKept = same(is.get(path), then.get(path));
            expect({ path, isKept }).toEqual({ path, isKept: true });
          }
          for (const path of paths) {
            const item = itemOf(path);
            if (isMapping(path) || touched.includes(path) || (item !== undefined && items.has(item)))
              continue;
            expect({ path, value: is.get(path) }).toEqual({ path, value: was.get(path) });
          }
          const said = left.map(({ path }) => JSON.stringify(path));
          for (const path of touched.filter((one) => itemOf(one) === undefined && !isMapping(one))) {
            const isOurs = !same(was.get(path), run.get(path)) && !same(then.get(path), was.get(path));
            expect(!isOurs || said.includes(path)).toBe(true);
          }
        },
      ),
    );
  });

  it('is done when it is done: the second time there is nothing to send', () => {
    fc.assert(
      fc.property(written, written, written, (made, ours, theirs) => {
        const { before, after, live } = history(made, ours, theirs);
        const { result } = undo(before, after, live);
        expect(undo(before, after, result).result).toEqual(result);
      }),
    );
  });

  it('needs no answer: the owners of fields tell what was changed', () => {
    fc.assert(
      fc.property(written, written, (made, ours) => {
        const { before, live } = history(made, ours);
        expect(writtenIn(undo(before, live, live).result)).toEqual(made);
      }),
    );
  });
});

describe('a set of fields', () => {
  const element = fc.constantFrom('f:a', 'f:b', 'k:{"name":"x"}', 'v:"x"', 'i:0');
  const paths = fc.uniqueArray(fc.array(element, { minLength: 1, maxLength: 4 }), { selector: String });

  it('holds the fields that it was made of', () => {
    fc.assert(
      fc.property(paths, (all) => {
        const found = [...fieldsOf(setOf(all))].map(String).toSorted();
        expect(found).toEqual(all.map(String).toSorted());
      }),
    );
  });

  it('shows a path as people write it', () => {
    const path = [
      'f:spec',
      'f:containers',
      'k:{"name":"web"}',
      'f:ports',
      'k:{"containerPort":80,"protocol":"TCP"}',
      'f:x.y/z',
    ];
    expect(showPath(path)).toBe('spec.containers[name=web].ports[containerPort=80,protocol=TCP]["x.y/z"]');
  });
});
