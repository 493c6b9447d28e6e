import ts from 'typescript';

export type Schema = Record<string, unknown>;

/** Types that stand for any JSON, by their name: their own definition has no end. */
const ANY_JSON: Readonly<Record<string, Schema>> = { Json: {}, JsonObject: { type: 'object' } };

/** JSON Schema of a type's JSON form. Everything is written out; what has no JSON form is an error. */
export class SchemaOfType {
  readonly #checker: ts.TypeChecker;
  readonly #open: ts.Type[] = [];

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** `where` is how an error names the place. */
  of(type: ts.Type, where: string): Schema {
    const named = ANY_JSON[type.aliasSymbol?.getName() ?? type.getSymbol()?.getName() ?? ''];
    if (named !== undefined) return named;
    if (type.isUnion()) return this.#union(type, where);
    const scalar = scalarOf(type);
    if (scalar !== undefined) return scalar;
    if (this.#open.includes(type)) throw new Error(`${where}: the type contains itself`);
    this.#open.push(type);
    try {
      return this.#list(type, where) ?? this.#object(type, where);
    } finally {
      this.#open.pop();
    }
  }

  #union(type: ts.UnionType, where: string): Schema {
    const members = type.types.filter((member) => !(member.flags & ts.TypeFlags.Undefined));
    const literals = members.flatMap((member) => literalOf(member) ?? []);
    const others = members.filter((member) => literalOf(member) === undefined);
    const choices = distinct([
      ...(literals.length > 0 ? [{ enum: literals.toSorted(byText) }] : []),
      ...others.map((member) => this.of(member, where)),
    ]);
    const [only, ...rest] = mergedTypes(choices);
    return only !== undefined && rest.length === 0 ? only : { anyOf: mergedTypes(choices) };
  }

  #list(type: ts.Type, where: string): Schema | undefined {
    if (!this.#checker.isArrayType(type) && !this.#checker.isTupleType(type)) return undefined;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- arrays and tuples are references to a generic type.
    const items = this.#checker.getTypeArguments(type as ts.TypeReference);
    if (this.#checker.isTupleType(type)) {
      return {
        type: 'array',
        prefixItems: items.map((item, i) => this.of(item, `${where}[${i}]`)),
        items: false,
      };
    }
    return { type: 'array', ...(items[0] && { items: this.of(items[0], `${where}[]`) }) };
  }

  #object(type: ts.Type, where: string): Schema {
    if (type.getCallSignatures().length > 0 || !isObject(type)) {
      throw new Error(`${where}: ${this.#checker.typeToString(type)} has no JSON form`);
    }
    const properties: [string, Schema, boolean][] = this.#checker
      .getPropertiesOfType(type)
      .filter((property) => !property.getName().startsWith('__@'))
      .map((property) => {
        const name = property.getName();
        const schema = this.of(this.#checker.getTypeOfSymbol(property), `${where}.${name}`);
        const describes = ts.displayPartsToString(property.getDocumentationComment(this.#checker));
        const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
        return [name, describes === '' ? schema : { description: describes, ...schema }, optional];
      });
    const required = properties.filter(([, , optional]) => !optional).map(([name]) => name);
    return {
      type: 'object',
      ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
      ...(required.length > 0 && { required }),
      additionalProperties: this.#further(type, where),
    };
  }

  #further(type: ts.Type, where: string): Schema | boolean {
    const index = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    return index === undefined ? false : this.of(index, `${where}[string]`);
  }
}

function scalarOf(type: ts.Type): Schema | undefined {
  const literal = literalOf(type);
  if (literal !== undefined) return { const: literal };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { type: 'boolean' };
  if (type.flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) return { type: 'string' };
  if (type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String))
    return { type: 'string' };
  if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
  if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  if (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return {};
  return undefined;
}

function literalOf(type: ts.Type): string | number | undefined {
  return type.isStringLiteral() || type.isNumberLiteral() ? type.value : undefined;
}

/** Intersections (brands) count as objects when a part of them is one. */
function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.NonPrimitive)) !== 0;
}

/** The compiler's own order of a union depends on what it happened to read first. */
function byText(left: unknown, right: unknown): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}

function distinct(schemas: readonly Schema[]): Schema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()].toSorted(byText);
}

/** `string | null` reads better as one type of two. */
function mergedTypes(schemas: readonly Schema[]): Schema[] {
  const plain = schemas.filter((schema) => Object.keys(schema).join() === 'type');
  if (plain.length < 2) return [...schemas];
  return [{ type: plain.map(({ type }) => type) }, ...schemas.filter((schema) => !plain.includes(schema))];
}
