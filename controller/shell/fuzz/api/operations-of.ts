/** Part of a JSON Schema that values are made from. */
export interface ValueSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly required?: readonly string[];
  readonly items?: ValueSchema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly anyOf?: readonly ValueSchema[];
  readonly oneOf?: readonly ValueSchema[];
  readonly allOf?: readonly ValueSchema[];
}

/** One route of the document. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{names}` of its parameters. */
  readonly path: string;
  readonly query: Readonly<Record<string, ValueSchema>>;
  /** Undefined where the route takes no body, or says nothing about it. */
  readonly body: ValueSchema | undefined;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: ValueSchema;
}

interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: ValueSchema }>> };
}

/** The document, as far as it is read here. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, ValueSchema>> };
}

/** Every operation that the document names. */
export function operationsOf({ paths }: ApiDocument): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { parameters = [], requestBody }]): Operation => ({
    path,
    method: method.toUpperCase() as Operation['method'],
    query: Object.fromEntries(parameters.filter((each) => each.in === 'query').map(({ name, schema = {} }) => [name, schema])),
    body: requestBody?.content?.['application/json']?.schema,
  })));
}

/** Follows a reference into the document. */
export function resolved(schema: ValueSchema, { components }: ApiDocument): ValueSchema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (components?.schemas?.[name] ?? {});
}
