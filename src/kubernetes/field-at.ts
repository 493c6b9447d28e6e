import { isJsonObject, type Json } from '../base/json.ts';

/** The value at a path as `diffObjects` names it; undefined: there is none. */
export function fieldAt(object: Json | undefined, path: string): Json | undefined {
  let value = object;
  for (const element of elementsOf(path)) {
    if (isJsonObject(value)) value = Object.hasOwn(value, element) ? value[element] : undefined;
    else if (Array.isArray(value)) value = itemNamed(value, element);
    else return undefined;
  }
  return value;
}

function itemNamed(list: readonly Json[], name: string): Json | undefined {
  return list.find((item) => isJsonObject(item) && item['name'] === name);
}

/** `a.b[c.d].e` in its parts. */
function elementsOf(path: string): string[] {
  return [...path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, item, name]) => item ?? name ?? '');
}
